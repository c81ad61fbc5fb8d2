namespace KpiDigest.Core.Statistics;

/// <summary>
/// Laney's p' chart (D12): a p chart whose limits are widened by the spread from week to week that binomial chance does not explain.
/// D. Laney, Improved control charts for attributes, Quality Engineering 14 (2002) 531-537. Limits are never narrower than the p chart's.
/// </summary>
/// <param name="SigmaZ">Mean moving range of the baseline's z ÷ 1.128; 1 where chance explains all, more where it does not.</param>
public sealed record LaneyPPrime(double SigmaZ)
{
    private const double Sigmas = 3;
    private const int LeastExpected = 5;

    /// <summary>The widening in use: 1 at least.</summary>
    public double Widening => Math.Max(1, SigmaZ);

    /// <summary>The chart of a baseline in time order; null is a week without trials.</summary>
    /// <returns>Null where no two neighbours have a z.</returns>
    public static LaneyPPrime? Of(IReadOnlyList<RateWeek?> baseline) =>
        MovingRange.Mean([.. baseline.Select(week => week?.Z)]) is { } range ? new LaneyPPrime(range / MovingRange.Expected) : null;

    /// <summary>True where fewer than 5 successes or failures are expected, so that no limits can be trusted.</summary>
    public static bool IsTooFew(int trials, double expected) => trials * expected < LeastExpected || trials * (1 - expected) < LeastExpected;

    /// <summary>Limits for so many trials at an expected rate, within 0 to 1.</summary>
    public (double Low, double High) Limits(int trials, double expected)
    {
        var reach = Sigmas * Widening * Math.Sqrt(expected * (1 - expected) / trials);
        return (Math.Max(0, expected - reach), Math.Min(1, expected + reach));
    }

    /// <summary>1 above the upper limit, -1 below the lower one, else 0.</summary>
    public int Beyond(RateWeek week) => week.Z is { } z && Math.Abs(z) > Sigmas * Widening ? Math.Sign(z) : 0;
}
