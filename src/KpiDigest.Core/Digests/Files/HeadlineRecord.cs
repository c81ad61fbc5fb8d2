using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Files;

/// <summary>A record behind a headline number.</summary>
/// <param name="Kpi">The number's KPI.</param>
/// <param name="Period">What it answers for.</param>
/// <param name="Record">The record and its role.</param>
public sealed record HeadlineRecord(string Kpi, Period Period, KpiRecord Record)
{
    private static readonly string[] Quarterly =
    [
        KpiIds.TargetAchievement, KpiIds.ForecastAccuracy, KpiIds.QuotaAttainment, KpiIds.GoalConcentration, KpiIds.WinRate, KpiIds.AverageDeal, KpiIds.SalesCycle,
        KpiIds.NeedsHelp, KpiIds.RepRetention, KpiIds.EngagementScore,
    ];

    /// <summary>The records behind the five rows of a weekly digest or the tiles of a scorecard, all inside the scope.</summary>
    public static IReadOnlyList<HeadlineRecord> Of(string template, SalesFacts facts, Scope scope, Period period) =>
    [
        .. (template == "weekly" ? Weekly(scope) : Quarterly).Select(KpiCatalogue.Find).OfType<IKpi>().SelectMany(kpi =>
        {
            var (result, records) = KpiCatalogue.Explain(kpi, facts, scope, period);
            return records.Select(r => new HeadlineRecord(kpi.Id, result.Period ?? period, r));
        }),
    ];

    private static string[] Weekly(Scope scope) =>
    [
        KpiIds.TargetAchievement, KpiIds.PipelineCoverage, KpiIds.WinRate, KpiIds.Slippage,
        scope.Kind switch { ScopeKind.Company => KpiIds.QuotaAttainment, ScopeKind.Team => KpiIds.CoachingHours, _ => KpiIds.StaleDeals },
    ];
}
