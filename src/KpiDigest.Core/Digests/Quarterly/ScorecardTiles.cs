using KpiDigest.Core.Digests.Charts;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>The figures of page one and of the performance table.</summary>
internal static class ScorecardTiles
{
    private const int Most = 8;

    // The catalogue's tiles (section 4), then what takes the place of those without data.
    private static readonly string[] Order =
    [
        KpiIds.TargetAchievement, KpiIds.ForecastAccuracy, KpiIds.QuotaAttainment, KpiIds.WinRate, KpiIds.AverageDeal, KpiIds.NeedsHelp, KpiIds.RepRetention,
        KpiIds.WonRevenue, KpiIds.SalesCycle, KpiIds.PipelineCreated, KpiIds.WinRateValue,
    ];

    private static readonly string[] Table =
    [
        KpiIds.WonRevenue, KpiIds.TargetAchievement, KpiIds.QuotaAttainment, KpiIds.GoalConcentration, KpiIds.ForecastAccuracy, KpiIds.Slippage, KpiIds.WinRate,
        KpiIds.WinRateValue, KpiIds.WinRateGain, KpiIds.AverageDeal, KpiIds.SalesCycle, KpiIds.PipelineCreated, KpiIds.NeedsHelp, KpiIds.CoachingHours,
        KpiIds.RepRetention, KpiIds.EngagementScore, KpiIds.CrossSellShare, KpiIds.NewLargeClients, KpiIds.CompetitiveDisplacements, KpiIds.GrossMargin,
        KpiIds.ChurnRate, KpiIds.Cac, KpiIds.Clv, KpiIds.Objectives,
    ];

    // Figures of which a word is said where they have no data; the others need a source that not everybody has.
    private static readonly string[] Expected =
    [
        KpiIds.WonRevenue, KpiIds.TargetAchievement, KpiIds.QuotaAttainment, KpiIds.WinRate, KpiIds.AverageDeal, KpiIds.SalesCycle, KpiIds.PipelineCreated,
        KpiIds.WinRateValue,
    ];

    /// <summary>Ids of all figures that the scorecard shows.</summary>
    public static IEnumerable<string> Shown => Table.Append(KpiIds.PipelineCoverage);

    /// <summary>Tiles with data, at most eight; next quarter's cover takes the last place where it has a value.</summary>
    public static IReadOnlyList<ScorecardTile> Tiles(DigestWriting writing)
    {
        var tiles = Results(writing, Order).Where(r => r.Value is not null).Select(r => Tile(writing, r, Name(writing, r))).Take(Most).ToList();
        if (writing.Figures.NextCoverage is { } next && (next.Value is not null || StatusBands.IsQuotaMet(next)))
            tiles = [.. tiles.Take(Most - 1), NextCover(writing, next)];
        return tiles;
    }

    /// <summary>Figures without data, with the reason. One reason is said once.</summary>
    public static IReadOnlyList<string> Missing(DigestWriting writing) => [.. Results(writing, Expected)
        .Concat(writing.Figures.NextCoverage is { } next && !StatusBands.IsQuotaMet(next) ? [next] : [])
        .Where(r => r.Value is null)
        .GroupBy(writing.Missing)
        .Select(g => $"{string.Join(", ", g.Select(r => Name(writing, r)))}: {g.Key}.")];

    public static IReadOnlyList<PerformanceRow> Performance(DigestWriting writing) =>
        [.. Results(writing, Table).Where(r => r.Value is not null || Expected.Contains(r.Kpi)).Select(r => Row(writing, r))];

    public static string Change(DigestWriting writing, KpiResult result, KpiComparison? other) =>
        result.Value is not { } value || other?.Value is not { } before ? "n/a"
        : result.Unit == KpiUnit.Ratio ? DigestWriting.Arrow(Math.Round(value - before, 3)) + writing.Format.Points(value - before)
        : (before == 0 ? "" : DigestWriting.Arrow(value - before)) + writing.Relative(other, value);

    private static IEnumerable<KpiResult> Results(DigestWriting writing, IEnumerable<string> kpis) => kpis.Select(writing.Figures.Result).OfType<KpiResult>();

    private static string Name(DigestWriting writing, KpiResult result) => result == writing.Figures.NextCoverage
        ? "Cover next quarter" : KpiCatalogue.Find(result.Kpi)?.Name ?? result.Kpi;

    private static ScorecardTile Tile(DigestWriting writing, KpiResult result, string name)
    {
        var status = writing.Bands.Of(result);
        var spark = writing.Figures.Trend(result.Kpi).Select(p => p.Result.Value).ToList();
        return new ScorecardTile
        {
            Name = name,
            Value = writing.Value(result, result.Value!.Value),
            Detail = Detail(writing, result),
            Previous = Versus(writing, result, result.Previous),
            YearAgo = Versus(writing, result, result.YearAgo),
            Status = status,
            HasStatus = status.Tone != "muted",
            Spark = spark.Count(v => v is not null) >= 2 ? new Sparkline(spark) : null,
        };
    }

    private static ScorecardTile NextCover(DigestWriting writing, KpiResult next) => new()
    {
        Name = "Cover " + (next.Period is { } quarter ? writing.QuarterName(quarter) : "next quarter"),
        Value = next.Value is { } value ? writing.Format.Multiple(value) : "Quota met",
        Detail = next.Part("open") is { } open && next.Part("remaining") is { } remaining && next.Value is not null
            ? $"{writing.Format.Money(open)} open, {writing.Format.Money(remaining)} to win" : "",
        Previous = "Target " + writing.Format.Multiple(writing.Bands.Required(next)),
        YearAgo = "",
        Status = writing.Bands.OfCoverage(next),
        HasStatus = true,
        Spark = null,
    };

    private static string Versus(DigestWriting writing, KpiResult result, KpiComparison? other) => other is null ? ""
        : other.Value is { } before
            ? $"{writing.QuarterName(other.Period)}: {writing.Value(result, before)} ({Change(writing, result, other)})"
            : $"{writing.QuarterName(other.Period)}: n/a";

    private static string Detail(DigestWriting writing, KpiResult result)
    {
        var format = writing.Format;
        return result.Kpi switch
        {
            KpiIds.WonRevenue when result.Part("count") is { } count => $"{format.Count(count)} {DigestWriting.Plural((int)count, "deal", "deals")}",
            KpiIds.TargetAchievement when result.Denominator is { } quota => "of " + format.Money(quota),
            KpiIds.ForecastAccuracy when result.Part("bias") is { } bias && bias != 0 => $"{format.Percent(Math.Abs(bias))} too {(bias > 0 ? "high" : "low")}, 4 weeks ahead",
            KpiIds.QuotaAttainment when result.Scope?.Kind != ScopeKind.Rep && result is { Numerator: { } met, Denominator: { } reps } =>
                $"{format.Count(met)} of {format.Count(reps)} reps" + With(writing, KpiIds.GoalConcentration, share => $", top fifth won {format.Percent(share)}"),
            KpiIds.NeedsHelp when result is { Numerator: { } low, Denominator: { } judged } => $"{format.Count(low)} of {format.Count(judged)} reps below the bar",
            KpiIds.RepRetention => With(writing, KpiIds.EngagementScore, score => $"engagement {format.Value(KpiUnit.Score, false, score)} of 10"),
            KpiIds.WinRate when result is { Numerator: { } won, Denominator: { } closed } => $"{format.Count(won)} of {format.Count(closed)} closed",
            KpiIds.AverageDeal when result.Part("median") is { } median =>
                $"median {format.Money(median)}" + With(writing, KpiIds.SalesCycle, days => $", cycle {format.Days(days)}"),
            KpiIds.SalesCycle when result.Part("p75") is { } slow => $"one in four over {format.Days(slow)}",
            KpiIds.PipelineCreated when result.Part("count") is { } created => $"{format.Count(created)} {DigestWriting.Plural((int)created, "deal", "deals")}",
            _ => "",
        };
    }

    /// <summary>Something about another figure, where it has a value.</summary>
    private static string With(DigestWriting writing, string kpi, Func<decimal, string> words) => writing.Figures.Result(kpi)?.Value is { } value ? words(value) : "";

    private static PerformanceRow Row(DigestWriting writing, KpiResult result)
    {
        var status = writing.Bands.Of(result);
        var target = writing.Bands.BandOf(result);
        return new PerformanceRow
        {
            Name = Name(writing, result),
            Actual = result.Value is { } value ? writing.Value(result, value) : "no data",
            Previous = result.Previous?.Value is { } before ? writing.Value(result, before) : "n/a",
            Change = Change(writing, result, result.Previous),
            YearAgo = result.YearAgo?.Value is { } then ? writing.Value(result, then) : "n/a",
            Target = target is not null ? writing.Value(result, target.Green) : "–",
            Status = status,
            HasStatus = status.Tone != "muted",
            Bullet = target is { LessIsBetter: false } band && result.Value is { } measure
                ? new BulletGraph("", Math.Max(0, measure), band.Green, band.Amber, Math.Max(band.Green * 1.4m, Math.Min(measure, band.Green * 3) * 1.05m)) : null,
        };
    }
}
