namespace KpiDigest.Core.Statistics;

/// <summary>How likely an open deal of a stage is won in time: from k of n earlier deals, or fixed where too few were seen.</summary>
/// <param name="Won">k of them won.</param>
/// <param name="Seen">n earlier deals.</param>
/// <param name="Fixed">A probability taken as it is (the CRM's); null: from k and n.</param>
public readonly record struct StageChance(int Won, int Seen, double? Fixed)
{
    /// <summary>The chance that <paramref name="won"/> of <paramref name="seen"/> earlier deals speak for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Won outside 0 to seen.</exception>
    public static StageChance Observed(int won, int seen)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(won);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(won, seen);
        return new StageChance(won, seen, null);
    }

    /// <summary>A chance that is given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 to 1.</exception>
    public static StageChance Given(double probability) => probability is >= 0 and <= 1
        ? new StageChance(0, 0, probability)
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is 0 to 1.");

    /// <summary>(k + 0.5) ÷ (n + 1), or the given one.</summary>
    public double Mean => Fixed ?? (Won + 0.5) / (Seen + 1.0);

    /// <summary>A draw of what the chance may be: Beta(k + 0.5, n - k + 0.5), or the given one.</summary>
    public double Draw(SeededRandom random) => Fixed ?? random.NextBeta(Won + 0.5, Seen - Won + 0.5);
}
