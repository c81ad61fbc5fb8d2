namespace KpiDigest.Core.Signals;

/// <summary>Comparison that rounding cannot tip: the mean of equal numbers is not always that number to the last digit.</summary>
internal static class Slack
{
    private const double Relative = 1e-9;

    public static bool IsAbove(double value, double bound) => value - bound > Relative * Math.Max(Math.Abs(value), Math.Abs(bound));

    /// <summary>1 above the center, -1 below, 0 on it.</summary>
    public static int Side(double value, double center) => IsAbove(value, center) ? 1 : IsAbove(center, value) ? -1 : 0;
}
