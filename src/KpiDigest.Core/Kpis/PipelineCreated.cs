using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>pipeline-created</c>: amount as of T of the deals created in the period, by their owner at creation.</summary>
internal sealed class PipelineCreated : IKpi
{
    public string Id => "pipeline-created";

    public string Name => "Pipeline created";

    public string Definition => "The amount, as known now, of all deals created in the period.";

    public string Formula => "Σ amounts as of T of deals created in the period";

    public KpiUnit Unit => KpiUnit.Currency;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        if (input.Facts.Coverage is { Counted: > 0 } coverage && coverage.WithoutCreated == coverage.Counted)
            return KpiResult.NoData(this, "no deal states when it was created (the CRM's creation date)");
        var all = input.Facts.Created(input.Scope, input.Period.Start, input.Until, input.AsOf);
        foreach (var deal in all.Where(d => !d.Counted)) input.Report(FactKind.Deal, deal.Id, $"excluded: {input.Facts.LeftOutReason(deal)}", deal.Amount);
        var created = all.Where(d => d.Counted).ToList();
        var shares = input.Facts.SharesOfCreated(input.Scope, created, input.Period.Start, input.Until, input.AsOf).Where(s => s.Deal.Counted).ToList();
        AmountRecords.Report(input, shares, "term");
        var missing = MissingRates.Of(input, shares);
        return (missing is null ? KpiResult.Of(this, shares.Sum(s => s.Amount ?? 0)) : KpiResult.NoData(this, missing)) with
        {
            Parts =
            [
                new KpiPart("count", created.Count),
                new KpiPart("withoutAmount", created.Count(d => d.Amount is null && !d.MissingRate)),
            ],
        };
    }
}
