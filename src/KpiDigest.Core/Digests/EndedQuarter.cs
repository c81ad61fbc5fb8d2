using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests;

/// <summary>A quarter that ended inside the week of a digest, which then leads with it (D5).</summary>
/// <param name="Quarter">The quarter.</param>
/// <param name="Won">Its won revenue with comparisons.</param>
/// <param name="Achievement">Its target achievement; null where the KPI is not in the catalogue.</param>
public sealed record EndedQuarter(Period Quarter, KpiResult Won, KpiResult? Achievement);
