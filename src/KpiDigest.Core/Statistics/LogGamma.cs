namespace KpiDigest.Core.Statistics;

/// <summary>The natural logarithm of the gamma function, by Stirling's series above 15 and recurrence below; about 15 digits.</summary>
public static class LogGamma
{
    private const double SeriesFrom = 15;
    private static readonly double HalfLogTwoPi = Math.Log(2 * Math.PI) / 2;

    /// <summary>ln Γ(<paramref name="x"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is not above 0.</exception>
    public static double Of(double x)
    {
        if (!(x > 0)) throw new ArgumentOutOfRangeException(nameof(x), x, "The logarithm of the gamma function is for numbers above 0.");
        var product = 1.0;
        for (; x < SeriesFrom; x++) product *= x;
        return Stirling(x) - Math.Log(product);
    }

    /// <summary>ln B(<paramref name="a"/>, <paramref name="b"/>), the beta function.</summary>
    /// <exception cref="ArgumentOutOfRangeException">a or b is not above 0.</exception>
    public static double OfBeta(double a, double b) => Of(a) + Of(b) - Of(a + b);

    private static double Stirling(double x)
    {
        var square = 1 / (x * x);
        var series = ((((((((-691.0 / 360360 * square) + (1.0 / 1188)) * square) - (1.0 / 1680)) * square) + (1.0 / 1260)) * square) - (1.0 / 360)) * square;
        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + ((series + (1.0 / 12)) / x);
    }
}
