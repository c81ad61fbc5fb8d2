using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary><c>won-revenue</c>: Σ stated amounts of the deals won in the period, and why it moved (D14).</summary>
internal sealed class WonRevenue : IKpi
{
    public string Id => "won-revenue";

    public string Name => "Won revenue";

    public string Definition => "The sum of the amounts of all deals won in the period.";

    public string Formula => "Σ stated amounts of counted deals won in the period";

    public KpiUnit Unit => KpiUnit.Currency;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var closed = ClosedDeals.Of(input);
        AmountRecords.Report(input, closed.WonShares, "term");
        var missing = MissingRates.Of(input, closed.WonShares);
        var result = missing is null ? KpiResult.Of(this, closed.WonAmount) : KpiResult.NoData(this, missing);
        return result with
        {
            Parts =
            [
                new KpiPart("count", closed.Won.Count),
                new KpiPart("withoutAmount", closed.WonWithoutAmount),
                new KpiPart("renewals", closed.Renewals.Where(d => d.Status == DealStatus.Won).Sum(d => d.Amount ?? 0)),
                new KpiPart("splitCredit", Missing(input, closed) is null ? Credit(closed) : null),
                .. Effects(input, closed),
            ],
        };
    }

    /// <summary>Effects against the period before, cut alike where this one is unfinished; none where a factor is undefined in both.</summary>
    private static IEnumerable<KpiPart> Effects(KpiInput input, ClosedDeals closed)
    {
        var previous = input.Facts.Calendar.Previous(input.Period);
        if (input.ValueOnly || Missing(input, closed) is not null || input.Facts.IsBeforeData(previous)) return [];
        var before = ClosedDeals.Of(input, previous.Start, input.CutOf(previous));
        if (Missing(input, before) is not null) return [];
        var effects = ShapleyEffects.Between(
            (before.Count, before.Won.Count, before.OwnedAmount),
            (closed.Count, closed.Won.Count, closed.OwnedAmount));
        if (effects is null) return [];
        return
        [
            new KpiPart("effects", null)
            {
                Parts =
                [
                    new KpiPart("closed", effects.Closed),
                    new KpiPart("winRate", effects.WinRate),
                    new KpiPart("averageDeal", effects.AverageDeal),
                    .. input.Facts.HasSplits ? [new KpiPart("splitCredit", Credit(closed) - Credit(before))] : Array.Empty<KpiPart>(),
                ],
            },
        ];
    }

    /// <summary>What the scope is credited with beyond the deals it owned; below 0 where it gave more than it got.</summary>
    private static decimal Credit(ClosedDeals closed) => closed.WonAmount - closed.OwnedAmount;

    private static string? Missing(KpiInput input, ClosedDeals closed) => MissingRates.Of(input, closed.WonShares.Select(s => s.Deal).Concat(closed.Won));
}
