using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>win-rate</c>: won ÷ (won + lost) of the deals closed in the period, with its Wilson interval.</summary>
internal sealed class WinRate : IKpi
{
    /// <summary>Fewer closed deals say nothing about a rep.</summary>
    public const int EnoughClosed = 5;

    public string Id => "win-rate";

    public string Name => "Win rate";

    public string Definition => "Deals won as a share of all deals closed in the period, won or lost.";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var closed = ClosedDeals.Of(input);
        foreach (var deal in closed.Won) input.Report(FactKind.Deal, deal.Id, "numerator+denominator");
        foreach (var deal in closed.Lost) input.Report(FactKind.Deal, deal.Id, "denominator");
        var result = closed.Count == 0
            ? KpiResult.NoData(this, $"no deal was closed in {input.Period.Label}")
            : KpiResult.Of(this, (decimal)closed.Won.Count / closed.Count);
        return result with
        {
            Numerator = closed.Won.Count,
            Denominator = closed.Count,
            Interval = Proportion.Interval(closed.Won.Count, closed.Count),
            Parts = [new KpiPart("repMean", RepMean(closed)), new KpiPart("withRenewals", WithRenewals(closed)), .. Trailing(input)],
        };
    }

    /// <summary>The mean of the rates of the reps with enough closed deals; null where there is none.</summary>
    private static decimal? RepMean(ClosedDeals closed)
    {
        var rates = closed.Won.Concat(closed.Lost).Where(d => d.OwnerId is not null).GroupBy(d => d.Owner)
            .Where(g => g.Count() >= EnoughClosed)
            .Select(g => (decimal)g.Count(d => d.Status == DealStatus.Won) / g.Count()).ToList();
        return rates.Count == 0 ? null : rates.Average();
    }

    private static decimal? WithRenewals(ClosedDeals closed)
    {
        var won = closed.Won.Count + closed.Renewals.Count(d => d.Status == DealStatus.Won);
        var all = closed.Count + closed.Renewals.Count();
        return all == 0 ? null : (decimal)won / all;
    }

    private static IEnumerable<KpiPart> Trailing(KpiInput input)
    {
        if (input.ValueOnly || input.Period.Kind != PeriodKind.Week) return [];
        var closed = TrailingWeeks.Of(input);
        return [Proportion.Part(TrailingWeeks.Name, closed.Won.Count, closed.Count)];
    }
}
