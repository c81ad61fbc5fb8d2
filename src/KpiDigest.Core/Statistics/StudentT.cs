namespace KpiDigest.Core.Statistics;

/// <summary>Student's t distribution, degrees of freedom need not be whole.</summary>
public static class StudentT
{
    /// <summary>P(|T| ≥ |<paramref name="t"/>|).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Degrees of freedom not above 0.</exception>
    public static double TwoSided(double t, double degreesOfFreedom) =>
        IncompleteBeta.Of(degreesOfFreedom / (degreesOfFreedom + (t * t)), degreesOfFreedom / 2, 0.5);

    /// <summary>The t that <paramref name="p"/> of the distribution lie below, by bisection to the last digits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p not between 0 and 1, or degrees of freedom not above 0.</exception>
    public static double Quantile(double p, double degreesOfFreedom)
    {
        if (!(p is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile is for a probability between 0 and 1.");
        if (p < 0.5) return -Quantile(1 - p, degreesOfFreedom);
        var tail = 2 * (1 - p);
        double low = 0, high = 1;
        while (TwoSided(high, degreesOfFreedom) > tail) (low, high) = (high, high * 2);
        while ((low + high) / 2 is var middle && middle > low && middle < high)
            (low, high) = TwoSided(middle, degreesOfFreedom) > tail ? (middle, high) : (low, middle);
        return (low + high) / 2;
    }
}
