namespace KpiDigest.Core.Statistics.Clv;

/// <summary>
/// How often customers will buy: the BG/NBD model of P. Fader, B. Hardie, K. Lee, "Counting your customers" the easy way, Marketing
/// Science 24 (2005) 275-284. While a customer stays, purchases are a Poisson process whose rate is gamma (r, alpha) over customers; after
/// each repeat purchase the customer leaves with a probability that is beta (a, b) over customers. Time is in weeks.
/// </summary>
/// <param name="R">Shape of the rates.</param>
/// <param name="Alpha">Rate parameter of the rates, in weeks.</param>
/// <param name="A">Of the probability of leaving.</param>
/// <param name="B">Of the probability of leaving.</param>
/// <param name="LogLikelihood">Of the histories the model was fitted to; 0 if it was not fitted.</param>
public sealed record BgNbd(double R, double Alpha, double A, double B, double LogLikelihood = 0)
{
    /// <summary>The model of greatest likelihood.</summary>
    /// <exception cref="ArgumentException">Nobody bought again: nothing tells how often customers buy.</exception>
    public static BgNbd Fit(IReadOnlyList<BuyerHistory> buyers)
    {
        if (!buyers.Any(buyer => buyer.Repeats > 0)) throw new ArgumentException("The model needs customers who bought again.", nameof(buyers));
        var age = buyers.Average(buyer => buyer.Age);
        double[][] starts = [[1, age, 1, 1], [0.3, age / 4, 0.5, 2], [2, age / 2, 0.5, 10]];
        var (found, value) = LogParameters.Maximize(p => new BgNbd(p[0], p[1], p[2], p[3]).LogLikelihoodOf(buyers), starts);
        return new BgNbd(found[0], found[1], found[2], found[3], value);
    }

    /// <summary>The log-likelihood of histories.</summary>
    public double LogLikelihoodOf(IReadOnlyList<BuyerHistory> buyers)
    {
        var constants = new double[buyers.Max(buyer => buyer.Repeats) + 1];
        for (var x = 0; x < constants.Length; x++)
            constants[x] = LogGamma.Of(R + x) - LogGamma.Of(R) + (R * Math.Log(Alpha)) + LogGamma.OfBeta(A, B + x) - LogGamma.OfBeta(A, B);
        var sum = 0.0;
        foreach (var buyer in buyers)
        {
            sum += constants[buyer.Repeats] - ((R + buyer.Repeats) * Math.Log(Alpha + buyer.Age));
            if (buyer.Repeats > 0) sum += LogSum(0, LogOddsGone(buyer));
        }

        return sum;
    }

    /// <summary>The probability that a customer is still one.</summary>
    public double ProbabilityAlive(BuyerHistory buyer) => buyer.Repeats == 0 ? 1 : Math.Exp(-LogSum(0, LogOddsGone(buyer)));

    /// <summary>Expected repeat purchases of a new customer in the first weeks after the first purchase.</summary>
    public double ExpectedPurchases(double weeks) => WhileStaying(R, Alpha, B, weeks);

    /// <summary>Expected purchases of a customer in the weeks after the history ends.</summary>
    public double ExpectedPurchases(BuyerHistory buyer, double weeks) =>
        WhileStaying(R + buyer.Repeats, Alpha + buyer.Age, B + buyer.Repeats, weeks) * ProbabilityAlive(buyer);

    // Of having left right after the last purchase; without a repeat purchase nobody can have left.
    private double LogOddsGone(BuyerHistory buyer) =>
        Math.Log(A / (B + buyer.Repeats - 1)) + ((R + buyer.Repeats) * Math.Log((Alpha + buyer.Age) / (Alpha + buyer.Recency)));

    // The mean of (1 - e^(-rate * p * weeks)) / p over gamma rates and beta p. The paper writes it with Gauss' function 2F1 divided by
    // a - 1, which is undefined at a = 1 and loses its digits beside it; here everything is above 0.
    private double WhileStaying(double shape, double alpha, double b, double weeks) =>
        weeks <= 0 ? 0 : BetaMean.Of(p => -SmallNumbers.ExpMinusOne(-shape * SmallNumbers.LogOnePlus(p * weeks / alpha)) / p, A, b);

    private static double LogSum(double one, double other) => Math.Max(one, other) + SmallNumbers.LogOnePlus(Math.Exp(-Math.Abs(one - other)));
}
