using KpiDigest.Core.Statistics;
using KpiDigest.Core.Statistics.Clv;

namespace KpiDigest.Core.Tests.Statistics.Clv;

public class ClvModelTests
{
    // The quick start of the package lifetimes: twelve steps of 30 weeks, discounted by 1 % a step.
    [Fact]
    public void Equals_the_published_values_of_ten_customers()
    {
        double[] published = [140.096211, 18.943467, 38.180574, 38.180574, 38.180574, 1003.868107, 28.109683, 38.180574, 167.418216, 38.180574];

        for (var i = 0; i < published.Length; i++) Published.Agrees(published[i], Discounted(CdnowModel.Buyer(i + 1)));
    }

    // Nobody printed the value of 36 months; ours (71.47) is measured by that of the published parameters.
    [Fact]
    public void The_value_of_36_months_is_purchases_times_amount()
    {
        var (model, buyer) = (CdnowModel.Model, CdnowModel.Buyer(1));
        var published = new ClvModel(new BgNbd(0.2425945, 4.4136019, 0.7929199, 2.4258881), new GammaGamma(6.25, 3.744, 15.44));

        Assert.Equal(model.Purchases.ExpectedPurchases(buyer, 156) * model.Spend.ExpectedSpend(buyer), model.Value(buyer), 12);
        Assert.Equal(CdnowModel.Buyers.Average(one => model.Value(one)), model.MeanValue(CdnowModel.Buyers), 9);
        Published.Agrees(published.MeanValue(CdnowModel.Buyers), model.MeanValue(CdnowModel.Buyers));
    }

    [Fact]
    public void There_is_no_model_of_few_customers_who_bought_again()
    {
        var buyers = CdnowModel.Buyers.Where(buyer => buyer.Repeats == 0).Concat(CdnowModel.Buyers.Where(buyer => buyer.Repeats > 0).Take(29)).ToList();

        Assert.Null(ClvModel.Fit(buyers, out var reason));
        Assert.Equal("the model needs 30 customers who bought again for a stated amount; there are 29", reason);
    }

    // Customers drawn from a model with q = 0.6, whose mean is infinite.
    [Fact]
    public void There_is_no_model_of_amounts_without_mean()
    {
        var random = new SeededRandom(12);
        var buyers = Enumerable.Range(0, 200).Select(i => new BuyerHistory($"{i}", 1 + (i % 3), 5, 20, 1 + (i % 3), random.NextGamma(20) / random.NextGamma(0.6))).ToList();

        Assert.Null(ClvModel.Fit(buyers, out var reason));
        Assert.Equal("amounts differ so much between customers that the model gives no mean", reason);
    }

    private static double Discounted(BuyerHistory buyer)
    {
        double Until(int step) => CdnowModel.Model.Purchases.ExpectedPurchases(buyer, 30 * step);
        return Enumerable.Range(1, 12).Sum(step => (Until(step) - Until(step - 1)) / Math.Pow(1.01, step)) * CdnowModel.Model.Spend.ExpectedSpend(buyer);
    }
}
