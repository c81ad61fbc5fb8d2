using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Facts;

public class SplitTests
{
    [Fact]
    public void Amounts_follow_the_split_and_counts_stay_with_the_owner()
    {
        var facts = Company().Deal(Split("d", 1000, ("ann", 60), ("bob", 40))).Deal(Some.Deal(owner: "bob", amount: 50)).Build();

        Assert.Equal([600m, 450m], new[] { "ann", "bob" }.Select(r => Some.Evaluate(facts, "won-revenue", scope: Some.Rep(facts, r)).Value!.Value));
        Assert.Equal([1m, 1m], new[] { "ann", "bob" }.Select(r => Some.Evaluate(facts, "won-revenue", scope: Some.Rep(facts, r)).Part("count")!.Value));
        Assert.Equal([-400m, 400m], new[] { "ann", "bob" }.Select(r => Some.Evaluate(facts, "won-revenue", scope: Some.Rep(facts, r)).Part("splitCredit")!.Value));
        Assert.Equal([1m, 1m], new[] { "ann", "bob" }.Select(r => Some.Evaluate(facts, "win-rate", scope: Some.Rep(facts, r)).Denominator!.Value));
        Assert.Equal(1000m, Some.Evaluate(facts, "average-deal", scope: Some.Rep(facts, "ann")).Value);
    }

    [Fact]
    public void A_team_adds_its_members_shares_and_the_company_takes_the_deal_once()
    {
        var facts = Company().Deal(Split("d", 1000, ("ann", 50), ("bob", 20), ("cid", 30))).Build();

        Assert.Equal([700m, 300m, 1000m], new[] { Some.Team(facts, "east"), Some.Team(facts, "west"), Scope.Company }.Select(s => Some.Evaluate(facts, "won-revenue", scope: s).Value!.Value));
        Assert.Equal(
            [("d", "term+split", 200m), ("d", "term+split", 500m)],
            Some.Explain(facts, "won-revenue", scope: Some.Team(facts, "east")).Records.Select(r => (r.Id, r.Role, r.Amount!.Value)).Order());
        Assert.Equal([("d", "term", 1000m)], Some.Explain(facts, "won-revenue").Records.Select(r => (r.Id, r.Role, r.Amount!.Value)));
    }

    [Theory]
    [InlineData(99.99, 600)]
    [InlineData(100.01, 600)]
    [InlineData(99.98, 1000)]
    [InlineData(100.02, 1000)]
    public void Splits_that_do_not_add_up_to_100_leave_all_with_the_owner(double sum, int expected)
    {
        var facts = Company().Deal(Split("d", 1000, ("ann", 60), ("bob", (decimal)sum - 60))).Build();

        var (ann, bob) = (Value(facts, "ann"), Value(facts, "bob"));
        Assert.Equal(expected, Math.Round(ann, 0));
        Assert.Equal(1000m, ann + bob);
    }

    [Fact]
    public void A_share_of_somebody_nobody_knows_is_unassigned()
    {
        var facts = Company().Deal(Split("d", 1000, ("ann", 60), ("who", 40))).Build();

        Assert.Equal(400m, Some.Evaluate(facts, "won-revenue", scope: Scope.Unassigned).Value);
        Assert.Equal(600m, Some.Evaluate(facts, "won-revenue", scope: Some.Team(facts, "east")).Value);
    }

    [Fact]
    public void A_share_goes_with_the_team_of_its_rep_at_the_close()
    {
        var facts = Some.Company().Team("east").Team("west").Rep("ann", "east").Rep("bob", "east", "2016-01-01").Rep("bob", "west", "2017-12-01")
            .Deal(Split("d", 1000, ("ann", 60), ("bob", 40))).Build();

        Assert.Equal(1000m, Some.Evaluate(facts, "won-revenue", scope: Some.Team(facts, "east")).Value);
        Assert.Equal(0m, Some.Evaluate(facts, "won-revenue", scope: Some.Team(facts, "west")).Value);
    }

    [Fact]
    public void Quotas_and_the_open_pipeline_take_shares_too()
    {
        var facts = Company("2017-12-18").Quota(Some.Quota(1000, rep: "bob")).Deal(Split("d", 1000, ("ann", 60), ("bob", 40)))
            .Deal(Split("o", 500, ("ann", 80), ("bob", 20)) with { Status = DealStatus.Open, Close = Some.FactDate("2017-12-29") }).Build();
        var bob = Some.Rep(facts, "bob");

        Assert.Equal(0.4m, Some.Evaluate(facts, "target-achievement", scope: bob).Value);
        Assert.Equal(0.4m, Some.Evaluate(facts, "quota-attainment", scope: bob).Value);
        Assert.Equal(100m / 600, Some.Evaluate(facts, "pipeline-coverage", "2017-W50", bob).Value);
        Assert.Equal(500m, Some.Evaluate(facts, "pipeline-created", scope: bob).Value);
    }

    [Fact]
    public void Why_revenue_moved_has_the_split_credit_as_a_fourth_term_that_adds_up()
    {
        var facts = Company().Deal(Some.Deal(close: "2017-08-15", created: "2017-07-01", amount: 500)).Deal(Some.Deal(DealStatus.Lost, close: "2017-08-15", created: "2017-07-01"))
            .Deal(Split("d", 1000, ("ann", 60), ("bob", 40))).Deal(Split("e", 300, ("bob", 50), ("ann", 50)) with { OwnerId = "bob" }).Build();

        var result = Some.Evaluate(facts, "won-revenue", scope: Some.Rep(facts, "ann"));
        var effects = result.Parts.Single(p => p.Name == "effects").Parts;

        Assert.Equal(-250m, effects.Single(e => e.Name == "splitCredit").Value);
        Assert.Equal(250m, result.Previous!.Change);
        Assert.Equal(250m, effects.Sum(e => e.Value));
    }

    internal static Deal Split(string id, decimal amount, params (string Rep, decimal Percent)[] splits) =>
        Some.Deal(id: id, amount: amount) with { Splits = [.. splits.Select(s => new DealSplit(s.Rep, s.Percent))] };

    private static decimal Value(SalesFacts facts, string rep) => Some.Evaluate(facts, "won-revenue", scope: Some.Rep(facts, rep)).Value!.Value;

    private static Company Company(string asOf = "2018-01-01") => Some.Company(asOf).Team("east").Team("west").Rep("ann", "east").Rep("bob", "east").Rep("cid", "west");
}
