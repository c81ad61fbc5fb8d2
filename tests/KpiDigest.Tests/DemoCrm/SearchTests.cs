using System.Text.Json;
using KpiDigest.DemoCrm;
using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.Tests.DemoCrm;

public sealed class SearchTests
{
    private const string Path = "/crm/objects/2026-09/deals/search";

    [Fact]
    public async Task A_walk_by_object_id_passes_ten_thousand_and_gives_every_record_once()
    {
        await using var demo = await DemoClient.StartAsync();
        List<long> seen = [];
        for (var last = 0L; ;)
        {
            var (status, page) = await demo.PostAsync(Path, Body(Filter("hs_object_id", "GT", last.ToString()), limit: 200));
            Assert.Equal(200, status);
            var ids = Ids(page);
            if (ids.Count == 0) break;
            seen.AddRange(ids);
            last = ids[^1];
        }

        Assert.True(seen.Count > 10_000);
        Assert.Equal(DemoWorld.Living.Select(d => d.Id).Order(), seen);
    }

    [Fact]
    public async Task Offsets_end_at_ten_thousand_although_the_total_says_more()
    {
        await using var demo = await DemoClient.StartAsync();
        var (status, last) = await demo.PostAsync(Path, Body(after: 9_800, limit: 200));
        Assert.Equal((200, 200), (status, Ids(last).Count));
        Assert.Equal(DemoWorld.Living.Count(), last.GetProperty("total").GetInt32());
        Assert.Equal("10000", last.GetProperty("paging").GetProperty("next").GetProperty("after").GetString());
        var (beyond, body) = await demo.PostAsync(Path, Body(after: 10_000, limit: 200));
        Assert.Equal((400, "VALIDATION_ERROR"), (beyond, RefusalTests.Category(body)));
        Assert.Equal(400, (await demo.PostAsync(Path, Body(after: 9_801, limit: 200))).Status);
    }

    [Fact]
    public async Task Archived_records_never_appear()
    {
        await using var demo = await DemoClient.StartAsync();
        var archived = DemoWorld.Deals.First(d => d.ArchivedAt is not null);
        var (_, page) = await demo.PostAsync(Path, Body(Filter("hs_object_id", "EQ", archived.Id.ToString())));
        Assert.Equal(0, page.GetProperty("total").GetInt32());
        var living = DemoWorld.Living.First();
        demo.Server.Store.Archive("deals", living.Id);
        (_, page) = await demo.PostAsync(Path, Body(Filter("hs_object_id", "EQ", living.Id.ToString())));
        Assert.Equal(0, page.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_window_on_the_modification_time_is_half_open()
    {
        await using var demo = await DemoClient.StartAsync();
        var times = DemoWorld.Living.Select(d => d.Modified.ToUnixTimeMilliseconds()).Order().ToList();
        var (lower, upper) = (times[500], times[900]);
        var (_, page) = await demo.PostAsync(Path, Body($"{Filter("hs_lastmodifieddate", "GTE", lower.ToString())},{Filter("hs_lastmodifieddate", "LT", upper.ToString())}", limit: 1));
        Assert.Equal(times.Count(t => t >= lower && t < upper), page.GetProperty("total").GetInt32());
        var iso = $"{Filter("hs_lastmodifieddate", "BETWEEN", Iso(lower))[..^1]},\"highValue\":\"{Iso(upper)}\"}}";
        (_, page) = await demo.PostAsync(Path, Body(iso, limit: 1));
        Assert.Equal(times.Count(t => t >= lower && t <= upper), page.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("EQ", "dealstage", "closedwon", "d.Stage.IsWon")]
    [InlineData("NEQ", "dealstage", "closedwon", "!won")]
    [InlineData("HAS_PROPERTY", "closed_lost_reason", null, "reason")]
    [InlineData("NOT_HAS_PROPERTY", "amount", null, "no amount")]
    [InlineData("GT", "amount", "20000", "big")]
    [InlineData("LTE", "amount", "20000", "small")]
    [InlineData("CONTAINS_TOKEN", "dealname", "renewal*", "none")]
    public async Task Operators_compare_typed_values(string @operator, string property, string? value, string what)
    {
        Func<DealRecord, bool> expected = what switch
        {
            "d.Stage.IsWon" => d => d.Stage.Id == "closedwon",
            "!won" => d => d.Stage.Id != "closedwon",
            "reason" => d => d.LostReason is not null,
            "no amount" => d => d.Amount is null,
            "big" => d => d.Amount > 20_000,
            "small" => d => d.Amount <= 20_000,
            _ => d => d.Name.Contains("renewal", StringComparison.OrdinalIgnoreCase),
        };
        await using var demo = await DemoClient.StartAsync();
        var (status, page) = await demo.PostAsync(Path, Body(Filter(property, @operator, value)));
        Assert.Equal(200, status);
        Assert.Equal(DemoWorld.Living.Count(expected), page.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Groups_are_or_filters_are_and()
    {
        await using var demo = await DemoClient.StartAsync();
        var body = $$"""{"filterGroups":[{"filters":[{{Filter("dealtype", "EQ", "renewal")}},{{Filter("hs_is_closed_won", "EQ", "true")}}]},{"filters":[{{Filter("deal_currency_code", "EQ", "USD")}}]}],"sorts":[],"properties":[],"limit":1,"after":"0"}""";
        var (_, page) = await demo.PostAsync(Path, body);
        Assert.Equal(DemoWorld.Living.Count(d => (d.Kind == "renewal" && d.Stage.IsWon) || d.Currency == "USD"), page.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task In_on_texts_wants_lower_case_values()
    {
        await using var demo = await DemoClient.StartAsync();
        var name = DemoWorld.Living.First().Name;
        Assert.Equal(0, (await TotalAsync(demo, name)));
        Assert.True(await TotalAsync(demo, name.ToLowerInvariant()) > 0);
    }

    [Fact]
    public async Task Sorting_runs_both_ways_and_by_any_property()
    {
        await using var demo = await DemoClient.StartAsync();
        var (_, page) = await demo.PostAsync(Path, Body(limit: 3, sorts: "[\"-hs_object_id\"]"));
        Assert.Equal(DemoWorld.Living.Select(d => d.Id).OrderDescending().Take(3), Ids(page));
        (_, page) = await demo.PostAsync(Path, Body(limit: 1, sorts: """[{"propertyName":"amount","direction":"DESCENDING"}]"""));
        Assert.Equal(DemoWorld.Living.MaxBy(d => d.Amount)!.Id, Ids(page)[0]);
    }

    [Theory]
    [InlineData("after")]
    [InlineData("filterGroups")]
    [InlineData("limit")]
    [InlineData("properties")]
    [InlineData("sorts")]
    public async Task Each_of_the_five_members_is_required(string member)
    {
        await using var demo = await DemoClient.StartAsync();
        var full = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Body())!;
        full.Remove(member);
        var (status, body) = await demo.PostAsync(Path, JsonSerializer.Serialize(full));
        Assert.Equal((400, "VALIDATION_ERROR"), (status, RefusalTests.Category(body)));
        Assert.Contains(member, body.GetProperty("message").GetString());
    }

    [Fact]
    public async Task What_goes_beyond_the_documented_limits_is_400()
    {
        await using var demo = await DemoClient.StartAsync();
        var filter = Filter("amount", "GT", "1");
        string Groups(int groups, int filters) => string.Join(',', Enumerable.Repeat($$"""{"filters":[{{string.Join(',', Enumerable.Repeat(filter, filters))}}]}""", groups));
        string Full(string groups) => $$"""{"filterGroups":[{{groups}}],"sorts":[],"properties":[],"limit":1,"after":"0"}""";
        Assert.Equal(200, (await demo.PostAsync(Path, Full(Groups(3, 6)))).Status);
        Assert.Equal(200, (await demo.PostAsync(Path, Full(Groups(5, 3)))).Status);
        string[] refused =
        [
            Body(limit: 201), Body(limit: 0), Body(sorts: "[\"amount\",\"closedate\"]"), Full(Groups(6, 1)), Full(Groups(1, 7)), Full(Groups(5, 4)),
            Body(Filter("no_such_property", "EQ", "1")), Body(Filter("amount", "LIKE", "1")), Body(Filter("amount", "GT", "much")), Body(sorts: "[\"no_such_property\"]"),
            Body(Filter("amount", "EQ", null)), Body(Filter("hs_lastmodifieddate", "GTE", "yesterday")),
            Body().Replace("\"properties\":[", $"\"properties\":[\"{new string('x', 3_000)}\",", StringComparison.Ordinal), "[]", "{", "",
        ];
        foreach (var body in refused)
        {
            var (status, json) = await demo.PostAsync(Path, body);
            Assert.True(status == 400, $"{status} for {body[..Math.Min(body.Length, 200)]}");
            RefusalTests.AssertErrorShape(json);
        }
    }

    [Fact]
    public async Task Search_gives_named_properties_and_the_defaults_but_no_history()
    {
        await using var demo = await DemoClient.StartAsync();
        var (_, page) = await demo.PostAsync(Path, Body(limit: 1));
        var row = page.GetProperty("results")[0];
        Assert.Equal(["dealname", "createdate", "hs_lastmodifieddate", "hs_object_id"], row.GetProperty("properties").EnumerateObject().Select(p => p.Name));
        Assert.False(row.TryGetProperty("propertiesWithHistory", out _));
    }

    [Fact]
    public async Task The_index_lags_where_asked_for()
    {
        var faults = new DemoCrmFaults { SearchLag = Duration.FromSeconds(30) };
        await using var demo = await DemoClient.StartAsync(faults: faults);
        var deal = DemoWorld.Living.First(d => !d.Stage.IsClosed);
        demo.Server.Store.EditDeal(deal.Id, d => d with { Amount = 1 });
        var filter = Filter("hs_object_id", "EQ", deal.Id.ToString());
        Assert.Equal(0, (await demo.PostAsync(Path, Body(filter))).Json.GetProperty("total").GetInt32());
        demo.Server.Store.Now += Duration.FromSeconds(30);
        Assert.Equal(1, (await demo.PostAsync(Path, Body(filter))).Json.GetProperty("total").GetInt32());
    }

    internal static string Body(string filters = "", int after = 0, int limit = 10, string sorts = "[\"hs_object_id\"]") =>
        $$"""{"filterGroups":[{{(filters.Length == 0 ? "" : $$"""{"filters":[{{filters}}]}""")}}],"sorts":{{sorts}},"properties":["dealname","nonsense"],"limit":{{limit}},"after":"{{after}}"}""";

    private static string Filter(string property, string @operator, string? value) =>
        value is null ? $$"""{"propertyName":"{{property}}","operator":"{{@operator}}"}""" : $$"""{"propertyName":"{{property}}","operator":"{{@operator}}","value":"{{value}}"}""";

    private static string Iso(long ms) => Instant.FromUnixTimeMilliseconds(ms).ToString("uuuu-MM-dd'T'HH:mm:ss.fff'Z'", null);

    private static List<long> Ids(JsonElement page) => [.. page.GetProperty("results").EnumerateArray().Select(r => long.Parse(r.GetProperty("id").GetString()!))];

    private static async Task<int> TotalAsync(DemoClient demo, string name)
    {
        var filter = $$"""{"propertyName":"dealname","operator":"IN","values":[{{JsonSerializer.Serialize(name)}}]}""";
        return (await demo.PostAsync(Path, Body(filter))).Json.GetProperty("total").GetInt32();
    }
}
