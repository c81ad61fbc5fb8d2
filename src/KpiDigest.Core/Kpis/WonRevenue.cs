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

    public KpiUnit Unit => KpiUnit.Currency;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var closed = ClosedDeals.Of(input);
        foreach (var deal in closed.Won)
            input.Report(FactKind.Deal, deal.Id, deal.MissingRate ? "no-rate" : deal.Amount is null ? "without-amount" : "term", deal.Amount);
        var missing = MissingRates.Of(input, closed.Won);
        var result = missing is null ? KpiResult.Of(this, closed.WonAmount) : KpiResult.NoData(this, missing);
        return result with
        {
            Parts =
            [
                new KpiPart("count", closed.Won.Count),
                new KpiPart("withoutAmount", closed.WonWithoutAmount),
                new KpiPart("renewals", closed.Renewals.Where(d => d.Status == DealStatus.Won).Sum(d => d.Amount ?? 0)),
                .. Effects(input, closed, missing),
            ],
        };
    }

    /// <summary>Effects against the period before, cut alike where this one is unfinished; none where a factor is undefined in both.</summary>
    private static IEnumerable<KpiPart> Effects(KpiInput input, ClosedDeals closed, string? missing)
    {
        var previous = input.Facts.Calendar.Previous(input.Period);
        if (missing is not null || input.Facts.IsBeforeData(previous)) return [];
        var before = ClosedDeals.Of(input, previous.Start, input.CutOf(previous));
        if (MissingRates.Of(input, before.Won) is not null) return [];
        var effects = ShapleyEffects.Between(
            (before.Count, before.Won.Count, before.WonAmount),
            (closed.Count, closed.Won.Count, closed.WonAmount));
        if (effects is null) return [];
        return
        [
            new KpiPart("effects", null)
            {
                Parts = [new KpiPart("closed", effects.Closed), new KpiPart("winRate", effects.WinRate), new KpiPart("averageDeal", effects.AverageDeal)],
            },
        ];
    }
}
