using KpiDigest.DemoCrm;
using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.Tests.DemoCrm;

public sealed class DemoCrmStoreTests
{
    [Fact]
    public void An_edit_moves_the_modification_time_and_adds_history_for_what_changed()
    {
        var store = new DemoCrmStore(DemoWorld.Data);
        var before = DemoWorld.Living.First(d => d is { Stage.IsClosed: false, Amount: not null });
        var at = store.Now + Duration.FromMinutes(3);
        var after = store.EditDeal(before.Id, d => d with { Amount = d.Amount + 1, OwnerId = 7 }, at);
        Assert.Equal(at, after.Modified);
        Assert.Equal([Tracked.Amount, Tracked.Owner], after.History.Skip(before.History.Count).Select(h => h.Property));
        Assert.All(after.History.Skip(before.History.Count), h => Assert.Equal(at, h.At));
        Assert.Same(after, store.Find("deals", before.Id));
        Assert.NotEqual(before.Amount, after.Amount);
    }

    [Fact]
    public void Closing_a_deal_sets_its_close_date_as_hubspot_does()
    {
        var store = new DemoCrmStore(DemoWorld.Data);
        var open = DemoWorld.Living.First(d => !d.Stage.IsClosed);
        var won = store.EditDeal(open.Id, d => d with { Stage = d.Stage.Pipeline.Stages.First(s => s.IsWon) });
        Assert.Equal((store.Now, store.Now), (won.Close, won.StageEntered));
        Assert.Contains(won.History, h => h.Property == Tracked.Close && h.At == store.Now);
    }

    [Fact]
    public void Servers_do_not_see_each_others_changes()
    {
        var (one, other) = (new DemoCrmStore(DemoWorld.Data), new DemoCrmStore(DemoWorld.Data));
        var id = DemoWorld.Living.First().Id;
        one.Purge("deals", id);
        Assert.Null(one.Find("deals", id));
        Assert.NotNull(other.Find("deals", id));
    }

    [Fact]
    public async Task Changes_show_while_the_server_runs_even_with_kept_pages()
    {
        await using var demo = await DemoClient.StartAsync();
        demo.Server.CachePages = true;
        var deal = DemoWorld.Living.First();
        var path = $"/crm/objects/2026-09/deals/{deal.Id}?properties=dealname";
        await demo.GetAsync(path);
        demo.Server.Store.EditDeal(deal.Id, d => d with { Name = "changed" });
        Assert.Equal("changed", (await demo.GetAsync(path)).Json.GetProperty("properties").GetProperty("dealname").GetString());
    }

    [Fact]
    public async Task Deleted_records_move_to_the_archived_list_and_back()
    {
        await using var demo = await DemoClient.StartAsync();
        var deal = DemoWorld.Living.First();
        demo.Server.Store.Archive("deals", deal.Id);
        Assert.Equal(404, (await demo.GetAsync($"/crm/objects/2026-09/deals/{deal.Id}")).Status);
        Assert.Equal(200, (await demo.GetAsync($"/crm/objects/2026-09/deals/{deal.Id}?archived=true")).Status);
        demo.Server.Store.Restore("deals", deal.Id);
        Assert.Equal(200, (await demo.GetAsync($"/crm/objects/2026-09/deals/{deal.Id}")).Status);
    }
}
