using KpiDigest.Core.Insights;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>The figures of the first screen that answer for the quarter.</summary>
internal static class QuarterRows
{
    // In the last weeks of a quarter its own cover says little: the next quarter's stands beside it.
    private const int LastDays = 21;

    public static DigestRow Achievement(DigestWriting writing, KpiResult result)
    {
        var (format, wording) = (writing.Format, writing.Wording);
        var name = wording.Say(result.ToDate ? InsightKeys.RowTargetToDate : InsightKeys.RowTarget, InsightValue.Quarter(writing.Figures.Quarter));
        if (result.Value is not { } value) return WeeklyRows.Missing(writing, result, name, WonSoFar(writing));
        var pace = result.ToDate ? result.Part("pace") : null;
        var expected = pace is > 0 ? value / pace.Value : 1m;
        var bands = new[] { expected * writing.Bands.Pace.Amber, expected };
        return WeeklyRows.Row(result, name, format.Percent(value), Delta(writing, result)) with
        {
            Detail = result is { Numerator: { } won, Denominator: { } quota }
                ? wording.Say(InsightKeys.RowTargetMade, InsightValue.Money("won", won), InsightValue.Money("quota", quota)) : "",
            Target = pace is { } p ? Pace(writing, result, p) : wording.Say(InsightKeys.RowTargetIs, InsightValue.Percent("target", 1m)),
            Status = writing.Bands.OfAchievement(result),
            HasStatus = true,
            Bar = BulletBar.Draw(value, bands[1], bands[0], Math.Max(1m, Math.Max(value, expected) * 1.05m)),
        };
    }

    public static DigestRow Coverage(DigestWriting writing, KpiResult result)
    {
        var (format, wording) = (writing.Format, writing.Wording);
        var name = wording.Say(InsightKeys.RowCover, InsightValue.Quarter(writing.Figures.Quarter));
        if (StatusBands.IsQuotaMet(result))
            return WeeklyRows.Missing(writing, result, name) with { Value = writing.Bands.OfCoverage(result).Word, Status = writing.Bands.OfCoverage(result), HasStatus = true };
        if (result.Value is not { } value) return WeeklyRows.Missing(writing, result, name);
        var required = writing.Bands.Required(result);
        return WeeklyRows.Row(result, name, format.Multiple(value), RowDelta.Of(writing, result, false, format.Multiple, c => Signed(format, c))) with
        {
            Detail = wording.Join([Open(writing, result), Next(writing, result)]),
            Target = wording.Say(InsightKeys.RowTargetIs, InsightValue.Multiple("target", required)),
            Status = writing.Bands.OfCoverage(result),
            HasStatus = true,
            Bar = BulletBar.Draw(value, required, required * writing.Bands.AmberCover, Math.Max(required * 1.4m, Math.Min(value, required * 4) * 1.05m)),
        };
    }

    public static DigestRow Slippage(DigestWriting writing, KpiResult result, decimal value)
    {
        var (format, wording) = (writing.Format, writing.Wording);
        var name = wording.Say(result.ToDate ? InsightKeys.RowSlippedToDate : InsightKeys.RowSlipped, InsightValue.Quarter(writing.Figures.Quarter));
        var due = result is { Numerator: { } slipped, Denominator: { } all }
            ? wording.Say(InsightKeys.RowSlippedDetail, InsightValue.Count("count", all), InsightValue.Count("slipped", slipped)) : "";
        return WeeklyRows.Row(result, name, format.Percent(value), RowDelta.Of(writing, result, true, format.Percent, format.Points)) with
        {
            Detail = wording.Join([due, result.Part("amount") is { } a and not 0 ? format.Money(a) : ""]),
            Target = wording.Say(InsightKeys.RowTargetAtMost, InsightValue.Percent("target", writing.Bands.Slippage.Green)),
            Status = writing.Bands.Of(result),
            HasStatus = true,
            Bar = BulletBar.Draw(value, writing.Bands.Slippage.Green, writing.Bands.Slippage.Amber, Math.Max(0.5m, Math.Min(1m, value * 1.05m))),
        };
    }

    // What is won adds up: more than a week before is no merit.
    private static RowDelta Delta(DigestWriting writing, KpiResult result)
    {
        var delta = RowDelta.Of(writing, result, false, writing.Format.Percent, writing.Format.Points);
        return writing.Figures.SameQuarterBefore(result.Kpi) is null ? delta : delta with { Tone = "muted" };
    }

    // 80 % of the simulated ends of the quarter.
    private static string Pace(DigestWriting writing, KpiResult result, decimal pace) =>
        result.Part("low80") is { } low && result.Part("high80") is { } high
            ? writing.Wording.Say(InsightKeys.RowTargetPaceLanding, InsightValue.Percent("pace", pace), InsightValue.Money("low", low), InsightValue.Money("high", high))
            : writing.Wording.Say(InsightKeys.RowTargetPace, InsightValue.Percent("pace", pace));

    private static string Open(DigestWriting writing, KpiResult result) =>
        (result.Part("open") ?? result.Numerator) is { } open && (result.Part("remaining") ?? result.Denominator) is { } remaining
            ? writing.Wording.Say(InsightKeys.RowCoverDetail, InsightValue.Money("open", open), InsightValue.Money("remaining", remaining)) : "";

    private static string Next(DigestWriting writing, KpiResult result)
    {
        var left = NodaTime.Period.DaysBetween(writing.Figures.Period.End, writing.Figures.Quarter.End);
        return left is >= 0 and < LastDays && result.Part("nextQuarter") is { } next ? writing.Wording.Say(InsightKeys.RowCoverNext, InsightValue.Multiple("next", next)) : "";
    }

    private static string WonSoFar(DigestWriting writing) => writing.Figures.QuarterWon is { Value: { } won } result
        ? writing.Wording.Say(result.ToDate ? InsightKeys.RowWonSoFar : InsightKeys.RowWonInQuarter, InsightValue.Money("won", won)) : "";

    private static string Signed(DigestFormat format, decimal change) =>
        (Math.Round(change, 1, MidpointRounding.AwayFromZero) > 0 ? "+" : "") + format.Multiple(change);
}
