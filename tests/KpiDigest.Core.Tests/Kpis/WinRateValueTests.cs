using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class WinRateValueTests
{
    [Fact]
    public void Divides_won_by_closed_amount()
    {
        var result = Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(amount: 300)).Deal(Some.Deal(DealStatus.Lost, amount: 900)).Build(), "win-rate-value");

        Assert.Equal((0.25m, 300m, 1200m, null), (result.Value, result.Numerator, result.Denominator, result.Interval));
        Assert.Equal(1m, result.Part("coverage"));
    }

    [Theory]
    [InlineData(1, KpiStatus.Ok, null)]
    [InlineData(2, KpiStatus.NoData, "2 of 6 lost deals state no amount")]
    public void Is_no_data_where_under_80_percent_of_the_lost_state_an_amount(int without, KpiStatus status, string? reason)
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal()).Deals(4, () => Some.Deal(DealStatus.Lost)).Deals(without, () => Some.Deal(DealStatus.Lost, amount: null)).Build();

        var result = Some.Evaluate(facts, "win-rate-value");

        Assert.Equal((status, reason), (result.Status, result.Reason));
        Assert.Equal(5m / (5 + without), result.Part("coverage"));
    }

    [Fact]
    public void Is_no_data_where_under_80_percent_of_the_won_state_an_amount() =>
        Assert.Equal("1 of 1 won deals state no amount", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(amount: 0)).Deal(Some.Deal(DealStatus.Lost)).Build(), "win-rate-value").Reason);

    [Fact]
    public void Never_divides_by_nothing()
    {
        Assert.Equal("no deal was closed in 2017-Q4", Some.Evaluate(Some.Company().Rep("ann").Build(), "win-rate-value").Reason);
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(amount: 100)).Deal(Some.Deal(DealStatus.Lost, amount: -100)).Build();
        Assert.Equal((KpiStatus.NoData, "the deals closed in 2017-Q4 add up to 0 USD"), Some.Evaluate(facts, "win-rate-value") is var r ? (r.Status, r.Reason) : default);
    }

    [Fact]
    public void A_missing_rate_is_named() =>
        Assert.Equal("no rate CHF 2017-11-15 (1 deal)", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(DealStatus.Lost, currency: "CHF")).Build(), "win-rate-value").Reason);
}
