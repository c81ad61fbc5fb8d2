using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>gross-margin</c>: Σ margin ÷ Σ amount of the deals won that state both; no-data under half of the amount won.</summary>
internal sealed class GrossMargin : IKpi
{
    private const decimal Enough = 0.5m;

    public string Id => "gross-margin";

    public string Name => "Gross margin";

    public string Definition => "The gross margin of the deals won as a share of their amount, of the deals that state both.";

    public string Formula => "Σ margin ÷ Σ amount of won deals stating both; no-data under 50 % of won amount";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var closed = ClosedDeals.Of(input);
        var both = closed.WonShares.Where(s => s.Amount is not null && s.Margin is not null).ToList();
        foreach (var share in both)
        {
            input.Report(FactKind.Deal, share.Deal.Id, "margin", share.Margin);
            input.Report(FactKind.Deal, share.Deal.Id, "amount", share.Amount);
        }

        var (margin, amount) = (both.Sum(s => s.Margin ?? 0), both.Sum(s => s.Amount ?? 0));
        var coverage = closed.WonAmount > 0 ? amount / closed.WonAmount : (decimal?)null;
        var reason = closed.WonShares.Count == 0 ? $"no deal was won in {input.Period.Label}"
            : both.Count == 0 ? $"none of the {closed.WonShares.Count} deals won in {input.Period.Label} states its gross margin (the CRM's margin field)"
            : MissingRates.Of(input, closed.WonShares)
            ?? (coverage is null or < Enough ? FormattableString.Invariant($"the deals that state a margin hold only {coverage * 100:0} % of the amount won in {input.Period.Label}") : null)
            ?? (amount <= 0 ? $"the deals won in {input.Period.Label} add up to nothing" : null);
        return (reason is null ? KpiResult.Of(this, margin / amount) : KpiResult.NoData(this, reason)) with
        {
            Numerator = reason is null ? margin : null,
            Denominator = reason is null ? amount : null,
            Parts = [new KpiPart("coverage", coverage)],
        };
    }
}
