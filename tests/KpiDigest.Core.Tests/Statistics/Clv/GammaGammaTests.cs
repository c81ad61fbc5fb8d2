using KpiDigest.Core.Statistics;
using KpiDigest.Core.Statistics.Clv;

namespace KpiDigest.Core.Tests.Statistics.Clv;

public class GammaGammaTests
{
    // Fader and Hardie (2013): 6.25, 3.74, 15.44; the log-likelihood as the R package CLVTools tests it.
    [Fact]
    public void Finds_the_published_parameters_of_CDNOW()
    {
        var model = CdnowModel.Model.Spend;

        Published.Agrees(6.25, model.P, 0.01);
        Published.Agrees(3.74, model.Q, 0.01);
        Published.Agrees(15.44, model.V, 0.01);
        Assert.InRange(model.LogLikelihood, -4055.9177 - 0.01, -4055.91);
    }

    // Hardie's note 025: expected amounts of the first ten customers.
    [Fact]
    public void Expects_the_published_amounts()
    {
        double[] published = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17];

        for (var i = 0; i < published.Length; i++) Published.Agrees(published[i], CdnowModel.Model.Spend.ExpectedSpend(CdnowModel.Buyer(i + 1)), 0.01);
    }

    // The quick start of the package lifetimes: 35.2529588 over all customers, 35.078551797 what repeat buyers did spend.
    [Fact]
    public void Expects_the_published_mean_of_all_customers()
    {
        Published.Agrees(35.2529588256, CdnowModel.Buyers.Average(CdnowModel.Model.Spend.ExpectedSpend));
        Assert.Equal(35.078551797, CdnowModel.Buyers.Where(buyer => buyer.Repeats > 0).Average(buyer => buyer.MeanValue), 0.001);
    }

    [Fact]
    public void Finds_parameters_as_likely_as_those_of_simulated_customers()
    {
        var random = new SeededRandom(11);
        var buyers = Enumerable.Range(0, 4_000).Select(i =>
        {
            var count = 1 + random.NextInt(8);
            var rate = random.NextGamma(5) / 400;
            return new BuyerHistory($"{i}", count, 1, 2, count, random.NextGamma(3.0 * count) / rate / count);
        }).ToList();

        var model = GammaGamma.Fit(buyers);

        // Twice the gain over the truth is chi-squared with three degrees of freedom: above 16.3 once in 1,000.
        Assert.InRange(model.LogLikelihood - new GammaGamma(3, 5, 400).LogLikelihoodOf(buyers), 0, 16.3 / 2);
        Assert.Equal(300, model.ExpectedSpend(buyers[0] with { ValuedRepeats = 0 }), 8.0);
    }

    // The unit of money must not matter: the same sample in units of which ten million make one.
    [Fact]
    public void Finds_the_same_model_in_any_unit_of_money()
    {
        var model = CdnowModel.Model.Spend;
        var small = GammaGamma.Fit([.. CdnowModel.Buyers.Select(buyer => buyer with { MeanValue = buyer.MeanValue * 1e7 })]);

        Assert.Equal((Math.Round(model.P, 3), Math.Round(model.Q, 3), Math.Round(model.V, 2)), (Math.Round(small.P, 3), Math.Round(small.Q, 3), Math.Round(small.V / 1e7, 2)));
    }

    [Fact]
    public void Draws_a_customers_mean_towards_that_of_all_the_less_the_more_purchases_it_has()
    {
        var model = new GammaGamma(6.25, 3.74, 15.44);
        double Of(int count) => model.ExpectedSpend(new BuyerHistory("A", count, 1, 2, count, 100));

        Assert.Equal(6.25 * 15.44 / 2.74, Of(0), 12);
        Assert.True(Of(0) < Of(1) && Of(1) < Of(10) && Of(10) < 100);
    }

    [Fact]
    public void Has_no_mean_where_q_is_at_most_1()
    {
        var model = new GammaGamma(2, 1, 10);

        Assert.False(model.HasMean);
        Assert.Throws<InvalidOperationException>(() => model.ExpectedSpend(new BuyerHistory("A", 0, 0, 1, 0, 0)));
    }

    [Fact]
    public void Refuses_customers_of_whom_none_states_an_amount() =>
        Assert.Throws<ArgumentException>(() => GammaGamma.Fit([new BuyerHistory("A", 2, 1, 9, 0, 0)]));
}
