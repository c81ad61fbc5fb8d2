using KpiDigest.Core.Digests;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>Headline, second: the 80 % interval of the landing newly lies wholly on one side of the quota.</summary>
internal sealed class LandingHeadline : IInsightRule
{
    public IEnumerable<Insight> Find(DigestFigures figures)
    {
        var now = figures.Result(KpiIds.TargetAchievement);
        var side = Side(now);
        if (side == 0 || side == Side(figures.SameQuarterBefore(KpiIds.TargetAchievement))) return [];
        return
        [
            new Insight(side > 0 ? InsightKeys.LandingAbove : InsightKeys.LandingBelow, KpiIds.TargetAchievement)
            {
                Direction = side,
                Values =
                [
                    InsightValue.Quarter(now!.Period ?? figures.Quarter),
                    InsightValue.Money("low", now.Part("low80")!.Value),
                    InsightValue.Money("high", now.Part("high80")!.Value),
                    InsightValue.Money("quota", now.Denominator!.Value),
                ],
            },
        ];
    }

    /// <summary>1 wholly above, -1 wholly below, 0 around the quota or not known.</summary>
    private static int Side(KpiResult? result) => result is { ToDate: true, Denominator: { } quota } && result.Part("low80") is { } low && result.Part("high80") is { } high
        ? low > quota ? 1 : high < quota ? -1 : 0
        : 0;
}
