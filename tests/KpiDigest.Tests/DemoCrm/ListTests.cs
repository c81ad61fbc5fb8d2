namespace KpiDigest.Tests.DemoCrm;

public sealed class ListTests
{
    [Theory]
    [InlineData("deals", 100, "&properties=dealname,amount&associations=companies,contacts")]
    [InlineData("deals", 50, "&propertiesWithHistory=dealstage,closedate")]
    [InlineData("companies", 99, "")]
    [InlineData("contacts", 100, "")]
    [InlineData("leads", 100, "")]
    [InlineData("meetings", 100, "&associations=deals")]
    [InlineData("calls", 100, "")]
    [InlineData("tasks", 7, "")]
    [InlineData("goal_targets", 100, "")]
    [InlineData("line_items", 100, "")]
    public async Task Paging_gives_every_living_record_exactly_once(string type, int limit, string query)
    {
        await using var demo = await DemoClient.StartAsync();
        var ids = await WalkAsync(demo, $"/crm/objects/2026-09/{type}?limit={limit}{query}");
        var expected = demo.Server.Store.All<KpiDigest.DemoCrm.Records.DemoRecord>(type).Where(r => r.ArchivedAt is null).Select(r => r.Id).Order();
        Assert.Equal(expected, ids);
    }

    [Fact]
    public async Task Archived_records_are_listed_apart_with_their_time()
    {
        await using var demo = await DemoClient.StartAsync();
        var ids = await WalkAsync(demo, "/crm/objects/2026-09/deals?limit=100&archived=true");
        Assert.Equal(DemoWorld.Deals.Where(d => d.ArchivedAt is not null).Select(d => d.Id).Order(), ids);
        var (_, page) = await demo.GetAsync("/crm/objects/2026-09/deals?limit=1&archived=true");
        Assert.True(page.GetProperty("results")[0].GetProperty("archived").GetBoolean());
        Assert.NotEmpty(page.GetProperty("results")[0].GetProperty("archivedAt").GetString()!);
    }

    internal static async Task<List<long>> WalkAsync(DemoClient demo, string path)
    {
        List<long> ids = [];
        for (string? after = null; ;)
        {
            var (status, page) = await demo.GetAsync(after is null ? path : $"{path}&after={after}");
            Assert.Equal(200, status);
            ids.AddRange(page.GetProperty("results").EnumerateArray().Select(r => long.Parse(r.GetProperty("id").GetString()!)));
            if (!page.TryGetProperty("paging", out var paging)) return ids;
            after = paging.GetProperty("next").GetProperty("after").GetString();
        }
    }
}
