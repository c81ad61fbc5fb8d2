using KpiDigest.Core.Digests;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Signals;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>
/// What was within its normal range; where nothing could be judged, that. Silent where no KPI of the scope is charted: a rep's week is not.
/// </summary>
internal sealed class NormalRangeRule : IInsightRule
{
    public IEnumerable<Insight> Find(DigestFigures figures)
    {
        var charted = KpiSignals.Kpis.Select(figures.Result).OfType<KpiResult>().Where(r => r.Signal != SignalNames.NotCharted).ToList();
        var normal = charted.Where(r => r is { Signal: SignalNames.None, Value: not null }).ToList();
        if (normal.Count > 0) return [new Insight(InsightKeys.WithinRange, "") { Causes = [.. normal.Select(Item)] }];
        return charted.Count > 0 && !charted.Exists(r => SignalNames.IsSignal(r.Signal)) ? [new Insight(InsightKeys.NotJudged, "")] : [];
    }

    private static Insight Item(KpiResult result) => new(InsightKeys.WithinRangeItem, result.Kpi)
    {
        Values = [InsightValue.KpiName(result.Kpi), SignalsRule.Number("value", result, result.Value!.Value)],
    };
}
