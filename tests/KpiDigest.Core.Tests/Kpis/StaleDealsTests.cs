using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class StaleDealsTests
{
    // The week 2017-W50 ends at 2017-12-18T00:00: 30 days before is 2017-11-18, 14 days after 2018-01-01.
    [Theory]
    [InlineData("2017-11-18", null, null, null, true)]
    [InlineData("2017-11-19", null, null, null, false)]
    [InlineData("2017-10-01", "2017-11-18T20:00:00Z", null, null, true)]
    [InlineData("2017-10-01", "2017-11-19T00:00:00Z", null, null, false)]
    [InlineData("2017-10-01", null, "2017-11-19", null, false)]
    [InlineData("2017-10-01", null, "2017-11-18T23:59:59Z", null, true)]
    [InlineData("2017-10-01", null, null, "2018-01-01T09:00:00Z", false)]
    [InlineData("2017-10-01", null, null, "2018-01-02T00:00:00Z", true)]
    public void Counts_deals_without_any_sign_of_life(string created, string? held, string? changed, string? planned, bool stale)
    {
        var company = Some.Company("2018-03-01").Rep("ann").Deal(Some.Deal(DealStatus.Open, id: "d", created: created, close: "2018-05-01"));
        if (held is not null) company.Activity(Some.Activity("d", held));
        if (changed is not null) company.Change("d", DealField.ForecastCategory, changed, "commit");
        if (planned is not null) company.Activity(Some.Activity("d", planned, ActivityStatus.Scheduled));

        Assert.Equal(stale ? 1 : 0, Some.Evaluate(company.Build(), "stale-deals", "2017-W50").Value);
    }

    [Fact]
    public void A_meeting_that_was_held_later_was_planned_then_but_is_no_sign_of_life_yet()
    {
        var facts = Some.Company("2018-03-01").Rep("ann").Deal(Some.Deal(DealStatus.Open, id: "d", created: "2017-01-01", close: "2018-05-01"))
            .Activity(Some.Activity("d", "2018-01-10")).Build();

        Assert.Equal(1, Some.Evaluate(facts, "stale-deals", "2017-W50").Value);
        Assert.Equal(0, Some.Evaluate(facts, "stale-deals", "2018-W01").Value);
        Assert.Equal(0, Some.Evaluate(facts, "stale-deals", "2018-W05").Value);
        Assert.Equal(1, Some.Evaluate(facts, "stale-deals", "2018-W06").Value);
    }

    [Theory]
    [InlineData("2017-12-10", true, 0)]
    [InlineData("2017-12-10", false, 1)]
    [InlineData("2017-10-20", true, 1)]
    public void A_past_meeting_without_outcome_is_a_sign_of_life_where_the_rules_say_so(string at, bool counts, int stale)
    {
        var facts = Some.Company("2017-12-18", rules: new DealRules { CountPastScheduled = counts }).Rep("ann").Deal(Some.Deal(DealStatus.Open, id: "d", created: "2017-01-01", close: "2018-05-01"))
            .Activity(Some.Activity("d", at, ActivityStatus.Scheduled)).Build();

        Assert.Equal(stale, Some.Evaluate(facts, "stale-deals", "2017-W50").Value);
    }

    [Fact]
    public void A_task_that_is_still_to_do_is_no_sign_of_life_once_its_day_is_past()
    {
        var facts = Some.Company("2017-12-18").Rep("ann").Deal(Some.Deal(DealStatus.Open, id: "d", created: "2017-01-01", close: "2018-05-01"))
            .Activity(Some.Activity("d", "2017-12-10", ActivityStatus.Scheduled) with { Kind = ActivityKind.Task }).Build();

        Assert.Equal(1, Some.Evaluate(facts, "stale-deals", "2017-W50").Value);
    }

    [Theory]
    [InlineData(ActivityStatus.Cancelled)]
    [InlineData(ActivityStatus.NoShow)]
    public void A_meeting_that_did_not_happen_is_no_sign_of_life(ActivityStatus status)
    {
        var facts = Some.Company("2017-12-18").Rep("ann").Deal(Some.Deal(DealStatus.Open, id: "d", close: "2018-05-01")).Activity(Some.Activity("d", "2017-12-10", status)).Build();

        Assert.Equal(1, Some.Evaluate(facts, "stale-deals", "2017-W50").Value);
    }

    [Fact]
    public void Carries_amount_and_share_and_names_what_cannot_be_judged()
    {
        var facts = Some.Company("2017-12-18").Rep("ann")
            .Deal(Some.Deal(DealStatus.Open, id: "a", amount: 70, close: "2018-05-01")).Deal(Some.Deal(DealStatus.Open, id: "b", amount: null, close: null))
            .Deal(Some.Deal(DealStatus.Open, created: null, close: null)).Deal(Some.Deal(DealStatus.Open, created: "2017-12-10", close: null)).Deal(Some.Deal(close: "2017-12-01")).Build();

        var (result, records) = Some.Explain(facts, "stale-deals", "2017-W50");

        Assert.Equal((2m, 70m, 0.5m, 4m, 1m), (result.Value, result.Part("amount"), result.Part("shareOfOpen"), result.Part("open"), result.Part("undated")));
        Assert.Equal([("a", "stale", 70m), ("b", "stale", (decimal?)null)], records.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => (r.Id, r.Role, r.Amount)));
    }

    [Fact]
    public void The_number_of_days_is_configured()
    {
        var facts = Some.Company("2017-12-18", new DealRules { StaleAfterDays = 10 }).Rep("ann").Deal(Some.Deal(DealStatus.Open, created: "2017-12-08", close: null)).Deal(Some.Deal(DealStatus.Open, created: "2017-12-09", close: null)).Build();

        Assert.Equal(1, Some.Evaluate(facts, "stale-deals", "2017-W50").Value);
    }

    [Fact]
    public void Without_synced_activities_nothing_can_be_called_stale()
    {
        var company = Some.Company("2017-12-18").Rep("ann").Deal(Some.Deal(DealStatus.Open));
        company.Builder.MarkMissing(FactKind.Activity, "activities are not synced: give the token the scope crm.objects.meetings.read");

        var result = Some.Evaluate(company.Build(), "stale-deals", "2017-W50");

        Assert.Equal((KpiStatus.NoData, "activities are not synced: give the token the scope crm.objects.meetings.read"), (result.Status, result.Reason));
    }

    [Fact]
    public void A_past_week_does_not_see_what_happened_later()
    {
        var facts = Some.Company("2018-03-01").Rep("ann").Deal(Some.Deal(id: "won later", close: "2018-02-01")).Deal(Some.Deal(DealStatus.Open, created: "2018-01-01", close: null)).Build();

        Assert.Equal(1, Some.Evaluate(facts, "stale-deals", "2017-W50").Value);
        Assert.Equal(1, Some.Evaluate(facts, "stale-deals", "2018-W06").Value);
        Assert.Equal(0m, Some.Evaluate(facts, "stale-deals", "2018-W06").Previous!.Change);
    }
}
