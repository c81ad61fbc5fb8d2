using KpiDigest.Core.Digests.Charts;
using KpiDigest.Core.Kpis;
using static KpiDigest.Core.Insights.InsightValue;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>The table of all figures.</summary>
internal static class ScorecardPerformance
{
    // Results first, then people, then customers and the market.
    private static readonly string[] Table =
    [
        KpiIds.WonRevenue, KpiIds.TargetAchievement, KpiIds.QuotaAttainment, KpiIds.GoalConcentration, KpiIds.ForecastAccuracy, KpiIds.Slippage, KpiIds.WinRate,
        KpiIds.WinRateValue, KpiIds.WinRateGain, KpiIds.AverageDeal, KpiIds.SalesCycle, KpiIds.PipelineCreated, KpiIds.NeedsHelp, KpiIds.CoachingHours,
        KpiIds.RepRetention, KpiIds.EngagementScore, KpiIds.CrossSellShare, KpiIds.NewLargeClients, KpiIds.CompetitiveDisplacements, KpiIds.GrossMargin,
        KpiIds.ChurnRate, KpiIds.Cac, KpiIds.Clv, KpiIds.Objectives,
    ];

    // The ten leadership figures and the plainest others have a row also without data.
    private static readonly string[] Expected =
    [
        KpiIds.WonRevenue, KpiIds.TargetAchievement, KpiIds.QuotaAttainment, KpiIds.ForecastAccuracy, KpiIds.WinRate, KpiIds.WinRateGain, KpiIds.NeedsHelp,
        KpiIds.AverageDeal, KpiIds.SalesCycle, KpiIds.PipelineCreated, KpiIds.CoachingHours, KpiIds.RepRetention, KpiIds.EngagementScore,
    ];

    /// <summary>Ids of all figures that the scorecard shows.</summary>
    public static IEnumerable<string> Shown => Table.Append(KpiIds.PipelineCoverage);

    public static IReadOnlyList<PerformanceRow> Rows(DigestWriting writing) =>
        [.. ScorecardNames.Results(writing, Table).Where(r => r.Value is not null || Expected.Contains(r.Kpi)).Select(r => Row(writing, r))];

    /// <summary>How many of the figures with a target meet it.</summary>
    public static string Title(DigestWriting writing, IReadOnlyList<PerformanceRow> rows)
    {
        var judged = rows.Where(r => r.HasStatus).ToList();
        return judged.Count == 0 ? writing.Wording.Say(ScorecardKeys.NoTargets)
            : writing.Wording.Say(ScorecardKeys.TargetsMet, Count("met", judged.Count(r => r.Status.Tone == "good")), Count("count", judged.Count));
    }

    private static PerformanceRow Row(DigestWriting writing, KpiResult result)
    {
        var status = writing.Bands.Of(result);
        var target = writing.Bands.BandOf(result);
        var notKnown = writing.Wording.Say(ScorecardKeys.NotKnown);
        return new PerformanceRow
        {
            Name = ScorecardNames.Of(writing, result),
            Actual = result.Value is { } value ? writing.Value(result, value) : writing.Wording.Say(ScorecardKeys.NoData),
            Previous = result.Previous?.Value is { } before ? writing.Value(result, before) : notKnown,
            Change = ScorecardTiles.Change(writing, result, result.Previous),
            YearAgo = result.YearAgo?.Value is { } then ? writing.Value(result, then) : notKnown,
            Target = target is not null ? writing.Value(result, target.Green) : ScorecardNames.Dash,
            OnTarget = target is not null && result.Value is { } reached ? ScorecardTiles.Points(writing, reached - target.Green) : "",
            Status = status,
            HasStatus = status.Tone != "muted",
            Trend = ScorecardTiles.Spark(writing, result.Kpi, labelled: false),
            Bullet = target is not null && result.Value is { } measure ? Bullet(writing, result, target, Math.Max(0, measure)) : null,
        };
    }

    /// <summary>From nothing to a little beyond the target, the second bound and the measure; a share ends at all of it.</summary>
    private static BulletGraph Bullet(DigestWriting writing, KpiResult result, StatusBand band, decimal measure)
    {
        var far = Math.Max(band.Green, band.Amber) * 1.25m;
        var end = measure > far ? Math.Min(measure, far * 2) : far;
        if (end > 1 && measure <= 1 && result.Kpi != KpiIds.TargetAchievement) end = 1;
        return new BulletGraph("", measure, band.Green, band.Amber, end, writing.Value(result, 0), writing.Value(result, end));
    }
}
