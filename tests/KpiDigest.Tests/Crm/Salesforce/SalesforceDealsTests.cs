using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Salesforce;
using NodaTime;

namespace KpiDigest.Tests.Crm.Salesforce;

public sealed class SalesforceDealsTests : IDisposable
{
    private const string Deal = "006000000000001AAA";
    private static readonly Instant Created = Instant.FromUtc(2026, 1, 5, 9, 0);

    private readonly Pulling _pulling = new();

    private FakeSalesforce Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task An_opportunity_is_a_deal_with_plain_close_date_and_kind()
    {
        Opportunity().Set("Name", "Contoso expansion").Set("Amount", 48_000.5m).Set("Type", "existing business").Set("CloseDate", new LocalDate(2026, 12, 15)).Set("LeadSource", "Web")
            .Set("ForecastCategory", "BestCase").Set("OwnerId", "005000000000001").Set("AccountId", "001000000000001AAA");

        var deal = Assert.Single(await DealsAsync());

        Assert.Equal(("Contoso expansion", 48_000.5m, DealKind.Expansion, DealStatus.Open), (deal.Name, deal.Amount, deal.Kind, deal.Status));
        Assert.Equal((FactDate.OfDate(new LocalDate(2026, 12, 15)), FactDate.OfInstant(Created)), (deal.Close!.Value, deal.Created!.Value));
        Assert.Equal(("Web", "BestCase", SalesforceId.Whole("005000000000001"), "001000000000001AAA"), (deal.Source, deal.ForecastCategory, deal.OwnerId, deal.AccountId));
        Assert.Equal((null, null), (deal.Currency, deal.HomeAmount));
    }

    [Theory]
    [InlineData(true, true, DealStatus.Won)]
    [InlineData(true, false, DealStatus.Lost)]
    [InlineData(false, false, DealStatus.Open)]
    public async Task Flags_say_whether_it_is_closed_and_won(bool closed, bool won, DealStatus status)
    {
        Opportunity().Set("IsClosed", closed).Set("IsWon", won);

        Assert.Equal(status, Assert.Single(await DealsAsync()).Status);
    }

    [Fact]
    public async Task Own_fields_hold_what_is_not_standard()
    {
        (_pulling.Options.Fields.LostReason, _pulling.Options.Fields.Competitors, _pulling.Options.Fields.Margin) = ("Why_Lost__c", "Rival__c", "Margin__c");
        Opportunity().Set("Why_Lost__c", "Price").Set("Rival__c", "Acme;Initech").Set("Margin__c", 10m);

        var deal = Assert.Single(await DealsAsync());

        Assert.Equal(("Price", 10m), (deal.LostReason, deal.Margin));
        Assert.Equal(["Acme", "Initech"], deal.Competitors);
    }

    [Theory]
    [InlineData("Sort__c", DealKind.Renewal)]
    [InlineData("", DealKind.Unknown)]
    public async Task What_kind_of_deal_it_is_may_stand_in_a_field_of_the_organisations_own_or_in_none(string field, DealKind kind)
    {
        _pulling.Options.Fields.DealKind = field;
        _pulling.Options.DealKinds["Again"] = "Renewal";
        Fake.Schema[SalesforceApi.Opportunity]["Sort__c"] = "picklist";
        Opportunity().Set("Sort__c", "again").Set("Type", "New Business");

        Assert.Equal(kind, Assert.Single(await DealsAsync()).Kind);
    }

    [Fact]
    public async Task A_record_type_takes_the_place_of_a_pipeline()
    {
        Fake.Schema[SalesforceApi.Opportunity]["RecordTypeId"] = "reference";
        Opportunity().Set("RecordType.Name", "Partner");
        Fake.Add(SalesforceApi.Opportunity, "006000000000002AAA").Set("StageName", "Qualified");

        Assert.Equal(["Partner", "Opportunity"], (await DealsAsync()).Select(d => d.PipelineId));
    }

    [Fact]
    public async Task A_type_without_meaning_is_noted_and_unknown()
    {
        Opportunity().Set("Type", "Barter");

        Assert.Equal(DealKind.Unknown, Assert.Single(await DealsAsync()).Kind);
        Assert.Contains(_pulling.Warnings, w => w.Contains("'Barter' has no meaning in Crm:DealKinds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_standard_field_that_is_hidden_is_not_asked_for_and_said()
    {
        Fake.Schema[SalesforceApi.Opportunity].Remove("LeadSource");
        Opportunity();

        Assert.Null(Assert.Single(await DealsAsync()).Source);
        Assert.Contains(_pulling.Account!.Warnings, w => w.Contains("'LeadSource'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_field_that_becomes_visible_later_means_loading_again()
    {
        Fake.Schema[SalesforceApi.Opportunity].Remove("LeadSource");
        Opportunity().Set("LeadSource", "Web");
        await DealsAsync();
        Fake.Schema[SalesforceApi.Opportunity]["LeadSource"] = "picklist";

        Assert.Equal("Web", Assert.Single(await DealsAsync()).Source);
    }

    [Fact]
    public async Task A_configured_field_that_is_not_there_stops_with_the_nearest_name()
    {
        _pulling.Options.Fields.Margin = "Margn__c";

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync());

        Assert.Equal("Crm:Fields:Margin 'Margn__c' is no field of Opportunity that the user sees in Salesforce; the nearest is 'Margin__c'", e.Message);
    }

    [Fact]
    public async Task A_configured_field_of_another_type_stops()
    {
        _pulling.Options.Fields.Margin = "Why_Lost__c";

        Assert.Contains("not numbers", (await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_amount_stops_because_every_number_would_be_wrong()
    {
        Fake.Schema[SalesforceApi.Opportunity].Remove("Amount");

        Assert.Contains("Crm:AmountField 'Amount'", (await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task States_become_changes_and_what_stayed_the_same_none()
    {
        Opportunity();
        State(1, 0, "Qualified", 100m, "Pipeline");
        State(2, 5, "Qualified", 120m, "Pipeline");
        State(3, 9, "Won", 120m, "Closed");

        var changes = await ChangesAsync();

        Assert.Equal(
            [(DealField.Stage, 0, "Qualified"), (DealField.Amount, 0, "100"), (DealField.Close, 0, "2026-12-31"), (DealField.ForecastCategory, 0, "Pipeline"),
                (DealField.Amount, 5, "120"), (DealField.Stage, 9, "Won"), (DealField.ForecastCategory, 9, "Closed")],
            changes.Where(c => c.Field != DealField.Owner).Select(c => (c.Field, (int)(c.At - Created).TotalDays, c.Value!)));
    }

    [Fact]
    public async Task Of_two_states_of_one_instant_the_later_counts()
    {
        Opportunity();
        State(1, 0, "Qualified", 100m, "Pipeline");
        State(2, 0, "Proposed", 200m, "Pipeline");

        Assert.Equal(["Proposed"], (await ChangesAsync()).Where(c => c.Field == DealField.Stage).Select(c => c.Value));
    }

    [Fact]
    public async Task Owner_changes_come_by_id_and_the_first_owner_had_the_deal_from_the_start()
    {
        Opportunity().Set("OwnerId", "005000000000002AAA");
        OwnerChange(1, "005000000000001", "005000000000002");
        OwnerChange(2, "Ann One", "Ben Two");

        Assert.Equal(
            [(Created, SalesforceId.Whole("005000000000001")), (Created + Duration.FromDays(3), SalesforceId.Whole("005000000000002"))],
            (await ChangesAsync()).Where(c => c.Field == DealField.Owner).Select(c => (c.At, c.Value!)));
    }

    [Fact]
    public async Task Where_owners_are_not_tracked_nothing_is_claimed_and_it_is_said()
    {
        Fake.Schema.Remove(SalesforceApi.OpportunityFieldHistory);
        Opportunity().Set("OwnerId", "005000000000002AAA");

        Assert.DoesNotContain(await ChangesAsync(), c => c.Field == DealField.Owner);
        Assert.Contains(_pulling.Account!.Warnings, w => w.Contains("no former owner", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_history_there_are_no_changes_and_it_is_said()
    {
        Fake.Schema.Remove(SalesforceApi.OpportunityHistory);
        Opportunity();

        Assert.DoesNotContain(await ChangesAsync(), c => c.Field == DealField.Stage);
        Assert.Contains(_pulling.Account!.Warnings, w => w.Contains("history of opportunities", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Splits_of_the_type_that_makes_up_the_amount_are_read_for_split_deals_only()
    {
        const string type = "149000000000001AAA";
        Fake.Schema[SalesforceApi.Opportunity]["IsSplit"] = "boolean";
        Fake.Schema[SalesforceApi.OpportunitySplit] = new() { ["OpportunityId"] = "reference", ["SplitOwnerId"] = "reference", ["SplitPercentage"] = "percent" };
        Fake.Schema[SalesforceApi.OpportunitySplitType] = new() { ["Id"] = "id", ["DeveloperName"] = "string", ["IsTotalValidated"] = "boolean" };
        Fake.Add(SalesforceApi.OpportunitySplitType, type).Set("DeveloperName", "Revenue").Set("IsTotalValidated", true);
        Fake.Add(SalesforceApi.OpportunitySplitType, "149000000000002AAA").Set("DeveloperName", "Overlay").Set("IsTotalValidated", false);
        Opportunity().Set("IsSplit", true);
        foreach (var (owner, percent, of) in new[] { (1, 60m, type), (2, 40m, type), (3, 100m, "149000000000002AAA") })
        {
            Fake.Add(SalesforceApi.OpportunitySplit, $"14a00000000000{owner}AAA").Set("OpportunityId", Deal).Set("SplitOwnerId", $"00500000000000{owner}AAA").Set("SplitPercentage", percent)
                .Set("SplitTypeId", of);
        }

        var deal = Assert.Single(await DealsAsync());

        Assert.Equal([new DealSplit("005000000000001AAA", 60m), new DealSplit("005000000000002AAA", 40m)], deal.Splits);
    }

    [Fact]
    public async Task Types_of_split_that_are_hidden_are_said_and_stop_nothing()
    {
        Fake.Schema[SalesforceApi.Opportunity]["IsSplit"] = "boolean";
        Fake.Schema[SalesforceApi.OpportunitySplit] = new() { ["OpportunityId"] = "reference" };
        Opportunity().Set("IsSplit", true);

        Assert.Empty(Assert.Single(await DealsAsync()).Splits);
        Assert.Contains(_pulling.Account!.Warnings, w => w.Contains("types of split", StringComparison.Ordinal));
    }

    private FakeRecord Opportunity() => Fake.Add(SalesforceApi.Opportunity, Deal, Created).Set("StageName", "Qualified").Set("CloseDate", new LocalDate(2026, 12, 31));

    private void State(int row, int day, string stage, decimal amount, string category) =>
        Fake.Add(SalesforceApi.OpportunityHistory, $"00800000000000{row}AAA", Created + Duration.FromDays(day)).Set("OpportunityId", Deal).Set("StageName", stage).Set("Amount", amount)
            .Set("CloseDate", new LocalDate(2026, 12, 31)).Set("ForecastCategory", category);

    private void OwnerChange(int row, string before, string after) =>
        Fake.Add(SalesforceApi.OpportunityFieldHistory, $"01700000000000{row}AAA", Created + Duration.FromDays(3)).Set("OpportunityId", Deal).Set("Field", "Owner").Set("OldValue", before).Set("NewValue", after);

    private async Task<List<Deal>> DealsAsync() => [.. (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals)];

    private async Task<List<DealChange>> ChangesAsync() => [.. (await _pulling.PullAsync()).SelectMany(p => p.Facts.Changes)];
}
