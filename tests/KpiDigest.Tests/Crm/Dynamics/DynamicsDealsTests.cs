using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Tests.Crm.Dynamics;

public sealed class DynamicsDealsTests : IDisposable
{
    private static readonly FakeLookup Dollars = new("transactioncurrency", Pulling.Dollar, "US Dollar");

    private readonly Pulling _pulling = new();

    private FakeDynamics Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task What_is_won_counts_by_its_actual_value_in_the_rate_that_was_frozen_with_it()
    {
        _pulling.Deal(
            1, ("statecode", 1), ("transactioncurrencyid", Dollars), ("exchangerate", 1.6m), ("estimatedvalue", 90m), ("estimatedvalue_base", 56.25m), ("actualvalue", 80m), ("actualvalue_base", 50m),
            ("actualclosedate", new LocalDate(2026, 11, 17)), ("estimatedclosedate", new LocalDate(2026, 12, 20)));

        var deal = await _pulling.OnlyDealAsync();

        Assert.Equal((80m, "USD", 50m), (deal.Amount, deal.Currency, deal.HomeAmount));
        Assert.Equal((DealStatus.Won, "Opportunity:won", FactDate.OfDate(new LocalDate(2026, 11, 17))), (deal.Status, deal.StageId, deal.Close));
        Assert.Equal("EUR", _pulling.Account!.Currency);
    }

    [Fact]
    public async Task Without_an_amount_in_the_base_currency_the_rows_own_rate_gives_it()
    {
        _pulling.Deal(1, ("transactioncurrencyid", Dollars), ("exchangerate", 1.6m), ("estimatedvalue_base", null));

        Assert.Equal(62.5m, (await _pulling.OnlyDealAsync()).HomeAmount);
    }

    [Fact]
    public async Task What_is_lost_and_what_is_open_counts_by_its_estimate()
    {
        _pulling.Deal(1, ("statecode", 2), ("statuscode", new FakeChoice(5, "Out-Sold")), ("actualvalue", 0m));

        var deal = await _pulling.OnlyDealAsync();

        Assert.Equal((DealStatus.Lost, "Opportunity:lost", 100m, "Out-Sold"), (deal.Status, deal.StageId, deal.Amount, deal.LostReason));
    }

    [Fact]
    public async Task The_newest_closing_gives_what_the_opportunity_does_not_say()
    {
        _pulling.Deal(1, ("statecode", 1), ("estimatedvalue", 90m));
        foreach (var (number, month, revenue, rival) in new[] { (1, 3, 40m, "First rival"), (2, 9, 60m, "Last rival") })
        {
            Fake.Put(
                "opportunityclose", Pulling.Id('e', number), ("opportunityid", new FakeLookup("opportunity", Pulling.Id('b', 1))), ("createdon", Instant.FromUtc(2026, month, 2, 10, 0)),
                ("actualend", Instant.FromUtc(2026, month, 1, 12, 0)), ("actualrevenue", revenue), ("competitorid", new FakeLookup("competitor", Pulling.Id('f', number), rival)));
        }

        var deal = await _pulling.OnlyDealAsync();

        Assert.Equal((60m, 60m, FactDate.OfInstant(Instant.FromUtc(2026, 9, 1, 12, 0))), (deal.Amount, deal.HomeAmount, deal.Close));
        Assert.Equal(["Last rival"], deal.Competitors);
    }

    [Fact]
    public async Task Only_closed_opportunities_are_asked_for_their_closings()
    {
        _pulling.Deal(1);

        await _pulling.PullAsync();

        Assert.DoesNotContain(Fake.Requests, r => r.Address.Contains("/opportunitycloses?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_team_or_an_application_owns_belongs_to_nobody_and_is_counted()
    {
        _pulling.Deal(1, ("owninguser", null), ("owningteam", new FakeLookup("team", Pulling.Id('d', 1), "Partners")));
        _pulling.Deal(2, ("owninguser", Pulling.User(FakeDynamics.UserId)));
        _pulling.Deal(3);

        var owners = (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals).Select(d => d.OwnerId);

        Assert.Equal([null, null, Pulling.Id('a', 1)], owners);
        Assert.Contains(_pulling.Warnings, w => w.Contains("1 value(s) of ownerid", StringComparison.Ordinal) && w.Contains("nobody in it", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("createdon", "overriddencreatedon")]
    [InlineData("overriddencreatedon", "createdon")]
    public async Task Of_a_migrated_opportunity_the_earlier_stamp_is_its_creation(string early, string late)
    {
        _pulling.Deal(1, (early, Instant.FromUtc(2019, 1, 2, 3, 4)), (late, Instant.FromUtc(2024, 1, 2, 3, 4)));

        Assert.Equal(FactDate.OfInstant(Instant.FromUtc(2019, 1, 2, 3, 4)), (await _pulling.OnlyDealAsync()).Created);
    }

    [Fact]
    public async Task Stages_that_are_texts_are_known_once_a_deal_is_in_them()
    {
        _pulling.Deal(1, ("stepname", "3-Propose"));
        _pulling.Deal(2, ("stepname", "1-Qualify"));
        _pulling.Deal(3, ("statecode", 1), ("stepname", "4-Close"));

        var pages = await _pulling.PullAsync();

        Assert.Equal(["3-Propose", "1-Qualify", "Opportunity:won"], pages.SelectMany(p => p.Facts.Deals).Select(d => d.StageId));
        Assert.Equal(["1-Qualify", "3-Propose", "Won", "Lost"], pages.SelectMany(p => p.Facts.Stages).OrderBy(s => s.Order).Select(s => s.Name));
        Assert.DoesNotContain(pages, p => p.Replaces?.Contains(FactKind.Stage) == true);
    }

    [Fact]
    public async Task Stages_that_are_choices_have_the_choices_names_and_order()
    {
        _pulling.Options.Dynamics.StageField = "salesstage";
        Fake.Tables["opportunity"].Options["salesstage"] = [(7, "Qualify"), (2, "Propose")];
        _pulling.Deal(1, ("salesstage", new FakeChoice(2, "Propose")));

        var pages = await _pulling.PullAsync();

        Assert.Equal("2", pages.SelectMany(p => p.Facts.Deals).Single().StageId);
        Assert.Equal([("7", "Qualify"), ("2", "Propose"), ("Opportunity:won", "Won"), ("Opportunity:lost", "Lost")], pages.SelectMany(p => p.Facts.Stages).OrderBy(s => s.Order).Select(s => (s.Id, s.Name)));
        Assert.Contains(pages, p => p.Replaces is [FactKind.Stage]);
    }

    [Theory]
    [InlineData("1", "Expansion")]
    [InlineData("upsell", "Expansion")]
    [InlineData("something", "Unknown")]
    public async Task The_kind_of_a_deal_is_known_by_a_choices_number_or_label(string key, string kind)
    {
        _pulling.Options.Fields.DealKind = "new_kind";
        Fake.Tables["opportunity"].Options["new_kind"] = [(1, "Upsell")];
        _pulling.Options.DealKinds[key] = "Expansion";
        _pulling.Deal(1, ("new_kind", new FakeChoice(1, "Upsell")));

        var deal = await _pulling.OnlyDealAsync();

        Assert.Equal(kind, deal.Kind.ToString());
        Assert.Equal(kind == "Unknown" ? 1 : 0, _pulling.Account!.Misnamed.Count);
    }

    [Fact]
    public async Task Values_are_what_people_see_and_lists_are_taken_apart()
    {
        (_pulling.Options.Fields.Competitors, _pulling.Options.Fields.Margin) = ("new_rivals", "new_margin");
        _pulling.Deal(1, ("msdyn_forecastcategory", new FakeChoice(100_000_002, "Best case")), ("new_rivals", "One; Two; one"), ("new_margin", 12.5m));

        var deal = await _pulling.OnlyDealAsync();

        Assert.Equal(("Best case", 12.5m), (deal.ForecastCategory, deal.Margin));
        Assert.Equal(["One", "Two"], deal.Competitors);
    }

    [Fact]
    public async Task Another_column_may_hold_the_amount_of_all_opportunities()
    {
        _pulling.Options.AmountField = "new_weight";
        _pulling.Deal(1, ("statecode", 1), ("new_weight", 30m), ("exchangerate", 1.5m), ("actualvalue", 99m));

        var deal = await _pulling.OnlyDealAsync();

        Assert.Equal((30m, 20m), (deal.Amount, deal.HomeAmount));
    }

    [Fact]
    public async Task An_amount_beyond_all_measure_leaves_the_opportunity_out()
    {
        _pulling.Deal(1, ("estimatedvalue", 99_999_999_999_999_999m));

        Assert.Empty((await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals));
        Assert.Contains(_pulling.Warnings, w => w.Contains("left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_customer_is_the_account_and_no_person()
    {
        _pulling.Deal(1, ("customerid", new FakeLookup("account", Pulling.Id('c', 1))));
        _pulling.Deal(2, ("customerid", new FakeLookup("contact", Pulling.Id('c', 2))));
        _pulling.Deal(3, ("customerid", new FakeLookup("contact", Pulling.Id('c', 2))), ("parentaccountid", new FakeLookup("account", Pulling.Id('c', 3))));

        Assert.Equal([Pulling.Id('c', 1), null, Pulling.Id('c', 3)], (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals).Select(d => d.AccountId));
    }
}
