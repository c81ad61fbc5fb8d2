namespace KpiDigest.Core.Statistics;

/// <summary>
/// Natural process limits of an individuals chart (XmR, D12): mean ± 2.66 × mean moving range. W. Shewhart's chart in the form of
/// D. Wheeler, Understanding Variation (1993).
/// </summary>
/// <param name="Center">The mean.</param>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit.</param>
/// <param name="MeanMovingRange">Mean absolute difference of neighbours.</param>
public sealed record XmrLimits(double Center, double Low, double High, double MeanMovingRange)
{
    /// <summary>3 ÷ 1.128, as printed in the tables.</summary>
    public const double Factor = 2.66;

    /// <summary>Limits of values in time order; null is a missing one, and neighbours of a missing one have no moving range.</summary>
    /// <returns>Null where no two neighbours are known.</returns>
    public static XmrLimits? Of(IReadOnlyList<double?> values)
    {
        if (MovingRange.Mean(values) is not { } range) return null;
        var mean = values.Average()!.Value;
        return new XmrLimits(mean, mean - (Factor * range), mean + (Factor * range), range);
    }

    /// <summary>
    /// Limits of sums and counts, which spread the more the greater they are: on square roots, squared back, low at least 0. A sum below 0
    /// counts as 0 here.
    /// </summary>
    /// <returns>Null where no two neighbours are known. Center, limits and all are in the unit of the values, the moving range in its root.</returns>
    public static XmrLimits? OfSums(IReadOnlyList<double?> values)
    {
        if (Of([.. values.Select(Root)]) is not { } roots) return null;
        var low = Math.Max(0, roots.Low);
        return roots with { Center = roots.Center * roots.Center, Low = low * low, High = roots.High * roots.High };
    }

    private static double? Root(double? value) => value is { } known ? Math.Sqrt(Math.Max(0, known)) : null;
}
