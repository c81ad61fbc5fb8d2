using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>sales-velocity</c>: open deals × win rate × average deal ÷ mean cycle, over the 4 quarters that end with the period.</summary>
internal sealed class SalesVelocity : IKpi
{
    private const int Quarters = 4;

    public string Id => "sales-velocity";

    public string Name => "Sales velocity";

    public string Definition => "Revenue a day that the open deals promise at the win rate, deal size and cycle of four quarters.";

    public string Formula => "open deals at T × win rate × average deal ÷ mean cycle, 4 quarters";

    public KpiUnit Unit => KpiUnit.Currency;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public bool IsStock => true;

    public KpiResult Compute(KpiInput input)
    {
        var quarters = input.Facts.Calendar.Trailing(input.Period, Quarters);
        var open = input.Facts.OpenAt(input.Scope, input.AsOf).Where(d => d.Counted).ToList();
        var closed = ClosedDeals.Of(input, quarters[0].Start, input.Until);
        var amounts = closed.Won.Where(d => d.Amount is not null).ToList();
        var cycles = closed.Won.Where(d => SalesCycle.Days(d) is not null).ToList();
        Report(input, open, closed, cycles);
        var rate = closed.Count == 0 ? (decimal?)null : (decimal)closed.Won.Count / closed.Count;
        var deal = amounts.Count == 0 ? null : amounts.Average(d => d.Amount);
        var cycle = cycles.Count == 0 ? null : cycles.Average(SalesCycle.Days);
        var reason = MissingRates.Of(input, closed.Won)
            ?? (closed.Count == 0 ? $"no deal was closed in the 4 quarters to {input.Period.Label}" : null)
            ?? (deal is null ? $"no deal won in the 4 quarters to {input.Period.Label} states an amount" : null)
            ?? (cycle is null or <= 0 ? $"no deal won in the 4 quarters to {input.Period.Label} has a cycle of more than 0 days (the CRM's creation date)" : null);
        return (reason is null ? KpiResult.Of(this, open.Count * rate!.Value * deal!.Value / cycle!.Value) : KpiResult.NoData(this, reason)) with
        {
            Parts =
            [
                new KpiPart("factors", null)
                {
                    Parts = [new KpiPart("open", open.Count), new KpiPart("winRate", rate), new KpiPart("averageDeal", deal), new KpiPart("cycle", cycle)],
                },
            ],
        };
    }

    private static void Report(KpiInput input, List<DealRow> open, ClosedDeals closed, List<DealRow> cycles)
    {
        foreach (var deal in open) input.Report(FactKind.Deal, deal.Id, "open", deal.Amount);
        foreach (var deal in closed.Won) input.Report(FactKind.Deal, deal.Id, "won", deal.Amount);
        foreach (var deal in closed.Lost) input.Report(FactKind.Deal, deal.Id, "lost", deal.Amount);
        foreach (var deal in cycles) input.Report(FactKind.Deal, deal.Id, "cycle", SalesCycle.Days(deal));
    }
}
