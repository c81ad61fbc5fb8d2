using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary><c>customer-trends</c>: groups by segment, region, product and source whose win rate, deal or cycle changed clearly against the 4 quarters before (at least 20 closed, D13).</summary>
internal sealed class CustomerTrends : IKpi
{
    private const int Quarters = 4;
    private const int Enough = 20;

    public string Id => "customer-trends";

    public string Name => "Customer trends";

    public string Definition => "Groups of customers whose win rate, deal size or cycle clearly differs from the four quarters before.";

    public string Formula => "groups whose win rate, deal or cycle changed against the trailing 4 quarters (≥ 20 closed, Benjamini-Hochberg 0.10)";

    public KpiUnit Unit => KpiUnit.Count;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => null;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var quarters = input.Facts.Calendar.Trailing(input.Facts.Calendar.Previous(input.Period), Quarters);
        var closed = ClosedDeals.Of(input);
        var (now, before) = (Groups(input, closed), Groups(input, ClosedDeals.Of(input, quarters[0].Start, input.Period.Start)));
        var judged = now.Where(g => g.Value.Count >= Enough && before.GetValueOrDefault(g.Key, []).Count >= Enough)
            .OrderBy(g => g.Key.Dimension, StringComparer.Ordinal).ThenBy(g => g.Key.Name, StringComparer.Ordinal).ToList();
        if (judged.Count == 0)
            return KpiResult.NoData(this, closed.Count > 0 && now.Count == 0
                ? "no deal closed states its segment, region, product line or source (fields of the CRM's companies and deals)"
                : $"no group of customers has {Enough} closed deals in {input.Period.Label} and in the 4 quarters before");
        var trends = judged.SelectMany(g => GroupTrend.Of(g.Key.Dimension, g.Key.Name, g.Value, before[g.Key])).ToList();
        var changed = BenjaminiHochberg.Rejected([.. trends.Select(t => t.P)]).Select(i => trends[i]).ToList();
        var groups = changed.Select(t => (t.Dimension, t.Name)).Distinct().ToList();
        foreach (var (dimension, name) in groups) input.Report(FactKind.Account, $"{dimension}: {name}", "changed");
        return KpiResult.Of(this, groups.Count) with
        {
            Parts = [new KpiPart("judged", judged.Count), KpiPart.List("rows", changed.OrderBy(t => t.P).Select(Row))],
        };
    }

    private static Dictionary<(string Dimension, string Name), List<DealRow>> Groups(KpiInput input, ClosedDeals closed) => closed.Won.Concat(closed.Lost)
        .SelectMany(d => CustomerGroups.Of(input.Facts, d).Select(g => (Group: g, Deal: d)))
        .GroupBy(r => r.Group, r => r.Deal).ToDictionary(g => g.Key, g => g.ToList());

    private static KpiPart Row(GroupTrend trend) => KpiPart.Row(
        KpiPart.Of("dimension", trend.Dimension),
        KpiPart.Of("name", trend.Name),
        KpiPart.Of("measure", trend.Measure),
        new KpiPart("before", trend.Before),
        new KpiPart("now", trend.Now),
        new KpiPart("p", (decimal)trend.P));
}
