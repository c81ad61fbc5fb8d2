using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Facts;

public class RosterTests
{
    [Fact]
    public void The_roster_takes_the_place_of_the_CRMs_teams_for_whom_it_names()
    {
        var facts = Some.Company().Team("north").Team("south").Rep("ann", "north").Rep("bob", "north")
            .Roster("ann", "south", "2017-01-01", "2017-11-01").Roster("ann", "north", "2017-11-01").Build();

        Assert.Equal("south", facts.TeamOf("ann", Some.Instant("2017-10-31T23:59:59Z")));
        Assert.Equal("north", facts.TeamOf("ann", Some.Instant("2017-11-01")));
        Assert.Null(facts.TeamOf("ann", Some.Instant("2016-12-31T23:59:59Z")));
        Assert.Equal("north", facts.TeamOf("bob", Some.Instant("2016-01-01")));
    }

    [Fact]
    public void Deals_go_to_the_team_the_roster_says_at_their_close()
    {
        var facts = Some.Company().Team("north").Team("south").Rep("ann", "north")
            .Roster("ann", "south", null, "2017-11-15").Roster("ann", "north", "2017-11-15")
            .Deal(Some.Deal(id: "a", close: "2017-11-14T23:59:59Z")).Deal(Some.Deal(id: "b", close: "2017-11-15T00:00:00Z")).Build();

        Assert.Equal(1m, Some.Evaluate(facts, "win-rate", scope: Some.Team(facts, "south")).Denominator);
        Assert.Equal(1m, Some.Evaluate(facts, "win-rate", scope: Some.Team(facts, "north")).Denominator);
    }

    [Fact]
    public void Days_begin_in_the_calendars_zone()
    {
        var facts = Some.Company(zone: Some.Zone("Europe/Berlin")).Team("north").Rep("ann").Roster("ann", "north", "2017-11-15").Build();

        Assert.Null(facts.TeamOf("ann", Some.Instant("2017-11-14T22:59:59Z")));
        Assert.Equal("north", facts.TeamOf("ann", Some.Instant("2017-11-14T23:00:00Z")));
    }

    [Fact]
    public void Employment_beats_what_was_known_of_it_and_rehires_have_two_intervals()
    {
        var facts = Some.Company().Team("north").Rep("ann", "north").Employed("ann", "2010-01-01")
            .Roster("ann", "north", "2017-01-02", "2017-03-01").Roster("ann", null, "2017-06-01").Build();

        Assert.Equal([("2017-01-02", "2017-03-01"), ("2017-06-01", null)], facts.EmploymentOf("ann").Select(e => (e.From?.ToString("uuuu-MM-dd", null), e.To?.ToString("uuuu-MM-dd", null))));
        Assert.Equal(0, facts.EmployedBusinessDays("ann", Some.Date("2017-03-01"), Some.Date("2017-06-01")));
        Assert.Equal(1, facts.EmployedBusinessDays("ann", Some.Date("2017-02-28"), Some.Date("2017-06-01")));
    }

    [Fact]
    public void Moving_from_team_to_team_is_one_employment()
    {
        var facts = Some.Company().Team("north").Team("south").Rep("ann")
            .Roster("ann", "south", "2017-06-01", "2017-11-01").Roster("ann", "north", "2017-01-01", "2017-06-01").Roster("ann", "north", "2017-02-01", "2017-03-01").Build();

        Assert.Equal([new Employment("ann", Some.Date("2017-01-01"), Some.Date("2017-11-01"))], facts.EmploymentOf("ann"));
    }

    [Fact]
    public void A_lead_leads_the_team_and_those_below_during_the_interval()
    {
        var facts = Some.Company().Team("north").Team("coast", "north").Team("south").Rep("lea").Rep("cid", "coast").Rep("sue", "south")
            .Roster("lea", "north", "2017-01-01", "2017-12-01", lead: true).Build();

        Assert.True(facts.IsLead("lea", Some.Date("2017-11-30")));
        Assert.False(facts.IsLead("lea", Some.Date("2017-12-01")));
        Assert.True(facts.Leads("lea", "cid", Some.Instant("2017-11-30T23:00:00Z")));
        Assert.False(facts.Leads("lea", "cid", Some.Instant("2017-12-01")));
        Assert.False(facts.Leads("lea", "sue", Some.Instant("2017-11-01")));
        Assert.Equal(["lea"], facts.LeadsOf(Scope.Company, Some.Date("2017-11-01")));
        Assert.Equal(["lea"], facts.LeadsOf(Some.Team(facts, "north"), Some.Date("2017-11-01")));
        Assert.Empty(facts.LeadsOf(Some.Team(facts, "coast"), Some.Date("2017-11-01")));
        Assert.Empty(facts.LeadsOf(Some.Team(facts, "south"), Some.Date("2017-11-01")));
    }

    [Fact]
    public void Who_leads_other_teams_too_stays_a_member_of_the_own()
    {
        var facts = Some.Company().Team("north").Team("south").Rep("lea")
            .Roster("lea", "south", "2017-05-01", lead: true).Roster("lea", "north", "2017-01-01").Build();

        Assert.Equal("north", facts.TeamOf("lea", Some.Instant("2017-06-01")));
        Assert.Equal(["lea"], facts.LeadsOf(Some.Team(facts, "south"), Some.Date("2017-06-01")));
    }

    [Fact]
    public void Staff_are_those_employed_and_without_a_roster_those_the_CRM_calls_active()
    {
        var facts = Some.Company().Rep("gone").Rep("gone", recordedAt: "2017-11-01", active: false).Rep("here").Rep("hired").Rep("left", active: false)
            .Roster("hired", null, "2017-11-02").Roster("left", null, null, "2017-11-02").Build();

        string[] On(string at) => [.. facts.StaffOf(Scope.Company, Some.Instant(at)).Select(s => s.Id)];
        Assert.Equal(["gone", "here", "left"], On("2017-10-31T23:00:00Z"));
        Assert.Equal(["here", "left"], On("2017-11-01"));
        Assert.Equal(["here", "hired"], On("2017-11-02"));
    }

    [Fact]
    public void Rows_of_people_the_CRM_does_not_know_and_empty_rows_change_nothing()
    {
        var facts = Some.Company().Team("north").Rep("ann", "north").Roster("nobody", "north", null, lead: true).Roster("ann", null, "2017-05-01", "2017-05-01").Build();

        Assert.Equal("north", facts.TeamOf("ann", Some.Instant("2017-06-01")));
        Assert.Empty(facts.EmploymentOf("ann"));
        Assert.False(facts.HasLeads);
    }
}
