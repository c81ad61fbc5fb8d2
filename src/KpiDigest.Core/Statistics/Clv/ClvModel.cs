namespace KpiDigest.Core.Statistics.Clv;

/// <summary>What customers will be worth: expected purchases (BG/NBD) times expected amount (Gamma-Gamma), not discounted.</summary>
/// <param name="Purchases">How often they buy.</param>
/// <param name="Spend">How much they spend.</param>
public sealed record ClvModel(BgNbd Purchases, GammaGamma Spend)
{
    /// <summary>36 months in weeks (the catalogue's model36m).</summary>
    public const double Weeks36Months = 156;

    /// <summary>Customers with a repeat purchase of a stated amount that a model must rest on; seven parameters are fitted.</summary>
    public const int LeastRepeatBuyers = 30;

    /// <summary>The model of a company's customers.</summary>
    /// <param name="buyers">All customers, those who bought once too.</param>
    /// <param name="reason">Why there is no model, in words for an admin; empty if there is one.</param>
    /// <returns>Null with the reason.</returns>
    public static ClvModel? Fit(IReadOnlyList<BuyerHistory> buyers, out string reason)
    {
        var valued = buyers.Count(GammaGamma.IsValued);
        reason = valued < LeastRepeatBuyers ? $"the model needs {LeastRepeatBuyers} customers who bought again for a stated amount; there are {valued}" : "";
        if (reason.Length > 0) return null;
        var model = new ClvModel(BgNbd.Fit(buyers), GammaGamma.Fit(buyers));
        if (model.Spend.HasMean) return model;
        reason = "amounts differ so much between customers that the model gives no mean";
        return null;
    }

    /// <summary>Expected value of a customer's purchases in the weeks after the history ends.</summary>
    public double Value(BuyerHistory buyer, double weeks = Weeks36Months) => Purchases.ExpectedPurchases(buyer, weeks) * Spend.ExpectedSpend(buyer);

    /// <summary>Mean value per customer, those who may have left too.</summary>
    /// <exception cref="InvalidOperationException">No customers.</exception>
    public double MeanValue(IReadOnlyList<BuyerHistory> buyers, double weeks = Weeks36Months) => buyers.Average(buyer => Value(buyer, weeks));
}
