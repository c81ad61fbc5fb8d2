using KpiDigest.Core.Digests;
using KpiDigest.Core.Signals;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>Headline, last: the week within its normal range, with the pace. A week that cannot be judged is not called normal.</summary>
internal sealed class NormalHeadline : IInsightRule
{
    public IEnumerable<Insight> Find(DigestFigures figures)
    {
        var won = figures.Result(KpiIds.WonRevenue);
        if (won?.Value is not { } value)
            return [new Insight(InsightKeys.NoData, KpiIds.WonRevenue) { Values = [InsightValue.Reason(won)] }];
        var pace = figures.Result(KpiIds.TargetAchievement) is { ToDate: true } target ? target.Part("pace") : null;
        var normal = won.Signal == SignalNames.None;
        return
        [
            new Insight(Key(normal, pace is not null), KpiIds.WonRevenue) { Values = [InsightValue.Money("won", value), InsightValue.Percent("pace", pace ?? 0)] },
        ];
    }

    private static string Key(bool normal, bool paced) => (normal, paced) switch
    {
        (true, true) => InsightKeys.NormalWithPace,
        (true, false) => InsightKeys.Normal,
        (false, true) => InsightKeys.PlainWithPace,
        _ => InsightKeys.Plain,
    };
}
