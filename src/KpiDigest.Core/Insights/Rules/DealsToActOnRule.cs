using KpiDigest.Core.Digests;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>Open deals that ask for something: overdue, due soon, without a sign of life.</summary>
internal sealed class DealsToActOnRule : IInsightRule
{
    public IEnumerable<Insight> Find(DigestFigures figures) =>
    [
        .. DealInsights.Of(figures, DealRole.Overdue, KpiIds.Slippage, InsightKeys.Overdue, InsightKeys.OverdueAmount),
        .. DealInsights.Of(figures, DealRole.DueSoon, KpiIds.PipelineCoverage, InsightKeys.DueSoon, InsightKeys.DueSoonAmount, InsightValue.Count("days", DigestFiguresBuilder.SoonDays)),
        .. DealInsights.Of(figures, DealRole.Stale, KpiIds.StaleDeals, InsightKeys.Stale, InsightKeys.StaleAmount, InsightValue.Count("days", figures.Rules.StaleAfterDays)),
    ];
}
