using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Digests;

/// <summary>How the win rate of 13 weeks moved against the 13 before, split over the reps (D14).</summary>
/// <param name="Before">The earlier rate.</param>
/// <param name="After">The later one.</param>
/// <param name="Effect">Effects that add up to the change.</param>
/// <param name="P">How likely chance alone makes so great a difference (D11).</param>
public sealed record RateMove(decimal Before, decimal After, RateEffect Effect, double P)
{
    /// <summary>Whether the change may be worded.</summary>
    public bool IsSignificant => P < TwoProportions.Worded;
}
