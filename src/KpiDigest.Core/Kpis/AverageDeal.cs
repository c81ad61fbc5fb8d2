using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary><c>average-deal</c>: mean of the stated amounts of the deals won in the period.</summary>
internal sealed class AverageDeal : IKpi
{
    public string Id => "average-deal";

    public string Name => "Average deal";

    public string Definition => "The mean amount of the deals won in the period that state one.";

    public string Formula => "Σ stated won amounts ÷ deals won that state one";

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
        var amounts = Amounts(closed);
        var reason = MissingRates.Of(input, closed.Won)
            ?? (closed.Won.Count == 0 ? $"no deal was won in {input.Period.Label}"
            : amounts.Count == 0 ? $"none of the {closed.Won.Count} deals won in {input.Period.Label} states an amount" : null);
        return (reason is null ? KpiResult.Of(this, amounts.Sum() / amounts.Count) : KpiResult.NoData(this, reason)) with
        {
            Numerator = reason is null ? amounts.Sum() : null,
            Denominator = amounts.Count,
            Parts =
            [
                new KpiPart("median", reason is null ? Percentile.Median(amounts) : null),
                new KpiPart("withoutAmount", closed.WonWithoutAmount),
                .. input.ValueOnly ? [] : input.Period.Kind == PeriodKind.Week ? Trailing(input) : UpsellHint(input, closed, reason is null ? amounts : []),
            ],
        };
    }

    private static List<decimal> Amounts(ClosedDeals closed) => [.. closed.Won.Where(d => d.Amount is not null).Select(d => d.Amount!.Value)];

    private static IEnumerable<KpiPart> Trailing(KpiInput input)
    {
        var closed = TrailingWeeks.Of(input);
        var amounts = Amounts(closed);
        var known = amounts.Count > 0 && MissingRates.Of(input, closed.Won) is null;
        yield return new KpiPart(TrailingWeeks.Name, null)
        {
            Parts =
            [
                new KpiPart("value", known ? amounts.Sum() / amounts.Count : null),
                new KpiPart("numerator", known ? amounts.Sum() : null),
                new KpiPart("denominator", amounts.Count),
                new KpiPart("median", known ? Percentile.Median(amounts) : null),
            ],
        };
    }

    /// <summary>
    /// 1 where the mean is at most 90 % of that of the four quarters before while the win rate is within 2 points: as many deals are
    /// won, smaller ones. Null where the four quarters cannot tell.
    /// </summary>
    private static IEnumerable<KpiPart> UpsellHint(KpiInput input, ClosedDeals closed, List<decimal> amounts)
    {
        var quarters = input.Facts.Calendar.Trailing(input.Facts.Calendar.Previous(input.Period), 4);
        var before = ClosedDeals.Of(input, quarters[0].Start, input.Period.Start);
        var then = Amounts(before);
        if (amounts.Count == 0 || then.Count == 0 || MissingRates.Of(input, before.Won) is not null) return [new KpiPart("upsellHint", null)];
        var smaller = amounts.Average() <= 0.9m * then.Average();
        var alike = Math.Abs(((decimal)closed.Won.Count / closed.Count) - ((decimal)before.Won.Count / before.Count)) <= 0.02m;
        return [new KpiPart("upsellHint", smaller && alike ? 1 : 0)];
    }
}
