namespace KpiDigest.Core.Statistics.Clv;

/// <summary>
/// The mean of a function of a beta-distributed probability, by the double exponential rule: H. Takahasi, M. Mori, Double exponential
/// formulas for numerical integration, Publications of RIMS 9 (1974). Densities that are infinite at 0 or 1 do no harm.
/// </summary>
internal static class BetaMean
{
    private const double Reach = 8;
    private const double Agreement = 1e-11;
    private const int LeastSteps = 256;
    private const int MostSteps = 1 << 16;
    private const double SmallestProbability = 1e-300;

    /// <summary>The mean of <paramref name="function"/>, which must have a limit at 0 and 1.</summary>
    public static double Of(Func<double, double> function, double a, double b)
    {
        var before = Sums(function, a, b, LeastSteps);
        for (var steps = 2 * LeastSteps; steps <= MostSteps; steps *= 2)
        {
            var next = Sums(function, a, b, steps);
            if (next.Weight > 0 && Agree(next.Weight, before.Weight) && Agree(next.Value / next.Weight, before.Value / before.Weight)) return next.Value / next.Weight;
            before = next;
        }

        return before.Value / before.Weight;
    }

    private static (double Weight, double Value) Sums(Func<double, double> function, double a, double b, int steps)
    {
        var (weights, values, logBeta) = (0.0, 0.0, LogGamma.OfBeta(a, b));
        for (var i = 0; i <= steps; i++)
        {
            var u = (2 * Reach * i / steps) - Reach;
            var logit = Math.PI * Math.Sinh(u);
            double logP = MinusLogOnePlusExp(-logit), logQ = MinusLogOnePlusExp(logit);
            var weight = Math.Exp((a * logP) + (b * logQ) - logBeta) * Math.Cosh(u) * Math.PI * 2 * Reach / steps;
            if (weight == 0) continue;
            weights += weight;
            values += weight * function(Math.Max(Math.Exp(logP), SmallestProbability));
        }

        return (weights, values);
    }

    // -ln(1 + e^x), whatever the size of x.
    private static double MinusLogOnePlusExp(double x) => -(Math.Max(0, x) + SmallNumbers.LogOnePlus(Math.Exp(-Math.Abs(x))));

    private static bool Agree(double one, double other) => Math.Abs(one - other) <= Agreement * Math.Abs(one);
}
