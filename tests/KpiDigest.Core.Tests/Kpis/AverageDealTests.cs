using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

public class AverageDealTests
{
    [Fact]
    public void Is_the_mean_of_stated_won_amounts()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(amount: 100)).Deal(Some.Deal(amount: 200)).Deal(Some.Deal(amount: 900)).Deal(Some.Deal(amount: null))
            .Deal(Some.Deal(DealStatus.Lost, amount: 5000)).Build();

        var result = Some.Evaluate(facts, "average-deal");

        Assert.Equal((400m, 1200m, 3m), (result.Value, result.Numerator, result.Denominator));
        Assert.Equal((200m, 1m), (result.Part("median"), result.Part("withoutAmount")));
    }

    [Fact]
    public void Says_whether_nothing_was_won_or_nothing_stated()
    {
        Assert.Equal("no deal was won in 2017-Q4", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(DealStatus.Lost)).Build(), "average-deal").Reason);
        Assert.Equal("none of the 2 deals won in 2017-Q4 states an amount", Some.Evaluate(Some.Company().Rep("ann").Deals(2, () => Some.Deal(amount: null)).Build(), "average-deal").Reason);
        Assert.Equal("no rate CHF 2017-11-15 (1 deal)", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Deal(Some.Deal(currency: "CHF")).Build(), "average-deal").Reason);
    }

    [Fact]
    public void A_week_carries_its_13_weeks()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(close: "2017-10-15", amount: 100)).Deal(Some.Deal(close: "2017-12-20", amount: 500)).Build();

        var trailing = Some.Evaluate(facts, "average-deal", "2017-W51").Parts.Single(p => p.Name == "trailing13w").Parts;

        Assert.Equal([("value", 300m), ("numerator", 600m), ("denominator", 2m), ("median", 300m)], trailing.Select(p => (p.Name, p.Value!.Value)));
    }

    [Theory]
    [InlineData(900, 1, 1)]
    [InlineData(901, 1, 0)]
    [InlineData(900, 5, 0)]
    public void Hints_at_upselling_where_deals_shrink_while_as_many_are_won(int amount, int lost, int hint)
    {
        var facts = Some.Company().Rep("ann")
            .Deals(50, () => Some.Deal(close: "2017-03-15", created: "2017-01-01")).Deals(50, () => Some.Deal(DealStatus.Lost, close: "2017-09-15", created: "2017-01-01"))
            .Deals(25, () => Some.Deal(amount: amount)).Deals(24 + lost, () => Some.Deal(DealStatus.Lost)).Build();

        Assert.Equal(hint, Some.Evaluate(facts, "average-deal").Part("upsellHint"));
    }
}
