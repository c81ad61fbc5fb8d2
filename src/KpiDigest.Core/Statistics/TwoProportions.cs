namespace KpiDigest.Core.Statistics;

/// <summary>Whether two proportions differ (D11): pooled z where all four expected counts are at least 5, else Fisher's exact test.</summary>
/// <param name="P">Two-sided p-value.</param>
/// <param name="Test">The test that was used.</param>
/// <param name="Z">The pooled z, above 0 where the later proportion is greater; null for Fisher's test.</param>
public sealed record TwoProportions(double P, ProportionTest Test, double? Z)
{
    private const int LeastExpected = 5;

    /// <summary>Below it a change is worded (D11).</summary>
    public const double Worded = 0.05;

    /// <summary>True where the change may be worded.</summary>
    public bool IsSignificant => P < Worded;

    /// <summary>Compares <paramref name="later"/> with <paramref name="earlier"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No trials, or successes outside 0 to trials.</exception>
    public static TwoProportions Compare((int Successes, int Trials) later, (int Successes, int Trials) earlier)
    {
        Check(later);
        Check(earlier);
        if (!AllExpected(later, earlier)) return new TwoProportions(FisherExact.TwoSided(later, earlier), ProportionTest.FisherExact, null);
        double n1 = later.Trials, n0 = earlier.Trials, pooled = (later.Successes + earlier.Successes) / (n1 + n0);
        var z = ((later.Successes / n1) - (earlier.Successes / n0)) / Math.Sqrt(pooled * (1 - pooled) * ((1 / n1) + (1 / n0)));
        return new TwoProportions(NormalTail.TwoSided(z), ProportionTest.PooledZ, z);
    }

    // Whole numbers, so that an expected count of exactly 5 is not lost to rounding.
    private static bool AllExpected((int Successes, int Trials) one, (int Successes, int Trials) other)
    {
        long successes = (long)one.Successes + other.Successes, trials = (long)one.Trials + other.Trials;
        return Math.Min(one.Trials, other.Trials) * Math.Min(successes, trials - successes) >= LeastExpected * trials;
    }

    private static void Check((int Successes, int Trials) group)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(group.Trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(group.Successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(group.Successes, group.Trials);
    }
}
