using KpiDigest.Core.Digests;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Signals;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>The week's signals, largest first, at most three; behind won revenue the effects that moved it.</summary>
internal sealed class SignalsRule : IInsightRule
{
    /// <summary>Most signals in a mail.</summary>
    public const int Most = 3;

    public IEnumerable<Insight> Find(DigestFigures figures) => KpiSignals.Kpis.Select(figures.Result).OfType<KpiResult>()
        .Where(r => SignalNames.IsSignal(r.Signal) && r is { Value: not null, Range: not null })
        .Select(r => Of(r, r.Value!.Value, r.Range!))
        .OrderByDescending(s => s.Rank)
        .Take(Most);

    private static Insight Of(KpiResult result, decimal value, KpiRange range) => new(Key(result.Signal), result.Kpi)
    {
        Direction = result.Signal is SignalNames.High or SignalNames.RunHigh ? 1 : -1,
        Rank = range.Distance(value),
        Values =
        [
            InsightValue.KpiName(result.Kpi),
            Number("value", result, value), Number("center", result, range.Center), Number("low", result, range.Low), Number("high", result, range.High),
        ],
        Causes = result.Kpi == KpiIds.WonRevenue ? RevenueEffects.Of(result).Causes : [],
    };

    /// <summary>A number in the unit of its KPI.</summary>
    public static InsightValue Number(string name, KpiResult result, decimal value) => new(
        name,
        result.Unit switch
        {
            KpiUnit.Currency => InsightUnit.Money,
            KpiUnit.Hours => InsightUnit.Hours,
            KpiUnit.Ratio => InsightUnit.Percent,
            _ => InsightUnit.Count,
        },
        value);

    private static string Key(string signal) => signal switch
    {
        SignalNames.High => InsightKeys.SignalHigh,
        SignalNames.Low => InsightKeys.SignalLow,
        SignalNames.RunHigh => InsightKeys.SignalRunHigh,
        _ => InsightKeys.SignalRunLow,
    };
}
