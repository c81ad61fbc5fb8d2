using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

public class SalesVelocityTests
{
    [Fact]
    public void Multiplies_open_deals_win_rate_and_deal_and_divides_by_the_cycle()
    {
        var facts = Some.Company("2018-02-01").Rep("ann").Deals(6, () => Some.Deal(DealStatus.Open, close: "2018-03-01")).Deal(Some.Deal(DealStatus.Open, created: "2018-01-10", close: "2018-03-01"))
            .Deal(Some.Deal(amount: 900, created: "2017-01-01", close: "2017-01-21")).Deal(Some.Deal(amount: 1100, created: "2017-10-01", close: "2017-10-11")).Deals(2, () => Some.Deal(DealStatus.Lost))
            .Deal(Some.Deal(amount: 5000, created: "2016-01-01", close: "2016-12-31")).Build();

        var result = Some.Evaluate(facts, "sales-velocity");

        Assert.Equal(6 * 0.5m * 1000 / 15, result.Value);
        Assert.Equal([6m, 0.5m, 1000m, 15m], result.Parts.Single(p => p.Name == "factors").Parts.Select(p => p.Value!.Value));
    }

    [Fact]
    public void Says_which_factor_is_missing()
    {
        Assert.Equal("no deal was closed in the 4 quarters to 2017-Q4", Some.Evaluate(Some.Company().Rep("ann").Build(), "sales-velocity").Reason);
        Assert.Equal("no deal won in the 4 quarters to 2017-Q4 states an amount", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(amount: null)).Build(), "sales-velocity").Reason);
        Assert.Contains("more than 0 days", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(created: "2017-11-15")).Build(), "sales-velocity").Reason, StringComparison.Ordinal);
    }
}
