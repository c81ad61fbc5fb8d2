namespace KpiDigest.Core.Statistics;

/// <summary>
/// Fisher's exact test of two proportions, two-sided: the probability, with all four totals given, of a table at most as likely as the
/// observed one (D11). Weights go outwards from the most likely table by ratios of neighbours, so that nothing overflows or cancels.
/// </summary>
public static class FisherExact
{
    // Tables that tie with the observed one must count, whatever the rounding.
    private const double Tie = 1 + 1e-7;

    /// <summary>The two-sided p of two groups' successes out of trials.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Successes outside 0 to trials.</exception>
    public static double TwoSided((int Successes, int Trials) one, (int Successes, int Trials) other)
    {
        Check(one);
        Check(other);
        var successes = one.Successes + other.Successes;
        int low = Math.Max(0, successes - other.Trials), high = Math.Min(one.Trials, successes);
        double Up(int x) => (double)(one.Trials - x) * (successes - x) / ((x + 1.0) * (other.Trials - successes + x + 1.0));
        var weights = new PeakedWeights(low, high, (int)((one.Trials + 1.0) * (successes + 1.0) / (one.Trials + other.Trials + 2.0)), Up);
        return weights.ShareAtMost(weights.At(one.Successes) * Tie);
    }

    private static void Check((int Successes, int Trials) group)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(group.Successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(group.Successes, group.Trials);
    }
}
