using KpiDigest.Crm;
using KpiDigest.Crm.Salesforce;

namespace KpiDigest.Tests.Crm.Salesforce;

/// <summary>Fields, values, record types and people that the settings name are compared with the organisation's own.</summary>
public sealed class SalesforceNamesTests : IDisposable
{
    private readonly Pulling _pulling = new();

    public SalesforceNamesTests()
    {
        Fake.Options[(SalesforceApi.Opportunity, "Type")] = [("New Business", "New"), ("Upsell", "More of it")];
        Fake.Options[(SalesforceApi.Event, "Type")] = [("Meeting", "Meeting"), ("1:1 Coaching", "One to one")];
        Fake.Options[(SalesforceApi.Task, "Type")] = [("Meeting", "Meeting"), ("Coached call", "Coached call")];
        Fake.RecordTypes = ["Direct", "Partners"];
        Fake.Add(SalesforceApi.User, "005000000000001AAA").Set("Name", "Ana Ruiz").Set("Email", "ana@example.com").Set("IsActive", true).Set("UserType", "Standard");
        Fake.Add(SalesforceApi.User, "005000000000002AAA").Set("Name", "Bo Ek").Set("Email", "bo@example.com").Set("IsActive", false).Set("UserType", "Standard");
    }

    private FakeSalesforce Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Theory]
    [InlineData("upsell", null)]
    [InlineData("Upsel", "Crm:DealKinds 'Upsel' is no value of Type in Salesforce; the nearest is 'Upsell'")]
    [InlineData("More of it", "Crm:DealKinds 'More of it' is no value of Type in Salesforce; that is its label, the value is 'Upsell'")]
    [InlineData("something else", "Crm:DealKinds 'something else' is no value of Type in Salesforce; known: New Business, Upsell")]
    public async Task A_type_of_opportunity_that_cannot_be_picked_is_said_with_the_one_that_is_meant(string value, string? said)
    {
        _pulling.Options.DealKinds[value] = "Expansion";
        Assert.Equal(said is null ? [] : [said], (await _pulling.OpenAsync()).Misnamed);
    }

    [Fact]
    public async Task Where_salesforce_names_no_values_nothing_is_amiss()
    {
        Fake.Options.Clear();
        Fake.RecordTypes = null;
        _pulling.Options.DealKinds["upsell"] = "Expansion";
        _pulling.Options.CoachingTypes = ["Guidance"];
        _pulling.Options.Include.Pipelines = ["Direct"];

        Assert.Empty((await _pulling.OpenAsync()).Misnamed);
        Assert.DoesNotContain(Fake.Requests, r => r.Address.Contains("FROM%20User%20", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_wrong_names_are_said_at_once_and_the_sync_goes_on()
    {
        _pulling.Options.CoachingTypes = ["1:1 coachng", "1:1 coaching", "coached call"];
        _pulling.Options.Include.Pipelines = ["Drect", "opportunity", "DIRECT"];
        _pulling.Options.Exclude.Pipelines = ["Master"];
        _pulling.Options.Include.Owners = ["005000000000001AAA", "bo@example.com", "Ana Ruiz"];
        _pulling.Options.Exclude.Owners = ["Anna Ruiz", "nobody@example.com"];

        await _pulling.PullAsync();

        Assert.Equal(
            [
                "Crm:Include:Pipelines 'Drect' is no record type of opportunities in Salesforce; the nearest is 'Direct'",
                "Crm:Exclude:Pipelines 'Master' is no record type of opportunities in Salesforce; name it as Salesforce does, or take it out",
                "Crm:CoachingTypes '1:1 coachng' is no value of Type in Salesforce; the nearest is '1:1 Coaching'",
                "Crm:Exclude:Owners 'Anna Ruiz' is no user in Salesforce; the nearest is 'Ana Ruiz'",
                "Crm:Exclude:Owners 'nobody@example.com' is no user in Salesforce; name it as Salesforce does, or take it out",
            ],
            _pulling.Account!.Misnamed);
    }

    [Fact]
    public async Task All_fields_that_are_not_there_are_said_at_once_and_stop()
    {
        _pulling.Options.AmountField = "Amont";
        _pulling.Options.Fields.DealKind = "Tpe";
        _pulling.Options.Fields.Margin = "Margn__c";
        _pulling.Options.Fields.Competitors = "NoSuchThingAtAll__c";
        _pulling.Options.Fields.Segment = "Teir__c";
        _pulling.Options.Fields.ChurnedOn = "Tier__c";
        _pulling.Options.Fields.ActivityType = "Typ";
        _pulling.Options.Salesforce.ForecastingType = "OportunityRevenue";
        Fake.Schema[SalesforceApi.Opportunity].Remove("StageName");
        Fake.Add(SalesforceApi.ForecastingType, "0Db000000000001AAA").Set("DeveloperName", "OpportunityRevenue");

        var e = await Assert.ThrowsAsync<CrmException>(_pulling.OpenAsync);

        Assert.Equal(
            [
                "Crm:AmountField 'Amont' is no opportunity field that the user sees in Salesforce; the nearest is 'Amount'",
                "Salesforce does not show the user the field(s) StageName of opportunities; give the user read access to them (field-level security)",
                "Crm:Fields:DealKind 'Tpe' is no field of Opportunity that the user sees in Salesforce; the nearest is 'Type'",
                "Crm:Fields:Margin 'Margn__c' is no field of Opportunity that the user sees in Salesforce; the nearest is 'Margin__c'",
                "Crm:Fields:Competitors 'NoSuchThingAtAll__c' is no field of Opportunity that the user sees in Salesforce; "
                    + "use its API name (custom fields end in __c), give the user read access to it, or leave it empty",
                "Crm:Fields:Segment 'Teir__c' is no field of Account that the user sees in Salesforce; the nearest is 'Tier__c'",
                "Crm:Fields:ChurnedOn 'Tier__c' holds picklist values in Salesforce, not dates; choose another field",
                "Crm:Fields:ActivityType 'Typ' is no field of Event or Task that the user sees in Salesforce; the nearest is 'Type'",
                "Crm:Salesforce:ForecastingType 'OportunityRevenue' is no forecasting type in Salesforce; the nearest is 'OpportunityRevenue'",
            ],
            e.Faults);
    }
}
