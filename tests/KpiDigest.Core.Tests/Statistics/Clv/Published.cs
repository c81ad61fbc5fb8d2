namespace KpiDigest.Core.Tests.Statistics.Clv;

/// <summary>Agreement with printed figures: within 0.1 %, or within half a unit of the last printed digit where that is coarser.</summary>
internal static class Published
{
    public static void Agrees(double published, double ours, double lastDigit = 0) =>
        Assert.InRange(ours - published, -Allowed(published, lastDigit), Allowed(published, lastDigit));

    private static double Allowed(double published, double lastDigit) => Math.Max(0.001 * Math.Abs(published), lastDigit / 2);
}
