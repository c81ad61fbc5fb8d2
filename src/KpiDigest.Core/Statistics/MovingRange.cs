namespace KpiDigest.Core.Statistics;

/// <summary>Differences of neighbours in time: spread that a slow drift or a step does not blow up.</summary>
internal static class MovingRange
{
    /// <summary>Expected range of two draws of a normal distribution, in standard deviations.</summary>
    public const double Expected = 1.128;

    /// <summary>Mean absolute difference of neighbours that are both known; null where there are none.</summary>
    public static double? Mean(IReadOnlyList<double?> values)
    {
        var ranges = Enumerable.Range(1, Math.Max(0, values.Count - 1)).Select(i => values[i] - values[i - 1]);
        return ranges.Where(range => range is not null).Average(range => (double?)Math.Abs(range!.Value));
    }
}
