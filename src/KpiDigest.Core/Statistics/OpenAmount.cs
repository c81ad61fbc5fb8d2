namespace KpiDigest.Core.Statistics;

/// <summary>An open deal that is due or overdue, for the landing.</summary>
/// <param name="Amount">In the scope's currency; 0 if not stated.</param>
/// <param name="Stage">Position of its stage's chance.</param>
public readonly record struct OpenAmount(decimal Amount, int Stage);
