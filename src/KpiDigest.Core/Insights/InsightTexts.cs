using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace KpiDigest.Core.Insights;

/// <summary>
/// The texts of one language by key, from <c>Texts/LANGUAGE.json</c>; a text is one string, or one for one thing and one for other numbers.
/// A language is added by adding its file.
/// </summary>
internal sealed class InsightTexts
{
    private const string Fallback = "en";
    private const string One = "one";
    private const string Other = "other";
    private static readonly ConcurrentDictionary<string, InsightTexts?> Known = new(StringComparer.Ordinal);
    private readonly FrozenDictionary<(string Key, string Form), string> _texts;

    private InsightTexts(JsonElement file)
    {
        var texts = new Dictionary<(string, string), string>();
        foreach (var text in file.EnumerateObject())
        {
            if (text.Value.ValueKind == JsonValueKind.String) texts[(text.Name, Other)] = text.Value.GetString()!;
            else foreach (var form in text.Value.EnumerateObject()) texts[(text.Name, form.Name)] = form.Value.GetString()!;
        }

        _texts = texts.ToFrozenDictionary();
    }

    /// <summary>The keys there is a text for.</summary>
    public IReadOnlyCollection<string> Keys => [.. _texts.Keys.Select(k => k.Key).Distinct()];

    /// <summary>All texts, plural forms included.</summary>
    public IReadOnlyCollection<string> All => _texts.Values;

    /// <summary>The texts of a culture's language; English where there is no file for it.</summary>
    public static InsightTexts For(string culture) => Known.GetOrAdd(culture.Split('-')[0].ToLowerInvariant(), Read) ?? Known.GetOrAdd(Fallback, Read)!;

    /// <summary>The text of a key, in its form for a number of things.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public string Of(string key, decimal? count = null) =>
        count == 1 && _texts.TryGetValue((key, One), out var one) ? one
        : _texts.TryGetValue((key, Other), out var text) ? text
        : throw new KeyNotFoundException(key);

    /// <summary>A text with its places filled. What is put in is never read for places again.</summary>
    /// <exception cref="KeyNotFoundException">A place has no value.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values)
    {
        var filled = new System.Text.StringBuilder(text.Length * 2);
        var at = 0;
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', at))
        {
            var close = text.IndexOf('}', open);
            var name = text[(open + 1)..close];
            filled.Append(text, at, open - at).Append(values.TryGetValue(name, out var value) ? value : throw new KeyNotFoundException($"{text}: {name}"));
            at = close + 1;
        }

        return filled.Append(text, at, text.Length - at).ToString();
    }

    private static InsightTexts? Read(string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"texts.{language}.json");
        if (stream is null) return null;
        using var file = JsonDocument.Parse(stream);
        return new InsightTexts(file.RootElement);
    }
}
