namespace KpiDigest.Core.Statistics;

/// <summary>Percentiles of type 7 (linear between the closest ranks, D11).</summary>
public static class Percentile
{
    /// <summary>The <paramref name="p"/> quantile.</summary>
    /// <param name="values">At least one value, in any order.</param>
    /// <param name="p">0 to 1.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">p is not 0 to 1.</exception>
    public static decimal Of(IEnumerable<decimal> values, decimal p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(p);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        var sorted = values.ToArray();
        if (sorted.Length == 0) throw new ArgumentException("A percentile needs at least one value.", nameof(values));
        Array.Sort(sorted);
        var rank = (sorted.Length - 1) * p;
        var below = (int)decimal.Floor(rank);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((rank - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>The median.</summary>
    /// <exception cref="ArgumentException">No values.</exception>
    public static decimal Median(IEnumerable<decimal> values) => Of(values, 0.5m);
}
