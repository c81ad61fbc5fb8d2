using KpiDigest.Crm.Http;
using NodaTime;

namespace KpiDigest.Crm;

/// <summary>What mapping could not take as it was: counted by object, property and consequence, with the first example.</summary>
internal sealed class MappingNotes
{
    private readonly SortedDictionary<(string Object, string Property, string Consequence), Note> _notes = [];
    private readonly SortedSet<string> _sentences = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>A value that is not what the property holds; the fact goes without it.</summary>
    public void LeftEmpty(string objectType, string id, string property, string value) =>
        Add((objectType, property, "could not be read and count as not stated"), id, value);

    /// <summary>A record that cannot be a fact.</summary>
    public void Refused(string objectType, string id, string property, string? value, string why) =>
        Add((objectType, property, $"{why}; the records are left out"), id, value);

    /// <summary>A value that the configuration gives no meaning to.</summary>
    public void Unmapped(string objectType, string id, string property, string value, string consequence) =>
        Add((objectType, property, $"'{Excerpt.Of(value, 40)}' {consequence}"), id, value);

    /// <summary>A history of which the beginning is gone.</summary>
    public void CutShort(string objectType, string id, string property, Instant oldest) =>
        Add((objectType, property, "have a history that begins later than the record: what was before counts as not known"), id, oldest.ToString());

    /// <summary>Something that concerns no single value.</summary>
    public void Say(string sentence)
    {
        lock (_gate) _sentences.Add(sentence);
    }

    public void Clear()
    {
        lock (_gate)
        {
            _notes.Clear();
            _sentences.Clear();
        }
    }

    public IReadOnlyList<string> Texts()
    {
        lock (_gate)
        {
            return [.. _notes.Select(n => $"{n.Key.Object}: {n.Value.Count} value(s) of {n.Key.Property} {n.Key.Consequence} (first: id {n.Value.Id}, value '{n.Value.Value}')"), .. _sentences];
        }
    }

    private void Add((string Object, string Property, string Consequence) key, string id, string? value)
    {
        lock (_gate)
        {
            _notes[key] = _notes.TryGetValue(key, out var known)
                ? known with { Count = known.Count + 1 }
                : new Note(1, Excerpt.Of(id, 40), Excerpt.Of(value, 40));
        }
    }

    private sealed record Note(int Count, string Id, string Value);
}
