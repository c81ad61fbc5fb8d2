using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>cross-sell-share</c>: (expansion + cross-sell) ÷ (new + expansion + cross-sell) of the amounts won.</summary>
internal sealed class CrossSellShare : IKpi
{
    public string Id => "cross-sell-share";

    public string Name => "Upsell and cross-sell share";

    public string Definition => "The share of the revenue won that came from existing customers who bought more or something else.";

    public string Formula => "(expansion + cross-sell) ÷ (new + expansion + cross-sell), won amounts";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var closed = ClosedDeals.Of(input);
        var known = closed.WonShares.Where(s => s.Deal.Kind is DealKind.New or DealKind.Expansion or DealKind.CrossSell).ToList();
        AmountRecords.Report(input, known.Where(s => s.Deal.Kind == DealKind.New), "denominator");
        AmountRecords.Report(input, known.Where(s => s.Deal.Kind != DealKind.New), "numerator+denominator");
        var (upsell, crossSell) = (Sum(known, DealKind.Expansion), Sum(known, DealKind.CrossSell));
        var all = upsell + crossSell + Sum(known, DealKind.New);
        var reason = closed.WonShares.Count == 0 ? $"no deal was won in {input.Period.Label}"
            : known.Count == 0 ? $"none of the {closed.WonShares.Count} deals won in {input.Period.Label} states whether it is new, expansion or cross-sell (the CRM's deal type)"
            : MissingRates.Of(input, known) ?? (all <= 0 ? $"the deals won in {input.Period.Label} add up to nothing" : null);
        return (reason is null ? KpiResult.Of(this, (upsell + crossSell) / all) : KpiResult.NoData(this, reason)) with
        {
            Numerator = reason is null ? upsell + crossSell : null,
            Denominator = reason is null ? all : null,
            Parts =
            [
                new KpiPart("upsell", reason is null ? upsell : null),
                new KpiPart("crossSell", reason is null ? crossSell : null),
                .. input.ValueOnly ? [] : new[] { new KpiPart("attach", Attach(input)) },
                new KpiPart("coverage", MissingRates.Of(input, closed.WonShares) is null && closed.WonAmount > 0 ? all / closed.WonAmount : null),
            ],
        };
    }

    private static decimal Sum(List<DealShare> shares, DealKind kind) => shares.Where(s => s.Deal.Kind == kind).Sum(s => s.Amount ?? 0);

    /// <summary>Customers with at least 2 product lines ÷ customers, of all deals won so far; null where no deal names a product line.</summary>
    private static decimal? Attach(KpiInput input)
    {
        if (input.Facts.FirstDay is not { } first) return null;
        var lines = ClosedDeals.Of(input, first, input.Until).Won
            .Where(d => d.AccountId is not null).GroupBy(d => d.AccountId, StringComparer.Ordinal)
            .Select(g => g.SelectMany(d => d.ProductLines).Distinct(StringComparer.OrdinalIgnoreCase).Count()).ToList();
        return lines.Any(n => n > 0) ? (decimal)lines.Count(n => n >= 2) / lines.Count : null;
    }
}
