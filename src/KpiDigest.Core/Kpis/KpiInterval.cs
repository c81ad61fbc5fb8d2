namespace KpiDigest.Core.Kpis;

/// <summary>A confidence interval in the value's unit.</summary>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Level">Confidence, 0.95.</param>
public sealed record KpiInterval(decimal Low, decimal High, decimal Level);
