namespace KpiDigest.Core.Statistics.Clv;

/// <summary>Parameters above 0 are sought as logarithms, within bounds beyond which the models say nothing different.</summary>
internal static class LogParameters
{
    private const double Bound = 10;

    /// <summary>The parameters of greatest log-likelihood.</summary>
    public static (double[] Parameters, double LogLikelihood) Maximize(Func<double[], double> logLikelihood, IEnumerable<double[]> starts)
    {
        double Cost(double[] logs)
        {
            if (logs.Any(log => Math.Abs(log) > Bound)) return double.PositiveInfinity;
            var value = -logLikelihood([.. logs.Select(log => Math.Exp(log))]);
            return double.IsFinite(value) ? value : double.PositiveInfinity;
        }

        var found = NelderMead.Minimize(Cost, starts.Select(start => start.Select(value => Math.Log(value)).ToArray()));
        return ([.. found.Point.Select(log => Math.Exp(log))], -found.Value);
    }
}
