using KpiDigest.Core.Facts;
using KpiDigest.Crm;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>What is found out before anything is pulled.</summary>
public sealed class HubSpotOpeningTests : IDisposable
{
    private readonly Pulling _pulling = new();

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task An_unknown_amount_field_stops_with_the_nearest_name()
    {
        _pulling.Options.AmountField = "amont";

        var e = await Assert.ThrowsAsync<CrmException>(_pulling.OpenAsync);

        Assert.Equal("Crm:AmountField 'amont' is no deal property in HubSpot; the nearest is 'amount'", e.Message);
    }

    [Fact]
    public async Task An_amount_field_that_holds_no_numbers_stops()
    {
        _pulling.Options.AmountField = "dealname";

        Assert.Contains("not numbers", (await Assert.ThrowsAsync<CrmException>(_pulling.OpenAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_property_the_account_lacks_is_a_warning()
    {
        _pulling.Hub.DealProperties.Remove("closed_lost_reason");
        _pulling.Hub.DealProperties.Remove("deal_currency_code");

        Assert.Equal(["deals have no property 'closed_lost_reason' in HubSpot; it counts as not stated"], (await _pulling.OpenAsync()).Warnings);
    }

    [Fact]
    public async Task An_unknown_field_of_the_configuration_stops_with_the_nearest_name()
    {
        _pulling.Options.Fields.Margin = "gros_margin";
        Assert.Equal("Crm:Fields:Margin 'gros_margin' is no property of deals in HubSpot; the nearest is 'gross_margin'", (await Assert.ThrowsAsync<CrmException>(_pulling.OpenAsync)).Message);

        _pulling.Options.Fields.Margin = "gross_margin";
        _pulling.Options.Fields.Segment = "segement";
        _pulling.Hub.OtherProperties[("companies", "segment")] = "enumeration";
        Assert.Equal("Crm:Fields:Segment 'segement' is no property of companies in HubSpot; the nearest is 'segment'", (await Assert.ThrowsAsync<CrmException>(_pulling.OpenAsync)).Message);

        _pulling.Options.Fields.Segment = "segment";
        Assert.Empty((await _pulling.OpenAsync()).Warnings);
    }

    [Fact]
    public async Task A_field_of_the_wrong_type_stops()
    {
        _pulling.Options.Fields.Margin = "rivals";
        Assert.Equal("Crm:Fields:Margin 'rivals' holds string values in HubSpot, not numbers; choose another property", (await Assert.ThrowsAsync<CrmException>(_pulling.OpenAsync)).Message);

        _pulling.Options.Fields.Margin = "";
        _pulling.Options.Fields.ChurnedOn = "lost_on";
        _pulling.Hub.OtherProperties[("companies", "lost_on")] = "datetime";
        Assert.Empty((await _pulling.OpenAsync()).Warnings);
    }

    [Fact]
    public async Task Property_definitions_are_read_only_where_the_configuration_names_some()
    {
        await _pulling.OpenAsync();
        Assert.Equal(["/crm/properties/2026-09/deals"], _pulling.Hub.RequestsTo("/properties/").Select(r => r.Path));

        _pulling.Hub.Requests.Clear();
        _pulling.Options.Fields.LeadConverted = "converted_on";
        _pulling.Hub.OtherProperties[("leads", "converted_on")] = "datetime";
        await _pulling.OpenAsync();
        Assert.Equal(["/crm/properties/2026-09/deals", "/crm/properties/2026-09/leads"], _pulling.Hub.RequestsTo("/properties/").Select(r => r.Path));
    }

    [Fact]
    public async Task Leads_that_the_token_may_not_read_are_missing_with_the_reason()
    {
        _pulling.Hub.Forbidden["leads"] = "crm.objects.leads.read";
        _pulling.Options.Fields.LeadConverted = "converted_on";

        var account = await _pulling.OpenAsync();

        Assert.Equal("HubSpot does not let the token read leads (scope crm.objects.leads.read)", account.Missing[FactKind.Prospect]);
    }

    [Fact]
    public async Task Emails_alone_refused_leave_the_other_activities_and_are_not_even_asked_for_where_they_are_not_wanted()
    {
        _pulling.Hub.Forbidden["emails"] = "sales-email-read";
        var account = await _pulling.OpenAsync();
        Assert.Equal(["HubSpot does not let the token read emails (scope sales-email-read)"], account.Warnings);
        Assert.Empty(account.Missing);

        _pulling.Hub.Requests.Clear();
        _pulling.Options.Emails = false;
        Assert.Empty((await _pulling.OpenAsync()).Warnings);
        Assert.Empty(_pulling.Hub.RequestsTo("emails"));
    }

    [Fact]
    public async Task The_account_gives_zone_currency_and_links()
    {
        var account = await _pulling.OpenAsync();

        Assert.Equal(("62515", "Europe/Berlin", "EUR"), (account.Id, account.TimeZone, account.Currency));
        Assert.Equal("https://app-eu1.hubspot.com/contacts/62515/record/0-3/{id}", account.Links[FactKind.Deal]);
    }
}
