namespace KpiDigest.Core.Statistics;

/// <summary>Tail of the standard normal distribution.</summary>
public static class NormalTail
{
    private const double SeriesUpTo = 3;

    /// <summary>P(|Z| ≥ |<paramref name="z"/>|), by the power series up to 3 and Laplace's continued fraction above: no digits are lost far out.</summary>
    public static double TwoSided(double z)
    {
        z = Math.Abs(z);
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        return z <= SeriesUpTo ? 1 - (2 * density * Series(z)) : 2 * density / Fraction(z);
    }

    private static double Series(double z)
    {
        double term = z, sum = z;
        for (var odd = 3; term > sum * 1e-17; odd += 2) sum += term *= z * z / odd;
        return sum;
    }

    private static double Fraction(double z)
    {
        var value = z;
        for (var k = 200; k >= 1; k--) value = z + (k / value);
        return value;
    }
}
