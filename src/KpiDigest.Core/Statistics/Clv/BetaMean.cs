namespace KpiDigest.Core.Statistics.Clv;

/// <summary>
/// The mean of a function of a beta-distributed probability, by the double exponential rule: H. Takahasi, M. Mori, Double exponential
/// formulas for numerical integration, Publications of RIMS 9 (1974). Densities that are infinite at 0 or 1 do no harm.
/// </summary>
internal static class BetaMean
{
    private const double Reach = 8;
    private const double Agreement = 1e-10;
    private const int LeastSteps = 64;
    private const int MostSteps = 1 << 16;
    private const double SmallestProbability = 1e-300;

    /// <summary>The mean of <paramref name="function"/>, which must have a limit at 0 and 1.</summary>
    public static double Of(Func<double, double> function, double a, double b)
    {
        var logBeta = LogGamma.OfBeta(a, b);
        var (weight, value) = (0.0, 0.0);
        for (var steps = LeastSteps; ; steps *= 2)
        {
            var added = Sums(function, a, b, logBeta, steps, isFirst: steps == LeastSteps);
            var (nextWeight, nextValue) = ((weight / 2) + added.Weight, (value / 2) + added.Value);
            var isSettled = nextWeight > 0 && Agree(nextWeight, weight) && Agree(nextValue / nextWeight, value / weight);
            (weight, value) = (nextWeight, nextValue);
            if (isSettled || steps >= MostSteps) return value / weight;
        }
    }

    // Halving the steps keeps the old points: only those between them are new.
    private static (double Weight, double Value) Sums(Func<double, double> function, double a, double b, double logBeta, int steps, bool isFirst)
    {
        var (weights, values) = (0.0, 0.0);
        for (var i = isFirst ? 0 : 1; i <= steps; i += isFirst ? 1 : 2)
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
