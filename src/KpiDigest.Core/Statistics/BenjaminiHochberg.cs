namespace KpiDigest.Core.Statistics;

/// <summary>
/// Which of a family of tests stand when a share q of the findings may be false (D13). Y. Benjamini, Y. Hochberg, Controlling the false
/// discovery rate, Journal of the Royal Statistical Society B 57 (1995) 289-300.
/// </summary>
public static class BenjaminiHochberg
{
    /// <summary>The catalogue's share of false findings (D13).</summary>
    public const double DefaultQ = 0.10;

    /// <summary>The positions of the p-values that stand, ascending. Equal p-values stand or fall together, whatever their order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A p-value outside 0 to 1.</exception>
    public static IReadOnlyList<int> Rejected(IReadOnlyList<double> pValues, double q = DefaultQ)
    {
        if (!pValues.All(p => p is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(pValues), "A p-value is 0 to 1.");
        var sorted = pValues.Order().ToArray();
        var last = sorted.Length - 1;
        while (last >= 0 && sorted[last] > q * (last + 1) / sorted.Length) last--;
        return last < 0 ? [] : [.. Enumerable.Range(0, pValues.Count).Where(i => pValues[i] <= sorted[last])];
    }
}
