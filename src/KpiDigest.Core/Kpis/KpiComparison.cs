namespace KpiDigest.Core.Kpis;

/// <summary>The same KPI in another period.</summary>
/// <param name="Period">The other period.</param>
/// <param name="Value">Its value; null: no data then.</param>
/// <param name="Change">Present value − that value, in the value's unit; null where either is missing.</param>
/// <param name="ToDate">True where the other period was cut at the same number of business days gone (D4).</param>
public sealed record KpiComparison(Period Period, decimal? Value, decimal? Change, bool ToDate);
