using System.Text.Json;

namespace KpiDigest.Tests.DemoCrm;

public sealed class SettingsTests
{
    [Fact]
    public async Task The_account_says_its_zone_offset_and_currencies()
    {
        await using var demo = await DemoClient.StartAsync();
        var (_, account) = await demo.GetAsync("/account-info/2026-09/details");
        Assert.Equal(("Europe/Berlin", "+01:00", 3_600_000, "EUR"), (
            account.GetProperty("timeZone").GetString(), account.GetProperty("utcOffset").GetString(),
            account.GetProperty("utcOffsetMilliseconds").GetInt32(), account.GetProperty("companyCurrency").GetString()));
        Assert.Equal("USD", Assert.Single(account.GetProperty("additionalCurrencies").EnumerateArray()).GetString());
        var (_, usage) = await demo.GetAsync("/account-info/2026-09/api-usage/daily/private-apps");
        Assert.Equal(2, usage.GetProperty("results")[0].GetProperty("currentUsage").GetInt32());
    }

    [Fact]
    public async Task Owners_page_and_leavers_are_archived_without_user_id_and_teams()
    {
        await using var demo = await DemoClient.StartAsync();
        List<JsonElement> owners = [];
        for (var path = "/crm/owners/2026-09?limit=20"; path is not null;)
        {
            var (_, page) = await demo.GetAsync(path);
            owners.AddRange(page.GetProperty("results").EnumerateArray());
            path = page.TryGetProperty("paging", out var paging) ? "/crm/owners/2026-09?limit=20&after=" + Uri.EscapeDataString(paging.GetProperty("next").GetProperty("after").GetString()!) : null;
        }

        Assert.Equal(46, owners.Select(o => o.GetProperty("id").GetString()).Distinct().Count());
        Assert.All(owners, o => Assert.Single(o.GetProperty("teams").EnumerateArray(), t => t.GetProperty("primary").GetBoolean()));
        var (_, left) = await demo.GetAsync("/crm/owners/2026-09?archived=true");
        Assert.Equal(3, left.GetProperty("results").GetArrayLength());
        Assert.All(left.GetProperty("results").EnumerateArray(), o =>
        {
            Assert.Equal(JsonValueKind.Null, o.GetProperty("userId").ValueKind);
            Assert.Equal(JsonValueKind.Number, o.GetProperty("userIdIncludingInactive").ValueKind);
            Assert.False(o.TryGetProperty("teams", out _));
        });
        Assert.Equal(400, (await demo.GetAsync("/crm/owners/2026-09?limit=501")).Status);
        Assert.Equal(400, (await demo.GetAsync("/crm/owners/2026-09?after=!!")).Status);
    }

    [Fact]
    public async Task Teams_name_their_users()
    {
        await using var demo = await DemoClient.StartAsync();
        var (_, teams) = await demo.GetAsync("/settings/users/2026-03/teams");
        var all = teams.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(DemoWorld.Data.Teams.Select(t => t.Name), all.Select(t => t.GetProperty("name").GetString()));
        Assert.Equal(46, all.Sum(t => t.GetProperty("userIds").GetArrayLength()));
        Assert.Equal(2, all.Sum(t => t.GetProperty("secondaryUserIds").GetArrayLength()));
    }

    [Fact]
    public async Task Pipelines_hold_their_metadata_as_texts()
    {
        await using var demo = await DemoClient.StartAsync();
        var (_, pipelines) = await demo.GetAsync("/crm/pipelines/2026-09/deals");
        var stages = pipelines.GetProperty("results")[0].GetProperty("stages").EnumerateArray().ToDictionary(s => s.GetProperty("id").GetString()!, s => s.GetProperty("metadata"));
        Assert.Equal(("true", "1.0"), (stages["closedwon"].GetProperty("isClosed").GetString(), stages["closedwon"].GetProperty("probability").GetString()));
        Assert.Equal(("true", "0.0"), (stages["closedlost"].GetProperty("isClosed").GetString(), stages["closedlost"].GetProperty("probability").GetString()));
        Assert.Equal(2, pipelines.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task Rates_are_dated_and_the_current_one_is_the_last()
    {
        await using var demo = await DemoClient.StartAsync();
        var (_, page) = await demo.GetAsync("/settings/currencies/2026-09/exchange-rates?limit=5");
        Assert.Equal(5, page.GetProperty("results").GetArrayLength());
        Assert.True(page.TryGetProperty("paging", out _));
        var (_, current) = await demo.GetAsync("/settings/currencies/2026-09/exchange-rates/current");
        var rate = Assert.Single(current.GetProperty("results").EnumerateArray());
        Assert.Equal(("USD", "EUR", DemoWorld.Data.Rates[^1].Rate), (rate.GetProperty("fromCurrencyCode").GetString(), rate.GetProperty("toCurrencyCode").GetString(), rate.GetProperty("conversionRate").GetDecimal()));
        Assert.Equal("EUR", (await demo.GetAsync("/settings/currencies/2026-09/company-currency")).Json.GetProperty("currencyCode").GetString());
    }

    [Fact]
    public async Task A_property_definition_names_type_and_options()
    {
        await using var demo = await DemoClient.StartAsync();
        var (status, property) = await demo.GetAsync("/crm/properties/2026-09/deals/hs_manual_forecast_category");
        Assert.Equal((200, "enumeration"), (status, property.GetProperty("type").GetString()));
        Assert.Contains(property.GetProperty("options").EnumerateArray(), o => o.GetProperty("value").GetString() == "COMMIT");
    }
}
