using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Facts;

public class QuotaTests
{
    [Fact]
    public void Rows_inside_the_period_add_up_and_a_longer_one_is_prorated_by_calendar_days()
    {
        Assert.Equal((300m, false), Quota(Some.Company().Quota(Some.Quota(100, end: "2017-11-01")).Quota(Some.Quota(200, start: "2017-11-01", end: "2017-12-01"))));
        Assert.Equal((920m, false), Quota(Some.Company().Quota(Some.Quota(3650, start: "2017-01-01", end: "2018-01-01"))));
        Assert.Equal((310m, false), Quota(Some.Company().Quota(Some.Quota(620, start: "2017-12-01", end: "2018-02-01"))));
        Assert.Equal((null, true), Quota(Some.Company().Quota(Some.Quota(620, start: "2018-01-01", end: "2018-02-01"))));
    }

    [Fact]
    public void An_own_row_wins_over_the_children_and_levels_are_never_added()
    {
        var company = Some.Company().Team("north").Team("coast", "north").Team("south").Rep("ann", "coast").Rep("bob", "north").Rep("cid", "south").Rep("dee")
            .Quota(Some.Quota(100, rep: "ann")).Quota(Some.Quota(10, rep: "bob")).Quota(Some.Quota(1000, rep: "cid")).Quota(Some.Quota(7, rep: "dee"));
        var facts = company.Build();

        Assert.Equal((1117m, true), Quota(company));
        Assert.Equal((110m, true), Of(facts, Some.Team(facts, "north")));
        Assert.Equal((7m, true), Of(facts, Scope.Unassigned));
        Assert.Equal((100m, false), Of(facts, Some.Rep(facts, "ann")));

        company.Quota(Some.Quota(500, team: "coast"));
        Assert.Equal((1517m, true), Quota(company));
        company.Quota(Some.Quota(90, team: "north"));
        Assert.Equal((1097m, true), Quota(company));
        company.Quota(Some.Quota(3000));
        Assert.Equal((3000m, false), Quota(company));
    }

    [Fact]
    public void A_reps_row_shrinks_with_the_days_employed_unless_it_is_meant_as_it_is()
    {
        var company = Some.Company().Rep("ann").Employed("ann", "2017-12-01").Rep("bob").Employed("bob", "2017-12-01")
            .Quota(Some.Quota(9200, rep: "ann")).Quota(Some.Quota(9200, rep: "bob", asIs: true));
        var facts = company.Build();

        Assert.Equal(3100m, Of(facts, Some.Rep(facts, "ann")).Amount);
        Assert.Equal(9200m, Of(facts, Some.Rep(facts, "bob")).Amount);
        Assert.Equal((12_300m, true), Quota(company));
    }

    [Fact]
    public void A_row_that_begins_with_the_hiring_is_not_cut_twice()
    {
        var facts = Some.Company().Rep("ann").Employed("ann", "2017-12-01").Quota(Some.Quota(310, rep: "ann", start: "2017-12-01")).Build();

        Assert.Equal(310m, Of(facts, Some.Rep(facts, "ann")).Amount);
    }

    [Fact]
    public void A_reps_quota_goes_with_the_team_at_the_instant()
    {
        var facts = Some.Company().Team("east").Team("west").Rep("ann", "east", "2016-01-01").Rep("ann", "west", "2017-12-01").Quota(Some.Quota(100, rep: "ann")).Build();
        var quarter = Some.Period(facts, "2017-Q4");

        Assert.Equal(100m, facts.Quota(Some.Team(facts, "west"), quarter, facts.AsOf).Amount);
        Assert.Null(facts.Quota(Some.Team(facts, "east"), quarter, facts.AsOf).Amount);
        Assert.Equal(100m, facts.Quota(Some.Team(facts, "east"), quarter, Some.Instant("2017-11-01")).Amount);
    }

    [Theory]
    [InlineData(false, 100)]
    [InlineData(true, 170)]
    public void A_leads_personal_row_is_not_added_unless_leads_carry_a_quota(bool carry, int expected)
    {
        var facts = Some.Company(kpis: new KpiRules { LeadsCarry = carry }).Team("east").Rep("ann", "east").Rep("bea", "east").Roster("bea", "east", "2017-01-01", lead: true)
            .Quota(Some.Quota(100, rep: "ann")).Quota(Some.Quota(70, rep: "bea")).Build();

        Assert.Equal(expected, Of(facts, Some.Team(facts, "east")).Amount);
        Assert.Equal(expected, Of(facts, Scope.Company).Amount);
        Assert.Equal(70m, Of(facts, Some.Rep(facts, "bea")).Amount);
    }

    [Fact]
    public void A_row_of_a_subject_nobody_knows_counts_nowhere() =>
        Assert.Equal((null, true), Quota(Some.Company().Team("east").Rep("ann", "east").Quota(Some.Quota(1, rep: "who")).Quota(Some.Quota(1, team: "what"))));

    private static (decimal? Amount, bool SumOfReps) Quota(Company company) => Of(company.Build(), Scope.Company);

    private static (decimal? Amount, bool SumOfReps) Of(SalesFacts facts, Scope scope)
    {
        var quota = facts.Quota(scope, Some.Period(facts, "2017-Q4"), facts.AsOf);
        return (quota.Amount, quota.SumOfReps);
    }

    [Fact]
    public void A_goal_set_for_a_team_and_again_for_its_members_counts_once_even_where_a_member_has_left()
    {
        var facts = Some.Company().Team("north").Rep("ann", "north").Rep("left", active: false)
            .Quota(Some.Quota(1000, team: "north", family: "a")).Quota(Some.Quota(600, rep: "ann", family: "a")).Quota(Some.Quota(400, rep: "left", family: "a")).Build();

        Assert.Equal((1000m, 1000m, 400m), (Sum(facts, Scope.Company), Sum(facts, Some.Team(facts, "north")), Sum(facts, Some.Rep(facts, "left"))));
    }

    [Theory]
    [InlineData("b", "2017-10-01", "2018-01-01")]
    [InlineData(null, "2017-10-01", "2018-01-01")]
    [InlineData("a", "2017-10-01", "2017-11-01")]
    public void Another_goal_or_another_time_is_added(string? family, string start, string end)
    {
        var facts = Some.Company().Team("north").Rep("ann", "north").Rep("left", active: false)
            .Quota(Some.Quota(1000, team: "north", family: "a", start: "2017-11-01")).Quota(Some.Quota(400, rep: "left", family: family, start: start, end: end)).Build();

        Assert.Equal(1400m, Sum(facts, Scope.Company));
    }

    private static decimal? Sum(SalesFacts facts, Scope scope) => facts.Quota(scope, Some.Period(facts, "2017-Q4"), facts.AsOf).Amount;
}
