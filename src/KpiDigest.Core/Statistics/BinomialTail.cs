namespace KpiDigest.Core.Statistics;

/// <summary>Lower tail of the binomial distribution: how unlikely so few successes are (needs-help, D13).</summary>
public static class BinomialTail
{
    /// <summary>P(X ≤ <paramref name="successes"/>) of <paramref name="trials"/> with <paramref name="probability"/> each.</summary>
    /// <returns>1 for no trials.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Successes outside 0 to trials, or a probability outside 0 to 1.</exception>
    public static double AtMost(int successes, int trials, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (!(probability is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is 0 to 1.");
        if (successes == trials || probability == 0) return 1;
        if (probability == 1) return 0;
        var odds = probability / (1 - probability);
        return new PeakedWeights(0, trials, (int)((trials + 1) * probability), x => (trials - x) / (x + 1.0) * odds).UpTo(successes);
    }
}
