using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KpiDigest.Store;

/// <summary>Finds the names and addresses of erased people in any text, whatever the case, and puts what stands for them in their place.</summary>
internal sealed partial class ErasedWords(IReadOnlyList<ErasedPerson> people)
{
    private readonly int[] _lengths = [.. people.SelectMany(p => p.Names).Select(n => int.Parse(n[..n.IndexOf(':', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture)).Distinct().OrderDescending()];

    /// <summary>Nobody was erased.</summary>
    public bool IsEmpty => people.Count == 0;

    /// <summary>The people.</summary>
    public IReadOnlyList<ErasedPerson> People => people;

    /// <summary>The person with an address; null: nobody who was erased.</summary>
    public ErasedPerson? WithAddress(string address) => people.FirstOrDefault(p => p.HasAddress(address));

    /// <summary>The erased rep of an id.</summary>
    public ErasedPerson? Rep(string source, string id) => people.FirstOrDefault(p => p.Source == source && p.RepId == id);

    /// <summary>The same text where nobody is in it.</summary>
    public string Mask(string text)
    {
        if (IsEmpty || text.Length == 0) return text;
        var (words, masked, from) = (Word().Matches(text), new StringBuilder(), 0);
        for (var i = 0; i < words.Count;)
        {
            var (count, stand) = At(text, words, i);
            if (stand is not null)
            {
                masked.Append(text, from, words[i].Index - from).Append(stand);
                from = words[i + count - 1].Index + words[i + count - 1].Length;
            }

            i += count;
        }

        return from == 0 ? text : masked.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The same in the texts of a JSON document; the same document where nobody is in it.</summary>
    public string MaskJson(string text)
    {
        if (IsEmpty) return text;
        var (node, changed) = (JsonNode.Parse(text), false);
        Walk(node);
        return changed ? node!.ToJsonString() : text;

        void Walk(JsonNode? at)
        {
            if (at is JsonObject map)
                foreach (var (key, value) in map.ToList()) Replace(value, masked => map[key] = masked);
            else if (at is JsonArray list)
                for (var i = 0; i < list.Count; i++) Replace(list[i], masked => list[i] = masked);
        }

        void Replace(JsonNode? value, Action<string> set)
        {
            if (value is not JsonValue leaf || !leaf.TryGetValue<string>(out var was)) Walk(value);
            else if (Mask(was) is var masked && masked != was)
            {
                set(masked);
                changed = true;
            }
        }
    }

    /// <summary>The words of a text in the form that is compared.</summary>
    public static IReadOnlyList<string> WordsOf(string text) => [.. Word().Matches(text).Select(w => Form(w.Value))];

    /// <summary>Lower case, composed.</summary>
    public static string Form(string text) => text.Normalize(NormalizationForm.FormC).ToLowerInvariant();

    private (int Count, string? Stand) At(string text, MatchCollection words, int at)
    {
        if (words[at].Value.Contains('@', StringComparison.Ordinal)) return (1, WithAddress(words[at].Value)?.Address);
        foreach (var length in _lengths)
        {
            if (at + length > words.Count || !AreTogether(text, words, at, length)) continue;
            var name = Enumerable.Range(at, length).Select(i => Form(words[i].Value)).ToList();
            if (people.FirstOrDefault(p => p.HasName(name)) is { } person) return (length, person.Token);
        }

        return (1, null);
    }

    private static bool AreTogether(string text, MatchCollection words, int at, int length)
    {
        for (var i = at; i < at + length - 1; i++)
            if (text.AsSpan((words[i].Index + words[i].Length)..words[i + 1].Index).Trim(". \t\r\n\u00a0").Length > 0) return false;
        return true;
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}_]+(?:[@.+'’_-]+[\p{L}\p{M}\p{N}_]+)*")]
    private static partial Regex Word();
}
