using KpiDigest.Core.Insights;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Signals;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>The five figures of the first screen, in the catalogue's order.</summary>
internal static class WeeklyRows
{
    public const string NothingBefore = "n/a before";

    public static IReadOnlyList<DigestRow> Compose(DigestWriting writing)
    {
        var figures = writing.Figures;
        var rows = new List<DigestRow>();
        if (figures.Result(KpiIds.TargetAchievement) is { } target) rows.Add(QuarterRows.Achievement(writing, target));
        if (figures.Result(KpiIds.PipelineCoverage) is { } coverage) rows.Add(QuarterRows.Coverage(writing, coverage));
        if (figures.Result(KpiIds.WinRate) is { } winRate) rows.Add(WinRate(writing, winRate));
        if (figures.Result(KpiIds.Slippage) is { Value: { } slipped } slippage && HasHistory(slippage)) rows.Add(QuarterRows.Slippage(writing, slippage, slipped));
        else if (figures.Result(KpiIds.WonRevenue) is { } won) rows.Add(Won(writing, won));
        if (PeopleRows.Of(writing) is { } people) rows.Add(people);
        else if (figures.Result(KpiIds.StaleDeals) is { } stale) rows.Add(Stale(writing, stale));
        return rows;
    }

    // Without history every deal is where it was: a share of 0 % would praise what is not known.
    private static bool HasHistory(KpiResult slippage) => !slippage.Parts.Any(p => p is { Name: "history", Text: "none" });

    private static DigestRow WinRate(DigestWriting writing, KpiResult result)
    {
        var format = writing.Format;
        var week = result is { Numerator: { } won, Denominator: { } closed }
            ? $"{format.Count(won)} won, {format.Count(closed - won)} lost this week" : "No deal closed this week";
        var trailing = result.Parts.FirstOrDefault(p => p.Name == "trailing13w");
        const string name = "Win rate, 13 weeks";
        if (TrailingValue(trailing) is not { } value) return Missing(result with { Reason = "no deal closed in 13 weeks" }, name, "");
        var before = Pooled(writing.Figures.Trend(KpiIds.WinRate));
        return new DigestRow
        {
            Kpi = result.Kpi,
            Name = name,
            Value = format.Percent(value),
            HasValue = true,
            Detail = week,
            Delta = before is { } b ? $"13 weeks before {format.Percent(b)} ({DigestWriting.Arrow(Math.Round(value - b, 3))}{format.Points(value - b)})" : NothingBefore,
            Target = writing.Wording.Join(["No target", Normal(writing, result)]),
            Status = DigestStatus.None("No target"),
            HasStatus = false,
            Bar = BulletBar.Draw(value, before, null, 1m),
        };
    }

    private static DigestRow Won(DigestWriting writing, KpiResult result)
    {
        var format = writing.Format;
        const string name = "Won this week";
        if (result.Value is not { } value) return Missing(result, name, "");
        var past = writing.Figures.Trend(result.Kpi).SkipLast(1).TakeLast(12).Select(p => p.Result.Value).OfType<decimal>().ToList();
        var mean = past.Count > 0 ? past.Average() : (decimal?)null;
        var count = result.Part("count");
        return new DigestRow
        {
            Kpi = result.Kpi,
            Name = name,
            Value = format.Money(value),
            HasValue = true,
            Detail = string.Join(", ", new[]
            {
                count is { } n ? $"{format.Count(n)} {DigestWriting.Plural((int)n, "deal", "deals")}" : "",
                mean is > 0 ? $"{past.Count}-week mean {format.Money(mean.Value)}" : "",
            }.Where(t => t.Length > 0)),
            Delta = result.Previous?.Value is { } before
                ? $"week before {format.Money(before)} ({DigestWriting.Arrow(value - before)}{writing.Relative(result.Previous, value)})" : NothingBefore,
            Target = writing.Wording.Join(["No target", Normal(writing, result)]),
            Status = DigestStatus.None("No target"),
            HasStatus = false,
            Bar = mean is > 0 ? BulletBar.Draw(Math.Max(0m, value), mean.Value, null, Math.Max(mean.Value * 2m, value * 1.05m)) : null,
        };
    }

    private static DigestRow Stale(DigestWriting writing, KpiResult result)
    {
        var format = writing.Format;
        const string name = "Stale deals";
        if (result.Value is not { } value) return Missing(result, name, "");
        var share = result.Part("shareOfOpen");
        var amount = result.Part("amount");
        var days = writing.Figures.Rules.StaleAfterDays;
        return new DigestRow
        {
            Kpi = result.Kpi,
            Name = name,
            Value = format.Count(value),
            HasValue = true,
            Detail = $"{days} days without a sign of life" + (amount is { } a and not 0 ? $", {format.Money(a)}" : ""),
            Delta = result.Previous is { Value: { } before, Change: { } change }
                ? $"{Before(result.Previous)} {format.Count(before)} ({DigestWriting.Arrow(change)}{(change == 0 ? "unchanged" : format.SignedCount(change))})" : NothingBefore,
            Target = share is { } s ? $"{format.Percent(s)} of open deals, target {format.Percent(writing.Bands.Stale.Green)} at most" : "No open deals",
            Status = writing.Bands.OfStale(result),
            HasStatus = share is not null,
            Bar = share is { } part ? BulletBar.Draw(part, writing.Bands.Stale.Green, writing.Bands.Stale.Amber, Math.Max(0.4m, Math.Min(1m, part * 1.05m))) : null,
        };
    }

    /// <summary>"within normal range", above or below it; empty where the week was not judged.</summary>
    private static string Normal(DigestWriting writing, KpiResult result) => result.Signal switch
    {
        SignalNames.None => writing.Wording.Say(InsightKeys.RowNormal),
        SignalNames.High => writing.Wording.Say(InsightKeys.RowAbove),
        SignalNames.Low => writing.Wording.Say(InsightKeys.RowBelow),
        _ => "",
    };

    /// <summary>Value of a trailing part: its own, or of its nested component <c>value</c>.</summary>
    public static decimal? TrailingValue(KpiPart? part) =>
        part is null ? null : part.Value ?? (part.Parts.IsDefaultOrEmpty ? null : part.Parts.FirstOrDefault(p => p.Name == "value")?.Value);

    private static decimal? Pooled(IReadOnlyList<TrendPoint> points)
    {
        var before = points.SkipLast(13).TakeLast(13).ToList();
        var closed = before.Sum(p => p.Result.Denominator ?? 0);
        return before.Count < 13 || closed == 0 ? null : before.Sum(p => p.Result.Numerator ?? 0) / closed;
    }

    public static DigestRow Missing(KpiResult result, string name, string instead) => new()
    {
        Kpi = result.Kpi,
        Name = name,
        Value = "No data",
        HasValue = false,
        Detail = DigestWriting.Missing(result) + (instead.Length > 0 ? ". " + instead : ""),
        Delta = "",
        Target = "",
        Status = DigestStatus.None(""),
        HasStatus = false,
        Bar = null,
    };

    public static string Before(KpiComparison? comparison) => comparison is null ? "" : comparison.Period.Kind == Periods.PeriodKind.Quarter
        ? $"{DigestWriting.QuarterName(comparison.Period)}{(comparison.ToDate ? " at this day" : "")}" : "week before";

    public static string Signed(DigestFormat format, decimal change) =>
        (Math.Round(change, 1, MidpointRounding.AwayFromZero) > 0 ? "+" : "") + format.Multiple(change);
}
