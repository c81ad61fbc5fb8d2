using System.Collections.Frozen;
using System.Text;

namespace KpiDigest.Core.Languages;

/// <summary>The texts of one language by key; what it does not say, the language behind it says.</summary>
public sealed class LanguageTexts
{
    /// <summary>Beginning of the keys that shorten large numbers; there an empty text means that the language does not shorten so.</summary>
    internal const string Scales = "number.e";

    private static readonly string[] RightToLeft = ["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
    private readonly FrozenDictionary<string, TextEntry> _texts;
    private readonly LanguageTexts? _behind;
    private readonly PluralRule _plural;

    internal LanguageTexts(string language, IEnumerable<TextEntry> texts, LanguageTexts? behind)
    {
        Language = language;
        _plural = PluralRule.For(language);
        _behind = behind;
        var last = new Dictionary<string, TextEntry>(StringComparer.Ordinal);
        foreach (var text in texts) last[text.Key] = text;
        _texts = last.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The language: <c>de</c>, <c>pt-BR</c>.</summary>
    public string Language { get; }

    /// <summary>Whether it is written from right to left.</summary>
    public bool IsRightToLeft => RightToLeft.Contains(Language.Split('-')[0]);

    /// <summary>The keys it has a text of its own for.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>Whether there is a text for a key.</summary>
    public bool Has(string key) => _texts.ContainsKey(key) || _behind is { } behind && behind.Has(key);

    /// <summary>The text of a key, in its form for a number of things.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public string Of(string key, decimal? count = null)
    {
        if (!_texts.TryGetValue(key, out var text)) return _behind?.Of(key, count) ?? throw new KeyNotFoundException(key);
        return count is { } number && text.HasForms && text.Forms.TryGetValue(_plural.Of(number), out var form) ? form : text.Text;
    }

    /// <summary>A text with its places filled. What is put in is never read for places again.</summary>
    /// <exception cref="KeyNotFoundException">A place has no value.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values)
    {
        var filled = new StringBuilder(text.Length * 2);
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

    /// <summary>The text of a key with its places filled by finished words.</summary>
    internal string Say(string key, params ReadOnlySpan<(string Place, string Value)> values)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (place, value) in values) words[place] = value;
        return Fill(Of(key), words);
    }
}
