using System.Text.Json;

namespace KpiDigest.Crm.Http;

/// <summary>Names that repeat in every record of an answer: each is made a string once. Names in the program are literals, thus interned too.</summary>
internal sealed class KnownNames
{
    private const int Most = 2000;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>The property name that the reader stands on.</summary>
    public string Of(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueSpan.Length > 128) return reader.GetString()!;
        Span<char> text = stackalloc char[128];
        text = text[..reader.CopyString(text)];
        lock (_gate)
        {
            if (_names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known)) return known;
            var name = string.Intern(text.ToString());
            if (_names.Count < Most) _names.Add(name);
            return name;
        }
    }
}
