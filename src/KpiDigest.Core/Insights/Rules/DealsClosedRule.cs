using KpiDigest.Core.Digests;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>How many deals were won and lost in the week, which are facts and no signals.</summary>
internal sealed class DealsClosedRule : IInsightRule
{
    public IEnumerable<Insight> Find(DigestFigures figures)
    {
        Insight[] found =
        [
            .. DealInsights.Of(figures, DealRole.Won, KpiIds.WonRevenue, InsightKeys.DealsWon, InsightKeys.DealsWonAmount),
            .. DealInsights.Of(figures, DealRole.Lost, KpiIds.WinRate, InsightKeys.DealsLost, InsightKeys.DealsLostAmount),
        ];
        return found.Length > 0 ? found : [new Insight(InsightKeys.NothingClosed, "")];
    }
}
