using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class RepRetentionTests
{
    // The twelve months before the end of 2017-Q4 are 2017-01-01 to 2018-01-01.
    [Theory]
    [InlineData("2016-01-01", "2017-01-01", null, null)]
    [InlineData("2016-01-01", "2017-01-02", null, 0)]
    [InlineData("2016-01-01", "2018-01-01", null, 0)]
    [InlineData("2016-01-01", "2018-01-02", null, 1)]
    [InlineData("2017-01-01", null, null, 1)]
    [InlineData("2017-01-02", null, null, null)]
    [InlineData("2016-01-01", "2017-05-01", "2017-05-31", 1)]
    [InlineData("2016-01-01", "2017-05-01", "2017-06-01", 0)]
    [InlineData("2016-01-01", "2016-05-01", "2016-09-01", 1)]
    [InlineData("2016-01-01", "2017-12-20", "2018-01-10", 1)]
    public void A_gap_of_more_than_30_days_is_leaving_even_of_somebody_who_came_back(string from, string? to, string? again, int? stayed)
    {
        var company = Some.Company("2018-01-15").Rep("ann").Deal(Some.Deal()).Roster("ann", null, from, to);
        if (again is not null) company.Roster("ann", null, again);

        Assert.Equal(stayed, Some.Evaluate(company.Build(), "rep-retention").Value);
    }

    [Fact]
    public void Moving_from_team_to_team_is_no_leaving_but_is_counted()
    {
        var facts = Some.Company("2018-01-15").Team("north").Team("coast", "north").Team("south").Rep("ann").Rep("bob").Rep("cid").Rep("dee").Rep("crm only", "north")
            .Roster("ann", "north", "2016-01-01", "2017-06-01").Roster("ann", "south", "2017-06-01").Roster("bob", "north", "2016-01-01", "2017-08-01").Roster("bob", "coast", "2017-08-01")
            .Roster("cid", "coast", "2016-01-01", "2017-09-01").Roster("dee", "south", "2016-01-01").Build();

        KpiResult Of(Scope scope) => Some.Evaluate(facts, "rep-retention", scope: scope);
        Assert.Equal((3m, 4m, 2m, 1m), (Of(Scope.Company).Numerator, Of(Scope.Company).Denominator, Of(Scope.Company).Part("moved"), Of(Scope.Company).Part("leavers")));
        Assert.Equal((2m, 3m, 1m), (Of(Some.Team(facts, "north")).Numerator, Of(Some.Team(facts, "north")).Denominator, Of(Some.Team(facts, "north")).Part("moved")));
        Assert.Equal((1m, 1m, 0m), (Of(Some.Team(facts, "south")).Numerator, Of(Some.Team(facts, "south")).Denominator, Of(Some.Team(facts, "south")).Part("moved")));
        Assert.Null(Of(Scope.Company).Interval);
    }

    [Fact]
    public void Tenure_adds_up_intervals_and_shows_the_win_rate_by_it()
    {
        var facts = Some.Company("2018-01-15").Rep("ann").Rep("bob").Rep("cid").Rep("dee")
            .Roster("ann", null, "2015-01-01", "2016-01-01").Roster("ann", null, "2017-01-01").Roster("bob", null, "2017-07-02").Roster("cid", null, null).Roster("dee", null, "2010-01-01")
            .Deals(3, () => Some.Deal(owner: "ann")).Deal(Some.Deal(DealStatus.Lost, owner: "ann")).Deal(Some.Deal(owner: "bob")).Deal(Some.Deal(owner: "dee", close: "2017-09-30")).Build();

        var result = Some.Evaluate(facts, "rep-retention");

        Assert.Equal((730 + 183 + 2922) / 365.25m / 3, result.Part("tenureYears"));
        Assert.Equal(1m, result.Part("withoutStart"));
        Assert.Equal(
            [("<1", 1m, 1m, 1m), ("1-2", 1m, 0.75m, 4m), ("2-5", 0m, null, 0m), ("5+", 1m, null, 0m)],
            result.Parts.Single(p => p.Name == "byTenure").Rows.Select(r => (r.Parts[0].Text!, r.Parts[1].Value!.Value, r.Parts[2].Parts[0].Value, r.Parts[2].Parts[2].Value!.Value)));
    }

    [Fact]
    public void An_unfinished_quarter_looks_twelve_months_back_from_today()
    {
        var facts = Some.Company("2017-11-16").Rep("ann").Rep("bob").Roster("ann", null, "2016-11-16", "2017-11-16").Roster("bob", null, "2016-11-17").Deal(Some.Deal(close: "2017-11-01")).Build();

        var result = Some.Evaluate(facts, "rep-retention");

        Assert.Equal((0m, 1m), (result.Value, result.Denominator));
    }

    [Fact]
    public void Without_a_roster_nobody_knows() => Assert.Equal(
        "there is no roster.csv in the supplements folder", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Build(), "rep-retention").Reason);

    [Fact]
    public void A_team_without_anybody_then_is_no_data()
    {
        var facts = Some.Company().Team("north").Rep("ann").Roster("ann", "north", "2017-10-01").Build();

        Assert.Equal("roster.csv has nobody in team:north on 2017-01-01", Some.Evaluate(facts, "rep-retention", scope: Some.Team(facts, "north")).Reason);
    }
}
