using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class WonRevenueTests
{
    [Fact]
    public void Adds_what_won_deals_state_and_says_what_it_left_out()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(amount: 100.5m)).Deal(Some.Deal(amount: -20)).Deal(Some.Deal(amount: null)).Deal(Some.Deal(amount: 0))
            .Deal(Some.Deal(DealStatus.Lost, amount: 7000)).Deal(Some.Deal(DealStatus.Open, amount: 9000)).Deal(Some.Deal(amount: 400, kind: DealKind.Renewal)).Build();

        var result = Some.Evaluate(facts, "won-revenue");

        Assert.Equal((KpiStatus.Ok, 80.5m), (result.Status, result.Value));
        Assert.Equal((4m, 2m, 400m), (result.Part("count"), result.Part("withoutAmount"), result.Part("renewals")));
    }

    [Fact]
    public void Nothing_won_is_zero_and_not_missing() =>
        Assert.Equal((KpiStatus.Ok, 0m), Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(DealStatus.Lost)).Build(), "won-revenue") is var r ? (r.Status, r.Value!.Value) : default);

    [Fact]
    public void A_missing_rate_makes_the_scopes_money_no_data_and_leaves_counts_alone()
    {
        var facts = Some.Company().Rep("ann").Rep("bob").Deals(3, () => Some.Deal(currency: "CHF", close: "2017-11-03")).Deal(Some.Deal(currency: "EUR", close: "2017-11-04"))
            .Deal(Some.Deal(owner: "bob")).Build();

        var company = Some.Evaluate(facts, "won-revenue");

        Assert.Equal((KpiStatus.NoData, null, "no rate CHF 2017-11-03 (3 deals), EUR 2017-11-04 (1 deal)"), (company.Status, company.Value, company.Reason));
        Assert.Equal(5m, company.Part("count"));
        Assert.Equal(1000m, Some.Evaluate(facts, "won-revenue", scope: Some.Rep(facts, "bob")).Value);
        Assert.Equal(KpiStatus.Ok, Some.Evaluate(facts, "win-rate").Status);
    }

    [Fact]
    public void Catalogue_example_9_says_why_revenue_moved()
    {
        var facts = Some.Company().Rep("ann")
            .Deals(5, () => Some.Deal(close: "2017-08-15", amount: 10_000, created: "2017-07-01")).Deals(15, () => Some.Deal(DealStatus.Lost, close: "2017-08-15", created: "2017-07-01"))
            .Deals(7, () => Some.Deal(amount: 10_400)).Deal(Some.Deal(amount: null)).Deals(16, () => Some.Deal(DealStatus.Lost)).Build();

        var result = Some.Evaluate(facts, "won-revenue");
        var effects = result.Parts.Single(p => p.Name == "effects").Parts;

        Assert.Equal(72_800m, result.Value);
        Assert.Equal(10_400m, Some.Evaluate(facts, "average-deal").Value);
        Assert.Equal([("closed", 11116.67m), ("winRate", 17483.33m), ("averageDeal", -5800m)], effects.Select(e => (e.Name, Math.Round(e.Value!.Value, 2))));
        Assert.Equal(22_800m, effects.Sum(e => e.Value));
        Assert.Equal(22_800m, result.Previous!.Change);
    }

    [Fact]
    public void There_are_no_effects_where_nothing_is_known_of_the_period_before()
    {
        var result = Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Build(), "won-revenue");

        Assert.DoesNotContain(result.Parts, p => p.Name == "effects");
        Assert.Equal((null, null), (result.Previous!.Value, result.Previous.Change));
    }
}
