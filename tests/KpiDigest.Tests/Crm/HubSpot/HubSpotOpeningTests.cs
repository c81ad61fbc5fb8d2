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
    public async Task The_account_gives_zone_currency_and_links()
    {
        var account = await _pulling.OpenAsync();

        Assert.Equal(("62515", "Europe/Berlin", "EUR"), (account.Id, account.TimeZone, account.Currency));
        Assert.Equal("https://app-eu1.hubspot.com/contacts/62515/record/0-3/{id}", account.Links[FactKind.Deal]);
    }
}
