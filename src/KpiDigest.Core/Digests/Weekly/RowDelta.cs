using KpiDigest.Core.Insights;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>How a figure stands against the one before it, and whether that is good.</summary>
/// <param name="Change">Arrow and size; empty: nothing to compare with.</param>
/// <param name="Tone">A colour of the theme.</param>
/// <param name="Before">What it is compared with.</param>
internal sealed record RowDelta(string Change, string Tone, string Before)
{
    /// <summary>
    /// Against the week before where that answered for the same quarter, else against the result's own previous period. Green or red by whether
    /// more is better.
    /// </summary>
    public static RowDelta Of(DigestWriting writing, KpiResult result, bool lessIsBetter, Func<decimal, string> value, Func<decimal, string> change)
    {
        if (result.Value is not { } now) return None(writing);
        var before = writing.Figures.SameQuarterBefore(result.Kpi)?.Value is { } week ? (week, Week(writing, value(week)))
            : result.Previous?.Value is { } previous ? (previous, Previous(writing, result.Previous, value(previous))) : ((decimal, string)?)null;
        return before is (var then, var words) ? Of(writing, now - then, change(now - then), words, lessIsBetter) : None(writing);
    }

    /// <summary>A change whose size and comparison are already in words.</summary>
    public static RowDelta Of(DigestWriting writing, decimal change, string size, string before, bool? lessIsBetter)
    {
        if (size.Any(char.IsDigit) && size.All(c => char.GetNumericValue(c) <= 0)) return new RowDelta(writing.Wording.Say(InsightKeys.RowUnchanged), "muted", before);
        var tone = lessIsBetter is not { } less || change == 0 ? "muted" : change > 0 == less ? "bad" : "good";
        return new RowDelta(DigestWriting.Arrow(change) + size, tone, before);
    }

    public static RowDelta None(DigestWriting writing) => new("", "muted", writing.Wording.Say(InsightKeys.BeforeNone));

    public static string Week(DigestWriting writing, string value) => writing.Wording.Say(InsightKeys.BeforeWeek, InsightValue.Words("value", value));

    private static string Previous(DigestWriting writing, KpiComparison previous, string value) => previous.Period.Kind == Periods.PeriodKind.Quarter
        ? writing.Wording.Say(previous.ToDate ? InsightKeys.BeforeQuarterDay : InsightKeys.BeforeQuarter, InsightValue.Quarter(previous.Period), InsightValue.Words("value", value))
        : Week(writing, value);
}
