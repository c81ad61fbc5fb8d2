using KpiDigest.Core.Digests;
using KpiDigest.Core.Languages;

namespace KpiDigest.Core.Insights;

/// <summary>Says insights in a reader's language, numbers and dates in the reader's culture.</summary>
internal sealed class InsightWording(LanguageTexts texts, DigestFormat format, ReasonWords reasons, Func<string, string> nameOfRep)
{
    /// <summary>The sentence of an insight, without its full stop.</summary>
    public string Say(Insight insight) => Say(insight.Key, insight.Values.AsSpan());

    /// <summary>A text with its places filled; its first letter is a capital one where the text begins with a name from the texts.</summary>
    public string Say(string key, params ReadOnlySpan<InsightValue> values)
    {
        var words = new Dictionary<string, string>(values.Length, StringComparer.Ordinal);
        decimal? count = null;
        foreach (var value in values)
        {
            words[value.Name] = Write(value);
            if (value is { Unit: InsightUnit.Count, Name: "count" }) count = value.Number;
        }

        return LanguageTexts.Fill(texts.Of(key, count), words);
    }

    /// <summary>A sentence that begins one.</summary>
    public string Sentence(Insight insight) => Capital(Say(insight));

    /// <summary>Several in a row.</summary>
    public string List(IEnumerable<Insight> insights) => Join(insights.Select(Say));

    /// <summary>Texts in a row; empty ones are left out.</summary>
    public string Join(IEnumerable<string> parts) => string.Join(texts.Of(InsightKeys.Separator), parts.Where(t => t.Length > 0));

    /// <summary>With its first letter as a capital one.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private string Write(InsightValue value) => value.Unit switch
    {
        InsightUnit.Money => format.Money(value.Number),
        InsightUnit.SignedMoney => format.SignedMoney(value.Number),
        InsightUnit.Percent => format.Percent(value.Number),
        InsightUnit.Points => format.Points(value.Number),
        InsightUnit.Multiple => format.Multiple(value.Number),
        InsightUnit.Count => format.Count(value.Number),
        InsightUnit.Hours => format.Number(value.Number, 1),
        InsightUnit.Quarter => format.Quarter(value.Period!),
        InsightUnit.Week => format.Week(value.Period!),
        InsightUnit.Rep => format.Foreign(nameOfRep(value.Text)),
        InsightUnit.Reason => reasons.Missing(value.Text),
        InsightUnit.Key => texts.Of(value.Text),
        _ => value.Text,
    };
}
