using System.Globalization;
using KpiDigest.Core.Languages;
using NodaTime.Text;

namespace KpiDigest.Core.Digests;

/// <summary>Says in the reader's language why a figure is missing, and what else is known as an English sentence; what no text knows stays as it is.</summary>
internal sealed class ReasonWords(TextLibrary library, LanguageTexts texts, DigestFormat format)
{
    /// <summary>Why a figure is missing, as a sentence without its full stop.</summary>
    public string Missing(string? reason)
    {
        var said = Say(reason).TrimEnd('.', '\u3002');
        return said.Length == 0 ? texts.Of("word.no-data") : char.ToUpperInvariant(said[0]) + said[1..];
    }

    /// <summary>The sentence in the reader's language.</summary>
    public string Say(string? sentence)
    {
        var clean = DigestText.Clean(sentence, 300);
        if (clean.Length == 0) return "";
        if (library.Reasons.Find(clean) is { } found) return Fill(found.Key, found.Values);
        // "Name of an objective: why it has no figure".
        var colon = clean.LastIndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && library.Reasons.Find(clean[(colon + 2)..]) is { } rest ? clean[..(colon + 2)] + Fill(rest.Key, rest.Values) : clean;
    }

    private string Fill(string key, IReadOnlyDictionary<string, string> values)
    {
        decimal? count = values.TryGetValue("count", out var number) && decimal.TryParse(number, CultureInfo.InvariantCulture, out var things) ? things : null;
        return LanguageTexts.Fill(texts.Of(key, count), values.ToDictionary(v => v.Key, v => Write(v.Key, v.Value), StringComparer.Ordinal));
    }

    private string Write(string place, string value) => place switch
    {
        "period" or "before" => format.PeriodOf(value),
        "scope" => value == "company" ? texts.Of("word.the-company") : format.Foreign(value[(value.IndexOf(':', StringComparison.Ordinal) + 1)..]),
        "from" or "to" or "date" => LocalDatePattern.Iso.Parse(value) is { Success: true } day ? format.Date(day.Value) : value,
        _ => format.Foreign(value),
    };
}
