using KpiDigest.Core.Digests;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>Headline, fifth: more than 10 % of the quota slipped out of the quarter this week.</summary>
internal sealed class SlippedHeadline : IInsightRule
{
    /// <summary>Share of the quota beyond which slipping is news.</summary>
    private const decimal Share = 0.10m;

    public IEnumerable<Insight> Find(DigestFigures figures)
    {
        var slipped = figures.Result(KpiIds.Slippage)?.Part("amount") - (figures.SameQuarterBefore(KpiIds.Slippage)?.Part("amount") ?? 0);
        if (slipped is not { } amount || figures.Result(KpiIds.TargetAchievement)?.Denominator is not { } quota || amount <= Share * quota) return [];
        return
        [
            new Insight(InsightKeys.Slipped, KpiIds.Slippage)
            {
                Direction = -1,
                Rank = amount / quota,
                Values = [InsightValue.Money("amount", amount), InsightValue.Quarter(figures.Quarter), InsightValue.Percent("share", amount / quota)],
            },
        ];
    }
}
