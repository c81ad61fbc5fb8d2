using KpiDigest.Core.Statistics.Clv;
using NodaTime;

namespace KpiDigest.Core.Tests.Statistics.Clv;

public class BuyerHistoryTests
{
    private static readonly LocalDate LastDay = new(2017, 12, 31);

    // The summary that P. Fader and B. Hardie publish beside the log has weeks and means of two decimals.
    [Fact]
    public void Equals_the_published_summary_of_all_2357_customers()
    {
        var buyers = Cdnow.Histories().OrderBy(buyer => buyer.Customer, StringComparer.Ordinal).ToList();
        var summary = Cdnow.Summary();

        Assert.Equal(2357, buyers.Count);
        Assert.All(buyers, buyer =>
        {
            var row = summary[int.Parse(buyer.Customer) - 1];
            Assert.Equal(row[1], buyer.Repeats);
            Assert.Equal(row[2], buyer.Recency, 0.0051);
            Assert.Equal(row[3], buyer.Age, 0.0051);
            Assert.Equal(row[4], buyer.MeanValue, 0.0051);
        });
    }

    [Fact]
    public void Purchases_of_one_day_are_one_and_the_first_day_has_no_value()
    {
        var buyer = Single(On(12, 3, 100), On(12, 10, 30), On(12, 10, 20), On(12, 24, 10));

        Assert.Equal(new BuyerHistory("A", 2, 3, 4, 2, 30), buyer);
    }

    [Fact]
    public void Weeks_are_not_rounded() => Assert.Equal((2 / 7.0, 30 / 7.0), (Single(On(12, 1, 1), On(12, 3, 1)).Recency, Single(On(12, 1, 1)).Age));

    [Fact]
    public void The_last_day_belongs_to_the_history_and_the_next_does_not() =>
        Assert.Equal(1, Single(On(12, 1, 1), On(12, 31, 1), new Purchase("A", LastDay.PlusDays(1), 1)).Repeats);

    [Fact]
    public void A_purchase_without_amount_is_a_repeat_but_has_no_value()
    {
        var buyer = Single(On(12, 1, 5), On(12, 2, null), On(12, 3, 8), On(12, 3, null));

        Assert.Equal((2, 1, 8.0), (buyer.Repeats, buyer.ValuedRepeats, buyer.MeanValue));
    }

    [Fact]
    public void Customers_come_in_order_of_their_ids()
    {
        Purchase[] purchases = [new("b", LastDay, 1), new("a", LastDay, 1), new("B", LastDay, 1)];

        Assert.Equal(["B", "a", "b"], BuyerHistory.Of(purchases, LastDay).Select(buyer => buyer.Customer));
    }

    private static BuyerHistory Single(params Purchase[] purchases) => Assert.Single(BuyerHistory.Of(purchases, LastDay));

    private static Purchase On(int month, int day, decimal? amount) => new("A", new LocalDate(2017, month, day), amount);
}
