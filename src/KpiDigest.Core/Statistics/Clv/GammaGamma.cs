namespace KpiDigest.Core.Statistics.Clv;

/// <summary>
/// How much customers spend on a purchase: the Gamma-Gamma model of P. Fader, B. Hardie, The gamma-gamma model of monetary value (2013).
/// A purchase is gamma with shape p; its rate is gamma (q, v) over customers. The mean a customer showed is drawn towards the mean of all,
/// the more the fewer purchases it rests on.
/// </summary>
/// <param name="P">Shape of a customer's purchases.</param>
/// <param name="Q">Shape of the rates over customers.</param>
/// <param name="V">Rate parameter of the rates, in the currency.</param>
/// <param name="LogLikelihood">Of the histories the model was fitted to; 0 if it was not fitted.</param>
public sealed record GammaGamma(double P, double Q, double V, double LogLikelihood = 0)
{
    /// <summary>Whether customers have a mean at all; with q up to 1 some spend without bounds.</summary>
    public bool HasMean => Q > 1;

    /// <summary>The model of greatest likelihood; customers without repeats of a mean above 0 do not speak of it.</summary>
    /// <exception cref="ArgumentException">No customer does.</exception>
    public static GammaGamma Fit(IReadOnlyList<BuyerHistory> buyers)
    {
        var valued = buyers.Where(IsValued).ToList();
        if (valued.Count == 0) throw new ArgumentException("The model needs customers who bought again for a stated amount.", nameof(buyers));
        var unit = valued.Average(buyer => buyer.MeanValue);
        var scaled = valued.Select(buyer => buyer with { MeanValue = buyer.MeanValue / unit }).ToList();
        double[][] starts = [[1, 2, 1], [6, 4, 0.5], [2, 10, 5]];
        var (found, _) = LogParameters.Maximize(p => new GammaGamma(p[0], p[1], p[2]).LogLikelihoodOf(scaled), starts);
        var model = new GammaGamma(found[0], found[1], found[2] * unit);
        return model with { LogLikelihood = model.LogLikelihoodOf(valued) };
    }

    /// <summary>Whether the model can learn from a customer.</summary>
    public static bool IsValued(BuyerHistory buyer) => buyer.ValuedRepeats > 0 && buyer.MeanValue > 0;

    /// <summary>The log-likelihood of histories that all are valued.</summary>
    public double LogLikelihoodOf(IReadOnlyList<BuyerHistory> buyers)
    {
        var constant = (Q * Math.Log(V)) - LogGamma.Of(Q);
        return buyers.Sum(buyer => constant + LogLikelihoodOf(P * buyer.ValuedRepeats, buyer.ValuedRepeats, buyer.MeanValue));
    }

    /// <summary>Expected amount of a customer's purchase.</summary>
    /// <exception cref="InvalidOperationException">The model has no mean.</exception>
    public double ExpectedSpend(BuyerHistory buyer)
    {
        if (!HasMean) throw new InvalidOperationException("With q up to 1 the model has no mean.");
        var (count, mean) = IsValued(buyer) ? (buyer.ValuedRepeats, buyer.MeanValue) : (0, 0);
        return P * (V + (count * mean)) / ((P * count) + Q - 1);
    }

    private double LogLikelihoodOf(double shape, int count, double mean) =>
        LogGamma.Of(shape + Q) - LogGamma.Of(shape) + ((shape - 1) * Math.Log(mean)) + (shape * Math.Log(count)) - ((shape + Q) * Math.Log((count * mean) + V));
}
