namespace KpiDigest.Core.Facts;

/// <summary>A rep's part of a deal's amount by revenue split (D7).</summary>
/// <param name="Rep">Number of the rep; the number of reps for one nobody knows.</param>
/// <param name="Part">0 to 1; the parts of a deal add up to 1 exactly.</param>
internal readonly record struct SplitShare(int Rep, decimal Part)
{
    /// <summary>Split percentages may miss 100 by this much.</summary>
    private const decimal Tolerance = 0.01m;

    /// <summary>The parts of a deal; null where the owner has all of it: no splits, or they do not add up to 100 ± 0.01 %.</summary>
    public static SplitShare[]? Of(IReadOnlyList<DealSplit> splits, int owner, Roster roster)
    {
        if (splits.Count == 0) return null;
        var sum = splits.Sum(s => s.Percent);
        if (Math.Abs(sum - 100) > Tolerance) return null;
        var byRep = splits.GroupBy(s => roster.NumberOf(s.RepId)).OrderBy(g => g.Key).Select(g => (Rep: g.Key, Percent: g.Sum(s => s.Percent))).ToList();
        if (byRep.Count == 1 && byRep[0].Rep == owner) return null;
        var shares = byRep.Select(s => new SplitShare(s.Rep, s.Percent / sum)).ToArray();
        shares[^1] = shares[^1] with { Part = 1 - shares[..^1].Sum(s => s.Part) };
        return shares;
    }
}
