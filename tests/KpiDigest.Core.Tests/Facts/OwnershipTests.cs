using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Facts;

public class OwnershipTests
{
    [Fact]
    public void A_closed_deal_stays_with_its_owner_at_the_close()
    {
        var facts = Some.Company().Rep("ann").Rep("bob")
            .Deal(Some.Deal(id: "d", owner: "bob", close: "2017-11-15")).Stages("d", ("2017-10-01", "open"), ("2017-11-15T10:00:00Z", "won"))
            .Change("d", DealField.Owner, "2017-10-01", "ann").Change("d", DealField.Owner, "2017-12-01", "bob").Build();

        Assert.Single(Closed(facts, Some.Rep(facts, "ann")));
        Assert.Empty(Closed(facts, Some.Rep(facts, "bob")));
        Assert.Single(Created(facts, Some.Rep(facts, "ann")));
    }

    [Fact]
    public void A_deal_is_created_by_its_first_owner_and_open_with_its_present_one()
    {
        var facts = Some.Company().Rep("ann").Rep("bob")
            .Deal(Some.Deal(DealStatus.Open, id: "d", owner: "bob", close: "2018-02-15"))
            .Change("d", DealField.Owner, "2017-10-02", "ann").Change("d", DealField.Owner, "2017-12-01", "bob").Build();

        Assert.Single(Created(facts, Some.Rep(facts, "ann")));
        Assert.Empty(Created(facts, Some.Rep(facts, "bob")));
        Assert.Empty(facts.OpenAt(Some.Rep(facts, "ann")));
        Assert.Single(facts.OpenAt(Some.Rep(facts, "bob")));
    }

    [Fact]
    public void A_rep_who_moves_takes_the_open_deals_along_and_leaves_the_closed_ones()
    {
        var facts = Some.Company().Team("east").Team("west").Rep("ann", "east", "2016-01-01").Rep("ann", "west", "2017-12-01")
            .Deal(Some.Deal(close: "2017-11-30")).Deal(Some.Deal(id: "new", close: "2017-12-02")).Deal(Some.Deal(DealStatus.Open, close: "2018-02-01")).Build();

        Assert.Single(Closed(facts, Some.Team(facts, "east")));
        Assert.Equal("new", Assert.Single(Closed(facts, Some.Team(facts, "west"))).Id);
        Assert.Empty(facts.OpenAt(Some.Team(facts, "east")));
        Assert.Single(facts.OpenAt(Some.Team(facts, "west")));
        Assert.Equal(3, facts.OpenAt(Some.Team(facts, "east"), Some.Instant("2017-11-01")).Count);
        Assert.Equal([("east", null, "2017-12-01"), ("west", "2017-12-01", (string?)null)], facts.MembershipsOf("ann").Select(m => (m.TeamId!, Day(m.From), Day(m.To))));
    }

    [Fact]
    public void The_first_observation_of_a_team_is_open_to_the_left()
    {
        var facts = Some.Company().Team("east").Rep("ann", "east", "2017-12-31").Deal(Some.Deal(close: "2017-10-05")).Build();

        Assert.Single(Closed(facts, Some.Team(facts, "east")));
    }

    [Fact]
    public void A_leavers_deals_still_count_for_the_team()
    {
        var facts = Some.Company().Team("east").Rep("ann", "east", "2016-01-01").Rep("ann", null, "2017-12-01", active: false).Deal(Some.Deal(close: "2017-11-01")).Build();

        Assert.Single(Closed(facts, Some.Team(facts, "east")));
        Assert.Single(Closed(facts, Some.Rep(facts, "ann")));
        Assert.Empty(facts.Children(Some.Team(facts, "east")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nobody")]
    [InlineData("loner")]
    public void Deals_without_a_known_owner_or_team_are_unassigned_and_the_companys(string? owner)
    {
        var facts = Some.Company().Team("east").Rep("ann", "east").Rep("loner").Deal(Some.Deal(owner: owner)).Deal(Some.Deal()).Build();

        Assert.Single(Closed(facts, Scope.Unassigned));
        Assert.Equal(2, Closed(facts, Scope.Company).Count);
        Assert.Single(Closed(facts, Some.Team(facts, "east")));
        Assert.Equal(owner == "loner" ? 0 : 1, facts.Coverage.WithoutOwner);
    }

    [Fact]
    public void A_team_sees_its_sub_teams_and_nobody_elses()
    {
        var facts = Some.Company().Team("north").Team("coast", "north").Team("harbour", "coast").Team("south")
            .Rep("ann", "harbour").Rep("bob", "coast").Rep("cid", "south")
            .Deal(Some.Deal(owner: "ann")).Deal(Some.Deal(owner: "bob")).Deal(Some.Deal(owner: "cid")).Build();

        Assert.Equal((2, 2, 1, 1), (Closed(facts, Some.Team(facts, "north")).Count, Closed(facts, Some.Team(facts, "coast")).Count,
            Closed(facts, Some.Team(facts, "harbour")).Count, Closed(facts, Some.Team(facts, "south")).Count));
    }

    [Fact]
    public void Teams_that_are_each_others_parents_are_still_found()
    {
        var facts = Some.Company().Team("a", "b").Team("b", "a").Rep("ann", "b").Deal(Some.Deal()).Build();

        Assert.Equal(["a"], facts.Children(Scope.Company).Select(c => c.Id));
        Assert.Single(Closed(facts, Some.Team(facts, "a")));
    }

    private static IReadOnlyList<DealRow> Closed(SalesFacts facts, Scope scope) => facts.Closed(scope, Some.Date("2017-10-01"), Some.Date("2018-01-01"));

    private static IReadOnlyList<DealRow> Created(SalesFacts facts, Scope scope) => facts.Created(scope, Some.Date("2017-10-01"), Some.Date("2018-01-01"));

    private static string? Day(NodaTime.Instant? at) => at?.InUtc().Date.ToString("uuuu-MM-dd", null);
}
