using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests;

/// <summary>Finds the deals a digest names, through the records behind its KPIs.</summary>
internal static class DealFinder
{
    public static IReadOnlyList<DealGroup> Find(SalesFacts facts, Scope scope, Period period)
    {
        var groups = new List<DealGroup>();
        if (KpiCatalogue.Find(KpiIds.StaleDeals) is { } stale) Add(groups, DealRole.Stale, KpiCatalogue.Explain(stale, facts, scope, period).Records);
        return groups;
    }

    private static void Add(List<DealGroup> groups, DealRole role, IReadOnlyList<KpiRecord> records)
    {
        var deals = records.Where(r => r.Kind == FactKind.Deal).ToList();
        if (deals.Count == 0) return;
        var biggest = deals.OrderByDescending(d => d.Amount ?? 0).ThenBy(d => d.Id, StringComparer.Ordinal).Take(DigestFiguresBuilder.DealsNamed);
        groups.Add(new DealGroup(role, deals.Count, deals.Sum(d => d.Amount ?? 0), [.. biggest.Select(d => new DealFigure(d.Id, d.Amount, null, null))]));
    }
}
