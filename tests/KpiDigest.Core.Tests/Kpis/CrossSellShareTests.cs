using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class CrossSellShareTests
{
    [Fact]
    public void Divides_what_existing_customers_bought_by_all_of_known_kind()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(kind: DealKind.New, amount: 500)).Deal(Some.Deal(kind: DealKind.Expansion, amount: 300)).Deal(Some.Deal(kind: DealKind.CrossSell, amount: 200))
            .Deal(Some.Deal(amount: 250)).Deal(Some.Deal(kind: DealKind.Renewal, amount: 9000)).Deal(Some.Deal(DealStatus.Lost, kind: DealKind.New)).Build();

        var result = Some.Evaluate(facts, "cross-sell-share");

        Assert.Equal((0.5m, 500m, 1000m), (result.Value, result.Numerator, result.Denominator));
        Assert.Equal((300m, 200m, 0.8m, null), (result.Part("upsell"), result.Part("crossSell"), result.Part("coverage"), result.Part("attach")));
    }

    [Fact]
    public void Attach_is_the_share_of_customers_with_two_product_lines_over_all_their_deals()
    {
        var facts = Some.Company().Rep("ann").Deal(Deal("a", "pumps", "2017-03-01")).Deal(Deal("a", "valves", "2017-11-01")).Deal(Deal("b", "pumps", "2017-11-01")).Deal(Deal("b", "PUMPS", "2017-11-02")).Build();

        Assert.Equal(0.5m, Some.Evaluate(facts, "cross-sell-share").Part("attach"));
    }

    [Fact]
    public void Says_that_no_deal_states_its_kind() =>
        Assert.Equal((KpiStatus.NoData, "none of the 1 deals won in 2017-Q4 states whether it is new, expansion or cross-sell (the CRM's deal type)"), Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Build(), "cross-sell-share") is var r ? (r.Status, r.Reason) : default);

    private static Deal Deal(string account, string line, string close) => Some.Deal(kind: DealKind.New, close: close, created: "2017-01-01") with { AccountId = account, ProductLines = [line] };
}
