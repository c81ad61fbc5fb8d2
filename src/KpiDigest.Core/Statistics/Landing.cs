namespace KpiDigest.Core.Statistics;

/// <summary>Where a quarter will land (target-achievement).</summary>
/// <param name="Point">Won so far, plus open deals times their chances, plus the mean of what else was won later in past quarters.</param>
/// <param name="Low80">A tenth of the draws lie at or below.</param>
/// <param name="High80">A tenth of the draws lie above.</param>
/// <param name="GoalProbability">Share of the draws that reach the quota; null without quota.</param>
public sealed record Landing(decimal Point, decimal Low80, decimal High80, double? GoalProbability);
