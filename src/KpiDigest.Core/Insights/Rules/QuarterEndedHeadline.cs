using KpiDigest.Core.Digests;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>Headline, first: a quarter ended inside the week.</summary>
internal sealed class QuarterEndedHeadline : IInsightRule
{
    public IEnumerable<Insight> Find(DigestFigures figures) => figures.Ended is { } ended ? [Of(ended)] : [];

    private static Insight Of(EndedQuarter ended)
    {
        var quarter = InsightValue.Quarter(ended.Quarter);
        if (ended.Won.Value is not { } won)
            return new Insight(InsightKeys.QuarterEndedNoData, KpiIds.WonRevenue) { Values = [quarter, InsightValue.Reason(ended.Won)] };
        if (ended.Achievement is not { Value: { } share, Denominator: { } quota })
            return new Insight(InsightKeys.QuarterEnded, KpiIds.WonRevenue) { Values = [quarter, InsightValue.Money("won", won)] };
        return new Insight(InsightKeys.QuarterEndedOfQuota, KpiIds.TargetAchievement)
        {
            Direction = share.CompareTo(1m),
            Values = [quarter, InsightValue.Money("won", won), InsightValue.Percent("share", share), InsightValue.Money("quota", quota)],
        };
    }
}
