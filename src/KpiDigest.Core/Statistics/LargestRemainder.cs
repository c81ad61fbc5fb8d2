namespace KpiDigest.Core.Statistics;

/// <summary>
/// Rounds parts so that what is printed adds up to the printed total (D14): all are rounded down, and the units that are left go to the
/// parts that lost most, the first of equals first.
/// </summary>
public static class LargestRemainder
{
    /// <summary>The parts to so many decimals, in their order.</summary>
    /// <param name="parts">Parts of the total before rounding.</param>
    /// <param name="printedTotal">The total as printed: a rounding of the sum of the parts.</param>
    /// <param name="decimals">Of the printed numbers; -3 for thousands.</param>
    /// <exception cref="ArgumentException">The printed total is no rounding of the sum of the parts to so many decimals.</exception>
    public static IReadOnlyList<decimal> Round(IReadOnlyList<decimal> parts, decimal printedTotal, int decimals = 0)
    {
        var unit = Unit(decimals);
        var printed = parts.Select(part => decimal.Floor(part / unit)).ToArray();
        var left = (printedTotal / unit) - printed.Sum();
        if (left != decimal.Floor(left) || Math.Abs(printedTotal - parts.Sum()) >= unit)
            throw new ArgumentException($"{printedTotal} is no rounding of {parts.Sum()}, the sum of the parts.", nameof(printedTotal));
        foreach (var i in Enumerable.Range(0, parts.Count).OrderByDescending(i => (parts[i] / unit) - printed[i]).Take((int)left)) printed[i]++;
        return [.. printed.Select(part => part * unit)];
    }

    private static decimal Unit(int decimals)
    {
        var unit = 1m;
        for (var i = 0; i < Math.Abs(decimals); i++) unit *= 10;
        return decimals < 0 ? unit : 1 / unit;
    }
}
