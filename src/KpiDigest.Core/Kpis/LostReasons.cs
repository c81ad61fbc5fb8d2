using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>lost-reasons</c>: the share of the most frequent reason among the deals lost; 'not given' is kept as one.</summary>
internal sealed class LostReasons : IKpi
{
    private const string NotGiven = "not given";

    public string Id => "lost-reasons";

    public string Name => "Lost reasons";

    public string Definition => "The share of the lost deals that were lost for the most frequent reason.";

    public string Formula => "top reason ÷ lost deals, 'not given' kept";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => null;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var lost = ClosedDeals.Of(input).Lost;
        var groups = lost.GroupBy(Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => (Name: g.Select(Key).Min(StringComparer.Ordinal)!, Count: g.Count(), Amount: MissingRates.Of(input, g) is null ? g.Sum(d => d.Amount ?? 0) : (decimal?)null))
            .OrderByDescending(g => g.Count).ThenBy(g => g.Name, StringComparer.OrdinalIgnoreCase).ToList();
        if (groups.Count == 0) return KpiResult.NoData(this, $"no deal was lost in {input.Period.Label}");
        foreach (var deal in lost)
            input.Report(FactKind.Deal, deal.Id, Key(deal).Equals(groups[0].Name, StringComparison.OrdinalIgnoreCase) ? "numerator+denominator" : "denominator");
        return KpiResult.Of(this, (decimal)groups[0].Count / lost.Count) with
        {
            Numerator = groups[0].Count,
            Denominator = lost.Count,
            Parts =
            [
                KpiPart.Of("top", groups[0].Name),
                KpiPart.List("rows", groups.Select(g => KpiPart.Row(
                    KpiPart.Of("reason", g.Name),
                    new KpiPart("count", g.Count),
                    new KpiPart("value", (decimal)g.Count / lost.Count),
                    new KpiPart("amount", g.Amount)))),
            ],
        };
    }

    private static string Key(DealRow deal) => deal.LostReason?.Trim() is { Length: > 0 } reason ? reason : NotGiven;
}
