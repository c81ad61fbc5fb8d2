using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class CoachingHoursTests
{
    // The week 2017-W50 ends at 2017-12-18T00:00: 28 days before is 2017-11-20, 14 days before 2017-12-04.
    [Theory]
    [InlineData("2017-11-19T23:59:59Z", 0, 0)]
    [InlineData("2017-11-20T00:00:00Z", 0.5, 0)]
    [InlineData("2017-12-03T23:59:59Z", 0.5, 0)]
    [InlineData("2017-12-04T00:00:00Z", 0.5, 0.5)]
    [InlineData("2017-12-17T23:59:59Z", 0.5, 0.5)]
    [InlineData("2017-12-18T00:00:00Z", 0, 0)]
    public void Counts_what_began_in_the_28_days_before_the_end(string at, double hours, double share)
    {
        var result = Some.Evaluate(Team().Activity(Some.Coaching(at, 60, "lea", "ann")).Build(), "coaching-hours", "2017-W50");

        Assert.Equal(((decimal)hours, (decimal)share), (result.Value, result.Part("coachedShare")));
    }

    [Fact]
    public void A_group_counts_whole_for_each_rep_and_once_for_the_lead()
    {
        var facts = Team().Activity(Some.Coaching("2017-12-12T10:00:00Z", 90, "lea", "ann", "bob")).Activity(Some.Inside("2017-12-13T10:00:00Z", 90, "lea", "ann")).Build();

        var result = Some.Evaluate(facts, "coaching-hours", "2017-W50");

        Assert.Equal((1.5m, 3m, 2m), (result.Value, result.Numerator, result.Denominator));
        Assert.Equal((0.5m, 1.5m, 1m), (result.Part("leadShare"), result.Part("internalHours"), result.Part("coachedShare")));
        Assert.Equal(1.5m, Some.Evaluate(facts, "coaching-hours", "2017-W50", Some.Rep(facts, "ann")).Value);
    }

    [Fact]
    public void Meetings_that_overlap_take_a_leads_time_once()
    {
        var facts = Team().Activity(Some.Inside("2017-12-12T10:00:00Z", 60, "lea", "ann")).Activity(Some.Inside("2017-12-12T10:30:00Z", 60, "lea", "bob"))
            .Activity(Some.Inside("2017-12-12T10:40:00Z", 10, "lea")).Activity(Some.Coaching("2017-12-12T11:00:00Z", 60, "lea", "ann")).Activity(Some.Coaching("2017-12-12T11:00:00Z", 60, "lea", "bob")).Build();

        var result = Some.Evaluate(facts, "coaching-hours", "2017-W50");

        // Inside 10:00 to 11:30, of which the last half hour was coaching; coaching 11:00 to 12:00.
        Assert.Equal((1m, 0.5m), (result.Part("internalHours"), result.Part("leadShare")));
    }

    [Fact]
    public void Meetings_without_duration_are_left_out_and_counted()
    {
        var (result, records) = Some.Explain(Team().Activity(Some.Coaching("2017-12-12T10:00:00Z", null, "lea", "ann", "bob")).Activity(Some.Coaching("2017-12-13T10:00:00Z", 30, "lea", "ann")).Build(), "coaching-hours", "2017-W50");

        Assert.Equal((0.25m, 1m, 1m), (result.Value, result.Part("withoutDuration"), result.Part("coachedShare")));
        Assert.Equal(2, records.Count(r => r.Role == "excluded: no duration"));
    }

    [Theory]
    [InlineData(ActivityStatus.Held, 1)]
    [InlineData(ActivityStatus.Scheduled, 1)]
    [InlineData(ActivityStatus.Cancelled, 0)]
    [InlineData(ActivityStatus.NoShow, 0)]
    public void What_did_not_happen_does_not_count(ActivityStatus status, int hours)
    {
        var facts = Team().Activity(Some.Coaching("2017-10-01T10:00:00Z", 60, "lea", "ann")).Activity(Some.Coaching("2017-12-12T10:00:00Z", 120, "lea", "ann") with { Status = status }).Build();

        Assert.Equal(hours, Some.Evaluate(facts, "coaching-hours", "2017-W50").Value);
    }

    [Fact]
    public void Leads_are_no_reps_and_people_who_left_are_not_either()
    {
        var facts = Team().Rep("old", "north", active: false).Rep("new", "north").Roster("new", "north", "2017-12-18")
            .Activity(Some.Coaching("2017-12-12T10:00:00Z", 60, "lea", "ann", "old")).Build();

        var result = Some.Evaluate(facts, "coaching-hours", "2017-W50");

        Assert.Equal((0.5m, 2m), (result.Value, result.Denominator));
        Assert.Equal("no rep of rep:old worked here at the end of 2017-W50", Some.Evaluate(facts, "coaching-hours", "2017-W50", Some.Rep(facts, "old")).Reason);
    }

    [Fact]
    public void Without_a_roster_the_organiser_of_a_session_of_several_is_the_coach()
    {
        var facts = Some.Company("2018-02-01").Rep("ann").Rep("bob").Activity(Some.Coaching("2017-12-12T10:00:00Z", 60, "bob", "ann")).Activity(Some.Coaching("2017-12-12T12:00:00Z", 30, "ann")).Build();

        var result = Some.Evaluate(facts, "coaching-hours", "2017-W50");

        Assert.Equal((0.75m, 0.5m), (result.Value, result.Part("coachedShare")));
        Assert.Null(result.Part("leadShare"));
        Assert.Null(result.Part("internalHours"));
    }

    [Fact]
    public void A_rep_who_organises_the_session_with_the_lead_is_coached_and_a_lead_without_company_is_not()
    {
        var facts = Team().Activity(Some.Coaching("2017-12-12T10:00:00Z", 60, "ann", "lea")).Activity(Some.Coaching("2017-12-13T10:00:00Z", 60, "lea")).Build();

        Assert.Equal((1m, 0m), (Some.Evaluate(facts, "coaching-hours", "2017-W50", Some.Rep(facts, "ann")).Value, Some.Evaluate(facts, "coaching-hours", "2017-W50", Some.Rep(facts, "lea")).Value));
    }

    [Fact]
    public void Scopes_see_their_own_reps_and_leads_only()
    {
        var facts = Team().Team("south").Rep("sue", "south").Rep("lou").Roster("lou", "south", null, lead: true)
            .Activity(Some.Coaching("2017-12-12T10:00:00Z", 60, "lea", "ann")).Activity(Some.Coaching("2017-12-12T10:00:00Z", 180, "lou", "sue") with { DealIds = ["x", "y"] }).Activity(Some.Coaching("2017-12-13T10:00:00Z", 60, "lou", "sue") with { DealIds = ["y"] }).Build();

        KpiResult Of(string team) => Some.Evaluate(facts, "coaching-hours", "2017-W50", Some.Team(facts, team));
        Assert.Equal((0.5m, 0m), (Of("north").Value, Of("north").Part("dealsInspected")));
        Assert.Equal((4m, 2m), (Of("south").Value, Of("south").Part("dealsInspected")));
        Assert.Equal(5 / 3m, Some.Evaluate(facts, "coaching-hours", "2017-W50").Value);
    }

    [Fact]
    public void The_window_is_28_days_of_the_calendars_zone_whatever_the_clocks_do()
    {
        // 2017-10-29 has 25 hours in Berlin; the week 2017-W44 ends at 2017-11-05T23:00Z.
        Company Berlin() => new(new SalesFactsSettings(Some.Instant("2018-02-01"), new Core.Periods.PeriodCalendar(Some.Zone("Europe/Berlin")), "USD", new DealRules()));
        decimal? At(string at) => Some.Evaluate(Berlin().Rep("ann").Activity(Some.Coaching(at, 60, "ann")).Build(), "coaching-hours", "2017-W44").Value;

        Assert.Equal((0m, 1m), (At("2017-10-08T21:59:59Z"), At("2017-10-08T22:00:00Z")));
    }

    [Fact]
    public void Where_nothing_is_called_coaching_nobody_was_coached_not() => Assert.Equal(
        "no activity is called coaching: name the CRM's activity types in Crm:CoachingTypes",
        Some.Evaluate(Team().Activity(Some.Inside("2017-12-12T10:00:00Z", 60, "lea", "ann")).Build(), "coaching-hours", "2017-W50").Reason);

    /// <summary>Lea leads north, where ann and bob are.</summary>
    private static Company Team() => Some.Company("2018-02-01").Team("north").Rep("ann", "north").Rep("bob", "north").Rep("lea").Roster("lea", "north", "2015-01-01", lead: true);
}
