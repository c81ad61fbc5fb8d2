using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests;

/// <summary>One point of a trend: a KPI computed for one period, without comparisons.</summary>
/// <param name="Period">The week or quarter.</param>
/// <param name="Result">Its result.</param>
public sealed record TrendPoint(Period Period, KpiResult Result);
