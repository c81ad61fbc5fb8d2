using KpiDigest.Core.Statistics;
using KpiDigest.Core.Statistics.Clv;

namespace KpiDigest.Core.Tests.Statistics.Clv;

public class BgNbdTests
{
    // The parameters printed in Fader, Hardie and Lee (2005), table 2.
    private static readonly BgNbd Paper = new(0.243, 4.414, 0.793, 2.426);

    // Fader, Hardie and Lee (2005): 0.243, 4.414, 0.793, 2.426, log-likelihood -9582.4; with more digits as the R package CLVTools tests it.
    [Fact]
    public void Finds_the_published_parameters_of_CDNOW()
    {
        var model = CdnowModel.Model.Purchases;

        Published.Agrees(0.2425945, model.R);
        Published.Agrees(4.4136019, model.Alpha);
        Published.Agrees(0.7929199, model.A);
        Published.Agrees(2.4258881, model.B);
        Assert.Equal((0.243, 4.414, 0.793, 2.426), (Math.Round(model.R, 3), Math.Round(model.Alpha, 3), Math.Round(model.A, 3), Math.Round(model.B, 3)));
        Assert.InRange(model.LogLikelihood, -9582.429 - 0.01, -9582.42);
    }

    [Fact]
    public void The_likelihood_of_the_published_parameters_is_the_published_one() =>
        Assert.Equal(-9582.429, new BgNbd(0.2425945, 4.4136019, 0.7929199, 2.4258881).LogLikelihoodOf(CdnowModel.Buyers), 3);

    // E[X(t)] of a new customer, as the authors' note and the tests of the package lifetimes print it.
    [Theory]
    [InlineData(0.1429, 0.0078)]
    [InlineData(1, 0.0532)]
    [InlineData(3, 0.1506)]
    [InlineData(31.8571, 1.0405)]
    [InlineData(32, 1.0437)]
    [InlineData(78, 1.8576)]
    public void Expects_the_published_purchases_of_a_new_customer(double weeks, double published) =>
        Published.Agrees(published, CdnowModel.Model.Purchases.ExpectedPurchases(weeks), 0.0001);

    // The paper's worked customer: two repeats, the last in week 30.43 of 38.86, expected in the next 39 weeks.
    [Fact]
    public void Expects_the_published_purchases_of_the_papers_customer() =>
        Assert.Equal(1.226, Paper.ExpectedPurchases(new BuyerHistory("1", 2, 30.43, 38.86, 2, 0), 39), 3);

    // The five likeliest buyers of the next week, from the quick start of the package lifetimes.
    [Theory]
    [InlineData(509, 0.424877)]
    [InlineData(841, 0.474738)]
    [InlineData(1981, 0.486526)]
    [InlineData(157, 0.662396)]
    [InlineData(1516, 0.710623)]
    public void Expects_the_published_purchases_of_the_next_week(int customer, double published) =>
        Published.Agrees(published, CdnowModel.Model.Purchases.ExpectedPurchases(CdnowModel.Buyer(customer), 1));

    [Fact]
    public void Is_the_greatest_likelihood_around()
    {
        var model = CdnowModel.Model.Purchases;
        foreach (var other in (BgNbd[])[model with { R = model.R * 1.01 }, model with { Alpha = model.Alpha * 0.99 }, model with { A = model.A * 1.02 }, model with { B = model.B * 0.98 }])
            Assert.True(other.LogLikelihoodOf(CdnowModel.Buyers) < model.LogLikelihood);
    }

    [Fact]
    public void Comes_out_the_same_every_time()
    {
        var buyers = CdnowModel.Buyers.Take(300).ToList();

        Assert.Equal(BgNbd.Fit(buyers), BgNbd.Fit(buyers));
    }

    // The paper's own form of the expectation, with Gauss' function as a plain series.
    [Theory]
    [InlineData(0.243, 4.414, 0.793, 2.426, 0, 0, 10)]
    [InlineData(0.243, 4.414, 0.793, 2.426, 26, 30.86, 31)]
    [InlineData(3.1, 12, 1.7, 6.5, 4, 20, 25)]
    [InlineData(12, 0.8, 5, 9, 2, 1, 3)]
    [InlineData(0.9, 6, 0.02, 0.5, 7, 50, 60)]
    public void Agrees_with_Gauss_function(double r, double alpha, double a, double b, int repeats, double recency, double age)
    {
        var model = new BgNbd(r, alpha, a, b);
        var buyer = new BuyerHistory("A", repeats, recency, age, 0, 0);
        foreach (var weeks in (double[])[0.5, 39, 156])
        {
            var z = weeks / (alpha + age + weeks);
            var staying = (a + b + repeats - 1) / (a - 1) * (1 - (Math.Pow(1 - z, r + repeats) * Gauss(r + repeats, b + repeats, a + b + repeats - 1, z)));
            Assert.Equal(1, model.ExpectedPurchases(buyer, weeks) / (staying * model.ProbabilityAlive(buyer)), 9);
        }
    }

    [Fact]
    public void Has_no_hole_where_the_papers_form_divides_by_0()
    {
        var buyer = new BuyerHistory("A", 3, 10, 20, 0, 0);
        double At(double a) => new BgNbd(0.5, 5, a, 2).ExpectedPurchases(buyer, 156);

        Assert.InRange(At(1), Math.Min(At(0.999), At(1.001)), Math.Max(At(0.999), At(1.001)));
        Assert.Equal((At(0.999) + At(1.001)) / 2, At(1), 5);
    }

    // 20,000 customers followed one by one as the model says customers live.
    [Fact]
    public void Expects_what_happens_to_simulated_customers()
    {
        var model = new BgNbd(1.2, 6, 1, 3);
        var random = new SeededRandom(7);
        const int customers = 20_000;
        double purchases = 0;
        for (var i = 0; i < customers; i++)
        {
            double rate = random.NextGamma(model.R) / model.Alpha, leaves = random.NextBeta(model.A, model.B);
            for (var week = Wait(); week < 52; week += Wait())
            {
                purchases++;
                if (random.NextDouble() < leaves) break;
            }

            double Wait() => -Math.Log(1 - random.NextDouble()) / rate;
        }

        Assert.Equal(model.ExpectedPurchases(52), purchases / customers, 0.08);
    }

    [Fact]
    public void Stays_finite_for_customers_who_buy_very_often_or_stopped_long_ago()
    {
        var often = new BuyerHistory("A", 1500, 300, 300, 0, 0);
        var stopped = new BuyerHistory("B", 1500, 20, 300, 0, 0);

        Assert.InRange(Paper.ExpectedPurchases(often, 156), 400, 800);
        Assert.Equal(0, Paper.ProbabilityAlive(stopped));
        Assert.Equal(0, Paper.ExpectedPurchases(stopped, 156));
        Assert.True(double.IsFinite(Paper.LogLikelihoodOf([often, stopped])));
        Assert.Equal(1, Paper.ProbabilityAlive(new BuyerHistory("C", 0, 0, 300, 0, 0)));
        Assert.Equal(0, Paper.ExpectedPurchases(often, 0));
    }

    [Fact]
    public void Refuses_customers_of_whom_none_bought_again() =>
        Assert.Throws<ArgumentException>(() => BgNbd.Fit([new BuyerHistory("A", 0, 0, 9, 0, 0)]));

    private static double Gauss(double a, double b, double c, double z)
    {
        double term = 1, sum = 1;
        for (var k = 0; k < 100_000 && Math.Abs(term) > 1e-17 * sum; k++) sum += term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
        return sum;
    }
}
