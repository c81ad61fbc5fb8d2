using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>win-rate-value</c>: won amount ÷ (won + lost amount); no-data where too few deals state one.</summary>
internal sealed class WinRateValue : IKpi
{
    /// <summary>Share of the won and of the lost deals that must state an amount.</summary>
    private const decimal EnoughStated = 0.8m;

    public string Id => "win-rate-value";

    public string Name => "Win rate by value";

    public string Definition => "Amount won as a share of the amount of all deals closed in the period, won or lost.";

    public string Formula => "won amount ÷ (won + lost amount); no-data under 80 % stated";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var closed = ClosedDeals.Of(input);
        AmountRecords.Report(input, closed.WonShares, "numerator+denominator");
        AmountRecords.Report(input, closed.LostShares, "denominator");
        var stated = closed.Won.Concat(closed.Lost).Count(IsStated);
        var amount = closed.WonAmount + closed.LostShares.Sum(s => s.Amount ?? 0);
        var reason = closed.Count == 0 ? $"no deal was closed in {input.Period.Label}"
            : TooFew(closed.Won, "won") ?? TooFew(closed.Lost, "lost") ?? MissingRates.Of(input, closed.WonShares.Concat(closed.LostShares))
            ?? (amount <= 0 ? FormattableString.Invariant($"the deals closed in {input.Period.Label} add up to {amount} {input.Facts.HomeCurrency}") : null);
        return (reason is null ? KpiResult.Of(this, closed.WonAmount / amount) : KpiResult.NoData(this, reason)) with
        {
            Numerator = closed.WonAmount,
            Denominator = amount,
            Parts = [new KpiPart("coverage", closed.Count == 0 ? null : (decimal)stated / closed.Count)],
        };
    }

    private static string? TooFew(List<DealRow> deals, string outcome)
    {
        var without = deals.Count(d => !IsStated(d));
        return without > (1 - EnoughStated) * deals.Count ? $"{without} of {deals.Count} {outcome} deals state no amount" : null;
    }

    private static bool IsStated(DealRow deal) => deal.Amount is not null || deal.MissingRate;
}
