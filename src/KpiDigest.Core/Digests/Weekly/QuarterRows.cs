using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>The figures of the first screen that answer for the quarter.</summary>
internal static class QuarterRows
{
    // In the last weeks of a quarter its own cover says little: the next quarter's stands beside it.
    private const int LastDays = 21;

    public static DigestRow Achievement(DigestWriting writing, KpiResult result)
    {
        var format = writing.Format;
        var quarter = DigestWriting.QuarterName(writing.Figures.Quarter);
        var name = result.ToDate ? $"Target, {quarter} to date" : $"Target, {quarter}";
        if (result.Value is not { } value) return WeeklyRows.Missing(result, name, WonSoFar(writing));
        var made = result is { Numerator: { } won, Denominator: { } quota }
            ? $"{format.Money(won)} of {format.Money(quota)}" : "of quota";
        var pace = result.ToDate ? result.Part("pace") : null;
        var expected = pace is > 0 ? value / pace.Value : 1m;
        return new DigestRow
        {
            Kpi = result.Kpi,
            Name = name,
            Value = format.Percent(value),
            HasValue = true,
            Detail = made,
            Delta = Points(format, result.Previous, value, WeeklyRows.Before(result.Previous)),
            Target = (pace is { } p ? $"Pace {format.Percent(p)} of plan to date" : "Target " + format.Percent(1m)) + Landing(format, result),
            Status = writing.Bands.OfAchievement(result),
            HasStatus = true,
            Bar = BulletBar.Draw(value, expected, expected * writing.Bands.Pace.Amber, Math.Max(1m, Math.Max(value, expected) * 1.05m)),
        };
    }

    public static DigestRow Coverage(DigestWriting writing, KpiResult result)
    {
        var format = writing.Format;
        var name = "Pipeline cover, " + DigestWriting.QuarterName(writing.Figures.Quarter);
        if (StatusBands.IsQuotaMet(result)) return WeeklyRows.Missing(result, name, "") with { Value = "Quota met", Status = writing.Bands.OfCoverage(result), HasStatus = true };
        if (result.Value is not { } value) return WeeklyRows.Missing(result, name, "");
        var required = writing.Bands.Required(result);
        var open = result.Part("open") ?? result.Numerator;
        var remaining = result.Part("remaining") ?? result.Denominator;
        return new DigestRow
        {
            Kpi = result.Kpi,
            Name = name,
            Value = format.Multiple(value),
            HasValue = true,
            Detail = open is { } o && remaining is { } r ? $"{format.Money(o)} open, {format.Money(r)} to win{Next(writing, result)}" : "",
            Delta = result.Previous is { Value: { } before, Change: { } change }
                ? $"{WeeklyRows.Before(result.Previous)} {format.Multiple(before)} ({DigestWriting.Arrow(change)}{WeeklyRows.Signed(format, change)})" : WeeklyRows.NothingBefore,
            Target = "Target " + format.Multiple(required),
            Status = writing.Bands.OfCoverage(result),
            HasStatus = true,
            Bar = BulletBar.Draw(value, required, required * writing.Bands.AmberCover, Math.Max(required * 1.4m, Math.Min(value, required * 4) * 1.05m)),
        };
    }

    public static DigestRow Slippage(DigestWriting writing, KpiResult result, decimal value)
    {
        var format = writing.Format;
        var quarter = DigestWriting.QuarterName(writing.Figures.Quarter);
        var amount = result.Part("amount") is { } a and not 0 ? $", {format.Money(a)}" : "";
        return new DigestRow
        {
            Kpi = result.Kpi,
            Name = result.ToDate ? $"Slipped, {quarter} to date" : $"Slipped, {quarter}",
            Value = format.Percent(value),
            HasValue = true,
            Detail = result is { Numerator: { } slipped, Denominator: { } due } ? $"{format.Count(slipped)} of {format.Count(due)} due {DigestWriting.Plural((int)due, "deal", "deals")}{amount}" : "",
            Delta = Points(format, result.Previous, value, WeeklyRows.Before(result.Previous)),
            Target = $"Target {format.Percent(writing.Bands.Slippage.Green)} at most",
            Status = writing.Bands.Of(result),
            HasStatus = true,
            Bar = BulletBar.Draw(value, writing.Bands.Slippage.Green, writing.Bands.Slippage.Amber, Math.Max(0.5m, Math.Min(1m, value * 1.05m))),
        };
    }

    // 80 % of the simulated ends of the quarter.
    private static string Landing(DigestFormat format, KpiResult result) =>
        result is { ToDate: true } && result.Part("low80") is { } low && result.Part("high80") is { } high ? $", landing {format.Money(low)} to {format.Money(high)}" : "";

    private static string Next(DigestWriting writing, KpiResult result)
    {
        var left = NodaTime.Period.DaysBetween(writing.Figures.Period.End, writing.Figures.Quarter.End);
        return left is >= 0 and < LastDays && result.Part("nextQuarter") is { } next ? $"; next quarter {writing.Format.Multiple(next)}" : "";
    }

    private static string WonSoFar(DigestWriting writing) => writing.Figures.QuarterWon is { Value: { } won } result
        ? $"Won {(result.ToDate ? "so far" : "in the quarter")}: {writing.Format.Money(won)}" : "";

    private static string Points(DigestFormat format, KpiComparison? comparison, decimal value, string when) =>
        comparison?.Value is { } before
            ? $"{when} {format.Percent(before)} ({DigestWriting.Arrow(Math.Round(value - before, 3))}{format.Points(value - before)})" : WeeklyRows.NothingBefore;
}
