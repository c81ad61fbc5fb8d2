using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Kpis;

/// <summary>The one list of KPIs, in the catalogue's order.</summary>
public static class KpiCatalogue
{
    /// <summary>All KPIs.</summary>
    public static IReadOnlyList<IKpi> All { get; } = [];

    /// <summary>A KPI by id, or null.</summary>
    public static IKpi? Find(string id) => All.FirstOrDefault(k => k.Id == id);

    /// <summary>Computes a KPI with its comparison to the previous period and to the year before (D4: cut where unfinished).</summary>
    public static KpiResult Evaluate(IKpi kpi, SalesFacts facts, Scope scope, Period period) => throw new NotImplementedException();

    /// <summary>The records behind a number with their roles; they recompute to it.</summary>
    public static (KpiResult Result, IReadOnlyList<KpiRecord> Records) Explain(IKpi kpi, SalesFacts facts, Scope scope, Period period) => throw new NotImplementedException();
}
