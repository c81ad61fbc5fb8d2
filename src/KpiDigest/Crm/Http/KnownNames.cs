using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace KpiDigest.Crm.Http;

/// <summary>
/// Names that repeat in every record of an answer: each is made a string once. Names in the program are literals, thus interned too. Records mostly have
/// their names in one order, so the name that stood at a place last is tried first.
/// </summary>
internal sealed class KnownNames
{
    private const int Most = 2000;
    private const int Places = 64;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Entry?[] _places = new Entry?[Places];

    /// <summary>The property name that the reader stands on.</summary>
    /// <param name="reader">Stands on a property name.</param>
    /// <param name="place">How many names of the record came before it.</param>
    public string Of(ref Utf8JsonReader reader, int place)
    {
        if (place < Places && _places[place] is { } last && reader.ValueTextEquals(last.Utf8)) return last.Name;
        if (reader.HasValueSequence || reader.ValueSpan.Length > 128) return reader.GetString()!;
        Span<char> text = stackalloc char[128];
        var entry = Find(text[..reader.CopyString(text)]);
        if (place < Places) _places[place] = entry;
        return entry.Name;
    }

    private Entry Find(ReadOnlySpan<char> text)
    {
        if (_entries.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known)) return known;
        var name = string.Intern(text.ToString());
        var entry = new Entry(name, Encoding.UTF8.GetBytes(name));
        return _entries.Count < Most ? _entries.GetOrAdd(name, entry) : entry;
    }

    private sealed record Entry(string Name, byte[] Utf8);
}
