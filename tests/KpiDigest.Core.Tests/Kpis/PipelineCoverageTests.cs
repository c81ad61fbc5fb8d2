using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class PipelineCoverageTests
{
    [Fact]
    public void Catalogue_example_13()
    {
        var (result, records) = Some.Explain(Example13(380).Build(), "pipeline-coverage", "2017-W50");

        Assert.Equal((1.25m, 150m, 120m, 3m), (result.Value, result.Numerator, result.Denominator, result.Target));
        Assert.Equal((150m, 120m, 3m, null), (result.Part("open"), result.Part("remaining"), result.Part("required"), result.Part("nextQuarter")));
        Assert.Equal([("due", 90m), ("overdue", 60m), ("quota", 500m), ("won", 380m)], records.Select(r => (r.Role, r.Amount!.Value)).Order());
    }

    [Fact]
    public void Catalogue_example_13_quota_met_is_never_a_bad_cover()
    {
        var result = Some.Evaluate(Example13(510).Build(), "pipeline-coverage", "2017-W50");

        Assert.Equal((KpiStatus.NoData, null, "quota met (102 %)"), (result.Status, result.Value, result.Reason));
        Assert.Equal((150m, -10m), (result.Part("open"), result.Part("remaining")));
    }

    [Theory]
    [InlineData("2017-12-17", "overdue")]
    [InlineData("2017-12-18", "due")]
    [InlineData("2017-12-31", "due")]
    [InlineData("2018-01-01", null)]
    [InlineData(null, null)]
    public void A_deal_is_overdue_once_its_day_has_gone_and_due_until_the_quarters_last_day(string? close, string? role)
    {
        var facts = Some.Company("2018-02-01").Rep("ann").Quota(Some.Quota(500)).Deal(Some.Deal(DealStatus.Open, close: close)).Build();

        Assert.Equal(role, Some.Explain(facts, "pipeline-coverage", "2017-W50").Records.SingleOrDefault(r => r.Kind == FactKind.Deal)?.Role);
    }

    [Fact]
    public void A_past_week_sees_the_pipeline_as_it_stood_at_its_end()
    {
        var facts = Some.Company("2018-02-01").Rep("ann").Quota(Some.Quota(500))
            .Deal(Some.Deal(id: "d", amount: 400, close: "2017-12-20")).Stages("d", ("2017-10-01", "open"), ("2017-12-20T10:00:00Z", "won"))
            .Change("d", DealField.Amount, "2017-10-01", "250").Change("d", DealField.Amount, "2017-12-19", "400").Build();

        Assert.Equal(0.5m, Some.Evaluate(facts, "pipeline-coverage", "2017-W50").Value);
        Assert.Equal((0m, 100m), Some.Evaluate(facts, "pipeline-coverage", "2017-W51") is var r ? (r.Value!.Value, r.Part("remaining")!.Value) : default);
        Assert.Equal(0.5m, Some.Evaluate(facts, "pipeline-coverage", "2017-W48").Value);
    }

    [Fact]
    public void The_next_quarter_has_its_own_cover()
    {
        var facts = Some.Company("2017-12-18").Rep("ann").Quota(Some.Quota(500)).Quota(Some.Quota(1000, start: "2018-01-01", end: "2018-04-01"))
            .Deal(Some.Deal(DealStatus.Open, amount: 100, close: "2017-12-31")).Deal(Some.Deal(DealStatus.Open, amount: 700, close: "2018-01-01")).Deal(Some.Deal(DealStatus.Open, amount: 70, close: "2018-04-01")).Build();

        Assert.Equal((0.2m, 0.7m), Some.Evaluate(facts, "pipeline-coverage", "2017-W50") is var r ? (r.Value!.Value, r.Part("nextQuarter")!.Value) : default);
    }

    [Fact]
    public void Missing_rates_and_quotas_are_named()
    {
        Assert.Equal("no quota covers company in 2017-Q4: set goals in the CRM or add rows to the quotas file", Some.Evaluate(Some.Company().Rep("ann").Build(), "pipeline-coverage", "2017-W50").Reason);
        var facts = Some.Company("2017-12-18").Rep("ann").Quota(Some.Quota(500)).Deal(Some.Deal(DealStatus.Open, currency: "CHF", close: "2017-12-20")).Build();
        Assert.Equal("no rate CHF 2017-12-18 (1 deal)", Some.Evaluate(facts, "pipeline-coverage", "2017-W50").Reason);
    }

    [Fact]
    public void Open_deals_can_be_listed_with_what_a_digest_needs()
    {
        var facts = Some.Company("2017-12-18").Rep("ann").Rep("bob").Deal(Some.Deal(DealStatus.Open, id: "none", close: null, owner: "bob"))
            .Deal(Some.Deal(DealStatus.Open, id: "late", close: "2017-12-01", amount: null)).Deal(Some.Deal(DealStatus.Open, id: "due", close: "2017-12-20", amount: 70))
            .Deal(Some.Deal(DealStatus.Open, kind: DealKind.Renewal)).Deal(Some.Deal(close: "2017-12-01")).Activity(Some.Activity("due", "2017-12-05")).Activity(Some.Activity("due", "2017-12-19", ActivityStatus.Scheduled)).Build();

        Assert.Equal(
            [new OpenDeal("late", "ann", null, Some.Date("2017-12-01"), null), new OpenDeal("due", "ann", 70, Some.Date("2017-12-20"), Some.Instant("2017-12-05")), new OpenDeal("none", "bob", 1000, null, null)],
            facts.OpenDeals(Scope.Company));
        Assert.Equal("none", Assert.Single(facts.OpenDeals(Some.Rep(facts, "bob"))).Id);
    }

    internal static Company Example13(decimal won) => Some.Company("2017-12-18").Rep("ann").Quota(Some.Quota(500))
        .Deal(Some.Deal(amount: won, close: "2017-12-01")).Deal(Some.Deal(DealStatus.Open, amount: 90, close: "2017-12-29")).Deal(Some.Deal(DealStatus.Open, amount: 60, close: "2017-12-10"))
        .Deal(Some.Deal(DealStatus.Open, amount: 999, close: "2018-02-01"));
}
