using System.Text.Json.Nodes;
using KpiDigest.Crm;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>Values, pipelines and people that the settings name are compared with the account's own.</summary>
public sealed class HubSpotNamesTests : IDisposable
{
    private readonly Pulling _pulling = new();

    public HubSpotNamesTests()
    {
        _pulling.Hub.Options[("deals", "dealtype")] = [("newbusiness", "New Business"), ("upsell_deal", "Upsell")];
        _pulling.Hub.OtherProperties[("meetings", "hs_activity_type")] = "enumeration";
        _pulling.Hub.Options[("meetings", "hs_activity_type")] = [("Coaching", "Coaching"), ("1:1 Coaching", "One to one")];
        _pulling.Hub.Owners.Add(new JsonObject { ["id"] = "7", ["firstName"] = "Ana", ["lastName"] = "Ruiz", ["email"] = "ana@example.test", ["archived"] = false });
        _pulling.Hub.Owners.Add(new JsonObject { ["id"] = "8", ["firstName"] = "Bo", ["lastName"] = "Ek", ["email"] = "bo@example.test", ["archived"] = true });
    }

    public void Dispose() => _pulling.Dispose();

    [Theory]
    [InlineData("newbusiness", null)]
    [InlineData("NEWBUSINESS", null)]
    [InlineData("upsel_deal", "Crm:DealKinds 'upsel_deal' is no value of dealtype in HubSpot; the nearest is 'upsell_deal'")]
    [InlineData("Upsell", "Crm:DealKinds 'Upsell' is no value of dealtype in HubSpot; that is its label, the value is 'upsell_deal'")]
    [InlineData("something else", "Crm:DealKinds 'something else' is no value of dealtype in HubSpot; known: newbusiness, upsell_deal")]
    public async Task A_deal_type_that_is_no_option_is_said_with_the_one_that_is_meant(string value, string? said)
    {
        _pulling.Options.DealKinds[value] = "Expansion";
        Assert.Equal(said is null ? [] : [said], (await _pulling.OpenAsync()).Misnamed);
    }

    [Fact]
    public async Task A_property_that_takes_any_text_and_the_default_of_coaching_are_not_looked_at()
    {
        _pulling.Hub.Options.Clear();
        _pulling.Options.DealKinds["upsell"] = "Expansion";
        Assert.Empty((await _pulling.OpenAsync()).Misnamed);
        Assert.Empty(_pulling.Hub.RequestsTo("/properties/2026-09/meetings"));
        Assert.Empty(_pulling.Hub.RequestsTo("/owners/"));
    }

    [Fact]
    public async Task All_wrong_names_are_said_at_once_and_the_sync_goes_on()
    {
        _pulling.Hub.Deal(1);
        _pulling.Options.CoachingTypes = ["Coachng", "1:1 coaching"];
        _pulling.Options.Include.Pipelines = ["Sales pipelin", "default", "SALES PIPELINE"];
        _pulling.Options.Include.Owners = ["7", "bo@example.test", "Ana Ruiz"];
        _pulling.Options.Exclude.Owners = ["Anna Ruiz", "nobody@example.test"];
        _pulling.Options.Exclude.Pipelines = ["Partners"];

        await _pulling.PullAsync();

        Assert.Equal(
            [
                "Crm:Include:Pipelines 'Sales pipelin' is no deal pipeline in HubSpot; the nearest is 'Sales pipeline'",
                "Crm:Exclude:Pipelines 'Partners' is no deal pipeline in HubSpot; name it as HubSpot does, or take it out",
                "Crm:CoachingTypes 'Coachng' is no value of hs_activity_type in HubSpot; the nearest is 'Coaching'",
                "Crm:Exclude:Owners 'Anna Ruiz' is no owner in HubSpot; the nearest is 'Ana Ruiz'",
                "Crm:Exclude:Owners 'nobody@example.test' is no owner in HubSpot; name it as HubSpot does, or take it out",
            ],
            _pulling.Account!.Misnamed);
    }

    [Fact]
    public async Task All_properties_that_are_not_there_are_said_at_once_and_stop()
    {
        _pulling.Options.AmountField = "amont";
        _pulling.Options.Fields.Margin = "gros_margin";
        _pulling.Options.Fields.Competitors = "no_such_thing_at_all";
        _pulling.Options.Fields.DealKind = "dealtyp";
        _pulling.Options.Fields.Segment = "segement";
        _pulling.Options.Fields.ActivityType = "meeting_type";
        _pulling.Hub.OtherProperties[("companies", "segment")] = "enumeration";

        var e = await Assert.ThrowsAsync<CrmException>(_pulling.OpenAsync);

        Assert.Equal(
            [
                "Crm:AmountField 'amont' is no deal property in HubSpot; the nearest is 'amount'",
                "Crm:Fields:DealKind 'dealtyp' is no property of deals in HubSpot; the nearest is 'dealtype'",
                "Crm:Fields:Margin 'gros_margin' is no property of deals in HubSpot; the nearest is 'gross_margin'",
                "Crm:Fields:Competitors 'no_such_thing_at_all' is no property of deals in HubSpot; use the property's internal name, as in HubSpot's property settings, or leave it empty",
                "Crm:Fields:Segment 'segement' is no property of companies in HubSpot; the nearest is 'segment'",
                "Crm:Fields:ActivityType 'meeting_type' is no property of meetings in HubSpot; use the property's internal name, as in HubSpot's property settings, or leave it empty",
            ],
            e.Faults);
        Assert.Equal(string.Join("; ", e.Faults), e.Message);
    }
}
