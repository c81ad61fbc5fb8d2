using System.Text.Json;
using KpiDigest.DemoCrm.Records;

namespace KpiDigest.Tests.DemoCrm;

public sealed class BatchTests
{
    private const string Read = "/crm/objects/2026-09/deals/batch/read";

    [Theory]
    [InlineData(100, "", 200)]
    [InlineData(101, "", 400)]
    [InlineData(50, "\"dealstage\"", 200)]
    [InlineData(51, "\"dealstage\"", 400)]
    public async Task Inputs_are_limited_to_100_and_with_history_to_50(int count, string history, int expected)
    {
        await using var demo = await DemoClient.StartAsync();
        var (status, body) = await demo.PostAsync(Read, Body(DemoWorld.Living.Take(count).Select(d => d.Id), history));
        Assert.Equal(expected, status);
        if (status == 200) Assert.Equal(count, body.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task Missing_and_archived_ids_make_it_207_and_are_named()
    {
        await using var demo = await DemoClient.StartAsync();
        var archived = DemoWorld.Deals.First(d => d.ArchivedAt is not null).Id;
        var (status, body) = await demo.PostAsync(Read, Body([DemoWorld.Living.First().Id, archived, 17]));
        Assert.Equal((207, 1, 1), (status, body.GetProperty("results").GetArrayLength(), body.GetProperty("numErrors").GetInt32()));
        var error = body.GetProperty("errors")[0];
        Assert.Equal("OBJECT_NOT_FOUND", error.GetProperty("category").GetString());
        Assert.Equal([archived.ToString(), "17"], error.GetProperty("context").GetProperty("ids").EnumerateArray().Select(i => i.GetString()!));
        var (ofArchived, _) = await demo.PostAsync(Read + "?archived=true", Body([archived]));
        Assert.Equal(200, ofArchived);
    }

    [Fact]
    public async Task A_merged_id_answers_with_the_winner_and_the_loser_is_listed_no_more()
    {
        await using var demo = await DemoClient.StartAsync();
        var (winner, loser) = (DemoWorld.Living.First().Id, DemoWorld.Living.Skip(1).First().Id);
        demo.Server.Store.Merge("deals", winner, loser);
        var (_, body) = await demo.PostAsync(Read, Body([loser], properties: "\"hs_merged_object_ids\""));
        var result = Assert.Single(body.GetProperty("results").EnumerateArray());
        Assert.Equal(winner.ToString(), result.GetProperty("id").GetString());
        Assert.Contains(loser.ToString(), result.GetProperty("properties").GetProperty("hs_merged_object_ids").GetString());
        Assert.Equal(winner.ToString(), (await demo.GetAsync($"/crm/objects/2026-09/deals/{loser}")).Json.GetProperty("id").GetString());
        Assert.DoesNotContain(loser, await ListTests.WalkAsync(demo, "/crm/objects/2026-09/deals?limit=100"));
        var generated = DemoWorld.Living.First(d => d.MergedIds.Count > 0);
        Assert.Equal(generated.Id.ToString(), (await demo.GetAsync($"/crm/objects/2026-09/deals/{generated.MergedIds[0]}")).Json.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"inputs":[],"properties":[]}""")]
    [InlineData("""{"inputs":[{"name":"x"}],"properties":[],"propertiesWithHistory":[]}""")]
    [InlineData("""{"inputs":"x","properties":[],"propertiesWithHistory":[]}""")]
    public async Task A_body_that_lacks_something_is_400(string body)
    {
        await using var demo = await DemoClient.StartAsync();
        Assert.Equal(400, (await demo.PostAsync(Read, body)).Status);
    }

    [Fact]
    public async Task Associations_lead_both_ways_and_those_without_any_do_not_appear()
    {
        await using var demo = await DemoClient.StartAsync();
        var deal = DemoWorld.Living.First();
        var lonely = deal with { Id = 1, CompanyId = 0, ContactId = 0 };
        demo.Server.Store.Put("deals", lonely);
        var (status, body) = await demo.PostAsync("/crm/associations/2026-09/deals/companies/batch/read", Body([deal.Id, 1]));
        Assert.Equal((200, 1), (status, body.GetProperty("results").GetArrayLength()));
        var to = body.GetProperty("results")[0].GetProperty("to")[0];
        Assert.Equal(deal.CompanyId, to.GetProperty("toObjectId").GetInt64());
        Assert.Equal([5, 341], to.GetProperty("associationTypes").EnumerateArray().Select(t => t.GetProperty("typeId").GetInt32()));

        (_, body) = await demo.PostAsync("/crm/associations/2026-09/companies/deals/batch/read", Body([deal.CompanyId]));
        var back = body.GetProperty("results")[0].GetProperty("to").EnumerateArray().Select(t => t.GetProperty("toObjectId").GetInt64());
        Assert.Equal(DemoWorld.Living.Where(d => d.CompanyId == deal.CompanyId).Select(d => d.Id).Order(), back.Order());
        Assert.Equal(207, (await demo.PostAsync("/crm/associations/2026-09/deals/companies/batch/read", Body([17]))).Status);
    }

    [Fact]
    public async Task History_is_newest_first_and_ends_at_the_present_value()
    {
        await using var demo = await DemoClient.StartAsync();
        var deal = DemoWorld.Living.First(d => d.History.Count(h => h.Property == Tracked.Close) > 3);
        var (_, body) = await demo.PostAsync(Read, Body([deal.Id], "\"closedate\",\"dealname\"", "\"closedate\""));
        var row = body.GetProperty("results")[0];
        var entries = row.GetProperty("propertiesWithHistory").GetProperty("closedate").EnumerateArray().ToList();
        Assert.Equal(row.GetProperty("properties").GetProperty("closedate").GetString(), entries[0].GetProperty("value").GetString());
        var times = entries.Select(e => e.GetProperty("timestamp").GetString()).ToList();
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
        Assert.All(entries, e => Assert.NotEmpty(e.GetProperty("sourceType").GetString()!));
        Assert.Equal(0, row.GetProperty("propertiesWithHistory").GetProperty("dealname").GetArrayLength());
    }

    [Fact]
    public async Task All_property_values_are_texts_or_null()
    {
        await using var demo = await DemoClient.StartAsync();
        var (_, definitions) = await demo.GetAsync("/crm/properties/2026-09/deals");
        var names = string.Join(',', definitions.GetProperty("results").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        var (_, page) = await demo.GetAsync($"/crm/objects/2026-09/deals?limit=100&properties={names},no_such_property");
        var kinds = page.GetProperty("results").EnumerateArray().SelectMany(r => r.GetProperty("properties").EnumerateObject()).Select(p => p.Value.ValueKind).Distinct();
        Assert.All(kinds, k => Assert.True(k is JsonValueKind.String or JsonValueKind.Null));
        Assert.False(page.GetProperty("results")[0].GetProperty("properties").TryGetProperty("no_such_property", out _));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", page.GetProperty("results")[0].GetProperty("properties").GetProperty("createdate").GetString());
    }

    private static string Body(IEnumerable<long> ids, string history = "", string properties = "") =>
        $$"""{"inputs":[{{string.Join(',', ids.Select(i => $$"""{"id":"{{i}}"}"""))}}],"properties":[{{properties}}],"propertiesWithHistory":[{{history}}]}""";
}
