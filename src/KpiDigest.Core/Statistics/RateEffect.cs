namespace KpiDigest.Core.Statistics;

/// <summary>What one member, or all together, did to a group's rate.</summary>
/// <param name="Within">By a rate of its own that changed.</param>
/// <param name="Mix">By a share of the trials that changed.</param>
/// <param name="JoinedLeft">By having trials in one of the periods only.</param>
public readonly record struct RateEffect(decimal Within, decimal Mix, decimal JoinedLeft);
