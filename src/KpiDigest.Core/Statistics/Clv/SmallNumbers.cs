namespace KpiDigest.Core.Statistics.Clv;

/// <summary>Logarithm and power beside 1, where 1 + x has lost the digits of x. W. Kahan's way, as D. Goldberg (1991) tells it.</summary>
internal static class SmallNumbers
{
    /// <summary>ln(1 + x).</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : double.IsPositiveInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>e^x - 1.</summary>
    public static double ExpMinusOne(double x)
    {
        var power = Math.Exp(x);
        return power == 1 ? x : power == 0 ? -1 : (power - 1) * (x / Math.Log(power));
    }
}
