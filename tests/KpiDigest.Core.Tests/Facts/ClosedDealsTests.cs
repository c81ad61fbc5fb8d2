using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Tests.Facts;

public class ClosedDealsTests
{
    private static readonly Instant First = Some.Instant("2017-10-01");

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Pacific/Apia")]
    [InlineData("Australia/Lord_Howe")]
    public void A_deal_on_the_first_and_on_the_last_instant_belongs_to_exactly_that_period(string zone)
    {
        var calendar = new PeriodCalendar(Some.Zone(zone));
        Assert.True(calendar.TryParse("2017-Q4", out var quarter, out _));
        var company = Some.Company("2018-06-01", zone: Some.Zone(zone)).Rep("ann");
        foreach (var at in new[] { quarter.StartInstant - Duration.FromTicks(1), quarter.StartInstant, quarter.EndInstant - Duration.FromTicks(1), quarter.EndInstant })
            company.Deal(Some.Deal(id: at.ToString(), close: FactDate.OfInstant(at).ToString(), created: null));
        var facts = company.Build();

        string[] Ids(Period period) => [.. facts.Closed(Scope.Company, period.Start, period.End).Select(d => d.Id)];
        Assert.Equal([(quarter.EndInstant - Duration.FromTicks(1)).ToString(), quarter.StartInstant.ToString()], Ids(quarter).OrderDescending());
        Assert.Equal([(quarter.StartInstant - Duration.FromTicks(1)).ToString()], Ids(calendar.Previous(quarter)));
        Assert.Equal([quarter.EndInstant.ToString()], Ids(calendar.Next(quarter)));
    }

    [Theory]
    [InlineData("America/Los_Angeles")]
    [InlineData("Pacific/Kiritimati")]
    public void A_plain_date_is_never_converted(string zone)
    {
        var facts = Some.Company("2018-06-01", zone: Some.Zone(zone)).Rep("ann")
            .Deal(Some.Deal(id: "first", close: "2017-10-01")).Deal(Some.Deal(id: "last", close: "2017-12-31")).Deal(Some.Deal(id: "next", close: "2018-01-01")).Build();

        Assert.Equal(["first", "last"], facts.Closed(Scope.Company, Some.Date("2017-10-01"), Some.Date("2018-01-01")).Select(d => d.Id));
    }

    [Fact]
    public void A_reopened_deal_is_open_and_its_earlier_close_counts_nowhere()
    {
        var company = Some.Company("2017-10-20").Rep("ann")
            .Deal(Some.Deal(DealStatus.Open, id: "d", close: "2017-09-20", created: "2017-08-01"))
            .Stages("d", ("2017-08-01", "open"), ("2017-09-20T10:00:00Z", "lost"), ("2017-10-05T10:00:00Z", "open"));
        var facts = company.Build();

        Assert.Empty(facts.Closed(Scope.Company, Some.Date("2010-01-01"), Some.Date("2020-01-01")));
        Assert.Single(facts.OpenAt(Scope.Company));
    }

    [Fact]
    public void A_close_after_T_has_not_happened_and_the_deal_is_open_with_what_was_known()
    {
        var facts = Some.Company("2017-11-01").Rep("ann").Rep("bob")
            .Deal(Some.Deal(DealStatus.Won, id: "d", close: "2017-11-15", amount: 900, owner: "bob"))
            .Stages("d", ("2017-10-01", "open"), ("2017-11-15T10:00:00Z", "won"))
            .Change("d", DealField.Amount, "2017-10-01", "500").Change("d", DealField.Amount, "2017-11-10", "900")
            .Change("d", DealField.Close, "2017-10-01", "2017-12-20").Change("d", DealField.Close, "2017-11-15T10:00:00Z", "2017-11-15")
            .Change("d", DealField.Owner, "2017-10-01", "ann").Change("d", DealField.Owner, "2017-11-05", "bob")
            .Build();

        var open = Assert.Single(facts.OpenAt(Scope.Company));
        Assert.Equal((500m, Some.Date("2017-12-20"), "ann", DealStatus.Open), (open.Amount, open.Close, open.OwnerId, open.Status));
        Assert.Empty(facts.Closed(Scope.Company, First.InUtc().Date, Some.Date("2018-01-01")));
    }

    [Fact]
    public void Without_history_the_crms_own_dates_decide()
    {
        var company = Some.Company("2017-11-15T12:00:00Z").Rep("ann")
            .Deal(Some.Deal(id: "before", close: "2017-11-15T12:00:00Z"))
            .Deal(Some.Deal(id: "today", close: "2017-11-15"))
            .Deal(Some.Deal(id: "after", close: "2017-11-15T12:00:01Z"))
            .Deal(Some.Deal(id: "tomorrow", close: "2017-11-16"))
            .Deal(Some.Deal(id: "unborn", created: "2017-11-16", close: "2017-12-01"));
        var facts = company.Build();

        Assert.Equal(["before", "today"], facts.Closed(Scope.Company, First.InUtc().Date, Some.Date("2018-01-01")).Select(d => d.Id).Order());
        Assert.Equal(["after", "tomorrow"], facts.OpenAt(Scope.Company).Select(d => d.Id).Order());
        Assert.Equal(4, facts.Coverage.Deals);
        Assert.False(facts.Coverage.HasHistory);
    }

    [Fact]
    public void At_midnight_a_plain_date_of_the_day_that_begins_has_not_happened()
    {
        var facts = Some.Company("2018-01-01").Rep("ann").Deal(Some.Deal(close: "2018-01-01")).Deal(Some.Deal(id: "last", close: "2017-12-31")).Build();

        Assert.Equal("last", Assert.Single(facts.Closed(Scope.Company, First.InUtc().Date, Some.Date("2019-01-01"))).Id);
    }

    [Fact]
    public void A_closed_deal_dated_after_T_takes_its_observed_date()
    {
        var facts = Some.Company("2017-11-20").Rep("ann")
            .Deal(Some.Deal(id: "d", close: "2018-02-01"))
            .Stages("d", ("2017-10-01", "open"), ("2017-11-15T10:00:00Z", "won")).Build();

        Assert.Equal(Some.Date("2017-11-15"), Assert.Single(facts.Closed(Scope.Company, First.InUtc().Date, Some.Date("2018-01-01"))).Close);
    }

    [Fact]
    public void A_back_dated_deal_belongs_to_its_reporting_date_but_is_known_only_when_observed()
    {
        var facts = Some.Company("2017-12-01").Rep("ann")
            .Deal(Some.Deal(id: "d", close: "2017-09-28"))
            .Stages("d", ("2017-08-01", "open"), ("2017-10-03T10:00:00Z", "won")).Build();

        Assert.Single(facts.Closed(Scope.Company, Some.Date("2017-07-01"), Some.Date("2017-10-01")));
        Assert.Empty(facts.Closed(Scope.Company, Some.Date("2017-07-01"), Some.Date("2017-10-01"), Some.Instant("2017-10-02")));
        Assert.Single(facts.OpenAt(Scope.Company, Some.Instant("2017-10-02")));
    }

    [Fact]
    public void A_deal_closed_without_any_date_takes_the_day_of_its_last_change_in_the_crm()
    {
        var facts = Some.Company("2018-01-01").Rep("ann").Deal(Some.Deal(close: null)).Build();

        Assert.Equal(Some.Date("2017-12-01"), Assert.Single(facts.Closed(Scope.Company, First.InUtc().Date, Some.Date("2018-01-01"))).Close);
    }

    [Fact]
    public void Moving_between_won_stages_does_not_close_a_deal_again()
    {
        var company = Some.Company("2018-01-01").Rep("ann").Rep("bob")
            .Deal(Some.Deal(id: "d", close: "2017-11-15", owner: "bob"))
            .Stages("d", ("2017-10-01", "open"), ("2017-11-15T10:00:00Z", "won"), ("2017-12-15T10:00:00Z", "invoiced"))
            .Change("d", DealField.Owner, "2017-10-01", "ann").Change("d", DealField.Owner, "2017-12-01", "bob");
        company.Builder.AddStage(Some.Stage("invoiced", DealStatus.Won));

        Assert.Equal("ann", Assert.Single(company.Build().Closed(Scope.Company, First.InUtc().Date, Some.Date("2018-01-01"))).OwnerId);
    }

    [Fact]
    public void An_earlier_view_sees_what_was_known_before_that_instant()
    {
        var facts = Some.Company("2018-01-01").Rep("ann")
            .Deal(Some.Deal(id: "early", close: "2017-12-17T23:59:59Z"))
            .Deal(Some.Deal(id: "at", close: "2017-12-18T00:00:00Z"))
            .Deal(Some.Deal(id: "plain", close: "2017-12-18")).Build();
        var weekEnd = Some.Instant("2017-12-18");

        Assert.Equal(["early"], facts.Closed(Scope.Company, First.InUtc().Date, Some.Date("2018-01-01"), weekEnd).Select(d => d.Id));
        Assert.Equal(["at", "plain"], facts.OpenAt(Scope.Company, weekEnd).Select(d => d.Id));
    }

    [Fact]
    public void An_earlier_view_follows_the_deal_to_its_owner_and_amount_then()
    {
        var facts = Some.Company("2018-01-01").Rep("ann").Rep("bob")
            .Deal(Some.Deal(DealStatus.Open, id: "d", owner: "bob", amount: 900, close: "2018-02-01"))
            .Change("d", DealField.Owner, "2017-10-01", "ann").Change("d", DealField.Owner, "2017-11-05", "bob")
            .Change("d", DealField.Amount, "2017-10-01", "500").Change("d", DealField.Amount, "2017-11-10", "900").Build();
        var then = Some.Instant("2017-11-01");

        Assert.Equal(500m, Assert.Single(facts.OpenAt(Some.Rep(facts, "ann"), then)).Amount);
        Assert.Empty(facts.OpenAt(Some.Rep(facts, "bob"), then));
        Assert.Equal(900m, Assert.Single(facts.OpenAt(Some.Rep(facts, "bob"))).Amount);
        Assert.Empty(facts.OpenAt(Scope.Company, Some.Instant("2017-09-30")));
    }
}
