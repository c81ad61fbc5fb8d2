namespace KpiDigest.Core.Signals;

/// <summary>Comparison that rounding cannot tip: the mean of equal numbers is not always that number to the last digit.</summary>
internal static class Slack
{
    private const double Relative = 1e-9;

    public static bool IsAbove(double value, double bound) => value - bound > Relative * Math.Max(Math.Abs(value), Math.Abs(bound));
}
