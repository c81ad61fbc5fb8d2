namespace KpiDigest.Core.Statistics;

/// <summary>
/// Interval at 95 % of a difference of two independent proportions, later less earlier, from the two Wilson intervals (D11).
/// Method 10 of R. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17 (1998) 873-890.
/// </summary>
/// <param name="Low">Lower bound, at least -1.</param>
/// <param name="High">Upper bound, at most 1.</param>
public readonly record struct NewcombeInterval(double Low, double High)
{
    /// <summary>The interval of <paramref name="later"/> less <paramref name="earlier"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No trials, or successes outside 0 to trials.</exception>
    public static NewcombeInterval Of((int Successes, int Trials) later, (int Successes, int Trials) earlier)
    {
        var (one, other) = (WilsonInterval.Of(later.Successes, later.Trials), WilsonInterval.Of(earlier.Successes, earlier.Trials));
        double p1 = (double)later.Successes / later.Trials, p0 = (double)earlier.Successes / earlier.Trials;
        return new NewcombeInterval(
            p1 - p0 - Together(p1 - one.Low, other.High - p0),
            p1 - p0 + Together(one.High - p1, p0 - other.Low));
    }

    private static double Together(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
