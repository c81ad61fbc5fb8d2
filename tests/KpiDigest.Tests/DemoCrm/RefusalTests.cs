using System.Net.Http.Headers;
using System.Text.Json;
using KpiDigest.DemoCrm;

namespace KpiDigest.Tests.DemoCrm;

public sealed class RefusalTests
{
    private const string Deals = "/crm/objects/2026-09/deals";

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task A_missing_or_wrong_token_is_401(string? token)
    {
        await using var demo = await DemoClient.StartAsync();
        demo.Http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        var (status, body) = await demo.GetAsync(Deals);
        Assert.Equal((401, "INVALID_AUTHENTICATION"), (status, Category(body)));
        AssertErrorShape(body);
    }

    [Fact]
    public async Task An_expired_token_is_401_from_the_request_on_that_it_expires_at()
    {
        var faults = new DemoCrmFaults();
        faults.ExpireTokenAfter(2);
        await using var demo = await DemoClient.StartAsync(faults: faults);
        Assert.Equal(200, (await demo.GetAsync(Deals)).Status);
        Assert.Equal(200, (await demo.GetAsync(Deals)).Status);
        var (status, body) = await demo.GetAsync(Deals);
        Assert.Equal((401, "EXPIRED_AUTHENTICATION"), (status, Category(body)));
        faults.RenewToken();
        Assert.Equal(200, (await demo.GetAsync(Deals)).Status);
    }

    [Theory]
    [InlineData("crm.objects.deals.read", Deals)]
    [InlineData("crm.objects.deals.read", "/crm/pipelines/2026-09/deals")]
    [InlineData("crm.objects.goals.read", "/crm/objects/2026-09/goal_targets")]
    [InlineData("crm.objects.contacts.read", "/crm/objects/2026-09/meetings")]
    [InlineData("crm.objects.contacts.read", "/crm/objects/2026-09/calls/1")]
    [InlineData("crm.objects.companies.read", "/crm/objects/2026-09/0-2")]
    [InlineData("crm.objects.leads.read", "/crm/objects/2026-09/leads")]
    [InlineData("sales-email-read", "/crm/objects/2026-09/emails")]
    [InlineData("crm.objects.owners.read", "/crm/owners/2026-09")]
    [InlineData("settings.users.teams.read", "/settings/users/2026-03/teams")]
    [InlineData("settings.currencies.read", "/settings/currencies/2026-09/exchange-rates/current")]
    public async Task A_missing_scope_is_403_and_named(string scope, string path)
    {
        var faults = new DemoCrmFaults();
        faults.RemoveScope(scope);
        await using var demo = await DemoClient.StartAsync(faults: faults);
        var (status, body) = await demo.GetAsync(path);
        Assert.Equal((403, "MISSING_SCOPES"), (status, Category(body)));
        Assert.Equal(scope, body.GetProperty("errors")[0].GetProperty("context").GetProperty("requiredGranularScopes")[0].GetString());
        AssertErrorShape(body);
        Assert.Equal(200, (await demo.GetAsync("/account-info/2026-09/details")).Status);
    }

    [Fact]
    public async Task Splits_need_their_scope_at_most_a_hundred_inputs_and_ids()
    {
        const string path = "/deal-splits/2026-09/batch/read";
        var faults = new DemoCrmFaults();
        await using var demo = await DemoClient.StartAsync(faults: faults);
        Assert.Equal(400, (await demo.PostAsync(path, "{}")).Status);
        Assert.Equal(400, (await demo.PostAsync(path, """{ "inputs": [ 7 ] }""")).Status);
        Assert.Equal(400, (await demo.PostAsync(path, $$"""{ "inputs": [ {{string.Join(',', Enumerable.Repeat("""{ "id": "1" }""", 101))}} ] }""")).Status);
        Assert.Equal(200, (await demo.PostAsync(path, """{ "inputs": [ { "id": "1" } ] }""")).Status);
        faults.RemoveScope("crm.dealsplits.read_write");
        Assert.Equal(403, (await demo.PostAsync(path, """{ "inputs": [ { "id": "1" } ] }""")).Status);
    }

    [Fact]
    public async Task Property_definitions_need_either_of_two_scopes()
    {
        var faults = new DemoCrmFaults();
        await using var demo = await DemoClient.StartAsync(faults: faults);
        faults.RemoveScope("crm.schemas.deals.read");
        Assert.Equal(200, (await demo.GetAsync("/crm/properties/2026-09/deals")).Status);
        faults.RemoveScope("crm.objects.deals.read");
        Assert.Equal(403, (await demo.GetAsync("/crm/properties/2026-09/deals")).Status);
    }

    [Theory]
    [InlineData("?limit=101")]
    [InlineData("?limit=0")]
    [InlineData("?limit=ten")]
    [InlineData("?limit=-5")]
    [InlineData("?limit=51&propertiesWithHistory=dealstage")]
    [InlineData("?after=abc")]
    [InlineData("?archived=maybe")]
    public async Task A_list_beyond_the_limits_is_400(string query)
    {
        await using var demo = await DemoClient.StartAsync();
        var (status, body) = await demo.GetAsync(Deals + query);
        Assert.Equal((400, "VALIDATION_ERROR"), (status, Category(body)));
        AssertErrorShape(body);
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("?limit=100", 100)]
    [InlineData("?limit=50&propertiesWithHistory=dealstage", 50)]
    public async Task A_list_at_the_limit_is_answered(string query, int rows)
    {
        await using var demo = await DemoClient.StartAsync();
        var (status, body) = await demo.GetAsync(Deals + query);
        Assert.Equal((200, rows), (status, body.GetProperty("results").GetArrayLength()));
    }

    [Theory]
    [InlineData("/crm/v3/objects/deals")]
    [InlineData("/crm/objects/2025-09/deals")]
    [InlineData("/crm/objects/2026-09/deals/18400000000")]
    [InlineData("/crm/objects/2026-09/deals/x")]
    [InlineData("/crm/owners/2026-09/1")]
    [InlineData("/crm/properties/2026-09/deals/no_such_property")]
    [InlineData("/")]
    public async Task What_does_not_exist_is_404(string path)
    {
        await using var demo = await DemoClient.StartAsync();
        var (status, body) = await demo.GetAsync(path);
        Assert.Equal((404, "OBJECT_NOT_FOUND"), (status, Category(body)));
        AssertErrorShape(body);
    }

    [Fact]
    public async Task An_unknown_object_type_is_400()
    {
        await using var demo = await DemoClient.StartAsync();
        Assert.Equal(400, (await demo.GetAsync("/crm/objects/2026-09/unicorns")).Status);
    }

    [Fact]
    public async Task Writing_is_not_allowed()
    {
        await using var demo = await DemoClient.StartAsync();
        using var response = await demo.Http.DeleteAsync(Deals + "/1", TestContext.Current.CancellationToken);
        Assert.Equal(405, (int)response.StatusCode);
    }

    [Fact]
    public async Task Rates_are_enforced_where_asked_for_and_the_window_moves_on()
    {
        var clock = new SteppingClock();
        var faults = new DemoCrmFaults { EnforceRates = true, RateClock = clock, BurstLimit = 3 };
        await using var demo = await DemoClient.StartAsync(faults: faults);
        for (var i = 0; i < 5; i++) Assert.Equal(200, (await demo.PostAsync(Deals + "/search", SearchTests.Body())).Status);
        var (status, body) = await demo.PostAsync(Deals + "/search", SearchTests.Body());
        Assert.Equal((429, "SECONDLY", "RATE_LIMIT"), (status, body.GetProperty("policyName").GetString(), body.GetProperty("errorType").GetString()));
        for (var i = 0; i < 3; i++) Assert.Equal(200, (await demo.GetAsync(Deals)).Status);
        Assert.Equal("TEN_SECONDLY_ROLLING", (await demo.GetAsync(Deals)).Json.GetProperty("policyName").GetString());
        clock.Step(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await demo.PostAsync(Deals + "/search", SearchTests.Body())).Status);
        Assert.Equal(429, (await demo.GetAsync(Deals)).Status);
        clock.Step(TimeSpan.FromSeconds(9));
        Assert.Equal(200, (await demo.GetAsync(Deals)).Status);
    }

    [Fact]
    public async Task Rate_headers_stand_on_every_answer_but_searches()
    {
        await using var demo = await DemoClient.StartAsync();
        using var list = await demo.Http.GetAsync(Deals, TestContext.Current.CancellationToken);
        Assert.Equal("190", list.Headers.GetValues("X-HubSpot-RateLimit-Max").Single());
        Assert.Equal("189", list.Headers.GetValues("X-HubSpot-RateLimit-Remaining").Single());
        Assert.Equal("10000", list.Headers.GetValues("X-HubSpot-RateLimit-Interval-Milliseconds").Single());
        using var content = new StringContent(SearchTests.Body());
        using var search = await demo.Http.PostAsync(Deals + "/search", content, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(search.Headers, h => h.Key.StartsWith("X-HubSpot", StringComparison.OrdinalIgnoreCase));
    }

    internal static string? Category(JsonElement body) => body.GetProperty("category").GetString();

    internal static void AssertErrorShape(JsonElement body)
    {
        Assert.Equal("error", body.GetProperty("status").GetString());
        Assert.NotEmpty(body.GetProperty("message").GetString()!);
        Assert.NotEmpty(body.GetProperty("correlationId").GetString()!);
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Step(TimeSpan by) => _ticks += by.Ticks;
    }
}
