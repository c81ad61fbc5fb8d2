namespace KpiDigest.Core.Statistics;

/// <summary>The regularized incomplete beta function I_x(a, b), by Lentz's continued fraction on the side where it is short.</summary>
public static class IncompleteBeta
{
    private const double Tiny = 1e-300;
    private const int MostSteps = 100_000;

    /// <summary>I_<paramref name="x"/>(<paramref name="a"/>, <paramref name="b"/>): P(X ≤ x) of the beta distribution.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x outside 0 to 1, or a or b not above 0.</exception>
    public static double Of(double x, double a, double b)
    {
        if (!(x is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(x), x, "The incomplete beta function is for numbers of 0 to 1.");
        var logBeta = LogGamma.OfBeta(a, b);
        if (x is 0 or 1) return x;
        var front = Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) - logBeta);
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    private static double Fraction(double x, double a, double b)
    {
        double c = 1, d = 1 / Away(1 - ((a + b) * x / (a + 1))), value = d;
        for (var m = 1; m < MostSteps; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Away(1 + (even * d));
            c = Away(1 + (even / c));
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Away(1 + (odd * d));
            c = Away(1 + (odd / c));
            value *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-16) break;
        }

        return value;
    }

    private static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
