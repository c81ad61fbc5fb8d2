namespace KpiDigest.Core.Statistics;

/// <summary>
/// Whether the means of two groups differ, whose spreads may differ too. B. Welch, The generalization of Student's problem when several
/// different population variances are involved, Biometrika 34 (1947) 28-35.
/// </summary>
/// <param name="Difference">Mean of the first group less that of the second.</param>
/// <param name="StandardError">Of the difference.</param>
/// <param name="DegreesOfFreedom">By Welch and Satterthwaite.</param>
/// <param name="T">Difference ÷ standard error.</param>
/// <param name="P">Two-sided p-value.</param>
/// <param name="Critical">The t of the interval: 97.5 % of Student's distribution lie below.</param>
/// <param name="Low">Lower bound of the difference at 95 %.</param>
/// <param name="High">Upper bound of the difference at 95 %.</param>
public sealed record WelchTest(double Difference, double StandardError, double DegreesOfFreedom, double T, double P, double Critical, double Low, double High)
{
    private const double UpperTail = 0.975;

    /// <summary>Compares two groups.</summary>
    /// <returns>Null where a group has under two values or no value differs from its group's mean: then nothing tells how much chance does.</returns>
    public static WelchTest? Between(IReadOnlyCollection<double> one, IReadOnlyCollection<double> other)
    {
        if (one.Count < 2 || other.Count < 2) return null;
        double v1 = VarianceOfMean(one), v0 = VarianceOfMean(other), error = Math.Sqrt(v1 + v0);
        if (error == 0) return null;
        var difference = one.Average() - other.Average();
        var freedom = (v1 + v0) * (v1 + v0) / ((v1 * v1 / (one.Count - 1)) + (v0 * v0 / (other.Count - 1)));
        double critical = StudentT.Quantile(UpperTail, freedom), reach = critical * error, t = difference / error;
        return new WelchTest(difference, error, freedom, t, StudentT.TwoSided(t, freedom), critical, difference - reach, difference + reach);
    }

    private static double VarianceOfMean(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return values.All(value => value == values.First()) ? 0 : values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count;
    }
}
