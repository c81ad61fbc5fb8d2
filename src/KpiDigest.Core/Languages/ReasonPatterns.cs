using System.Text.RegularExpressions;

namespace KpiDigest.Core.Languages;

/// <summary>
/// Reasons and notes are made as English sentences, for the command line and what a run keeps. A digest says them in its reader's language: the
/// text whose shipped English form a sentence fills (<c>reason.*</c>) is the one to say, with what stood in its places.
/// </summary>
internal sealed class ReasonPatterns
{
    /// <summary>Beginning of the keys of reasons.</summary>
    public const string Prefix = "reason.";

    private readonly List<(string Key, IReadOnlyList<string> Places, Regex Shape)> _patterns;

    public ReasonPatterns(IEnumerable<TextEntry> english) => _patterns =
    [
        .. english.Where(t => t.Key.StartsWith(Prefix, StringComparison.Ordinal)).SelectMany(t => t.Forms.Values.Select(form => (t.Key, Form: form)))
            .OrderByDescending(t => Place(t.Form, "").Length)
            .Select(t => (t.Key, TextFaults.Places(t.Form), new Regex(Shape(t.Form), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))),
    ];

    /// <summary>The text a sentence fills, with what stands in its places; null: none.</summary>
    public (string Key, IReadOnlyDictionary<string, string> Values)? Find(string sentence)
    {
        foreach (var (key, places, shape) in _patterns)
            if (shape.Match(sentence) is { Success: true } match)
                return (key, places.ToDictionary(p => p, p => match.Groups[p].Value, StringComparer.Ordinal));
        return null;
    }

    private static string Place(string text, string by) => Regex.Replace(text, @"\{\w+\}", by);

    private static string Shape(string text) => "^" + Regex.Replace(Regex.Escape(text), @"\\\{(\w+)\}", "(?<$1>.+?)") + "$";
}
