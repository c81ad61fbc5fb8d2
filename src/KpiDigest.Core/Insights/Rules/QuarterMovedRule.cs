using KpiDigest.Core.Digests;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>Why the quarter that ended in the week won more or less than the one before (D14).</summary>
internal sealed class QuarterMovedRule : IInsightRule
{
    public IEnumerable<Insight> Find(DigestFigures figures)
    {
        if (figures.Ended is not { Won: { Value: { } value, Previous: { Value: { } before } previous } won } ended || value == before) return [];
        var effects = RevenueEffects.Of(won);
        // The size is what the printed effects add up to, where there are any.
        var size = effects.Causes.IsEmpty || effects.Sum == 0 ? value - before : effects.Sum;
        return
        [
            new Insight(size > 0 ? InsightKeys.QuarterMore : InsightKeys.QuarterLess, KpiIds.WonRevenue)
            {
                Direction = Math.Sign(size),
                Rank = Math.Abs(size),
                Values = [InsightValue.Quarter(ended.Quarter), InsightValue.Money("size", Math.Abs(size)), InsightValue.Quarter(previous.Period, "before")],
                Causes = effects.Causes,
            },
        ];
    }
}
