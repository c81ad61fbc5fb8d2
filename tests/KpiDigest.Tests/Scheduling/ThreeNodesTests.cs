using KpiDigest.Delivery;
using KpiDigest.Outbox;
using KpiDigest.Store;
using KpiDigest.Tests.Outbox;
using KpiDigest.Tests.Runs;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Scheduling;

/// <summary>The same trigger fires on three nodes at once: whatever the scheduler does, the ledger gives one run and one mail a recipient.</summary>
public abstract class ThreeNodesTests : StoreTests
{
    private const int Nodes = 3;
    private const int Times = 4;

    [Fact]
    public async Task A_trigger_that_fires_on_three_nodes_at_once_gives_one_run_and_one_mail_a_recipient()
    {
        await new InstallationStore(Database).ActivateAsync(["weekly"], Workshop.DueAt - Duration.FromHours(1), Now);
        var channel = new ScriptedChannel();
        var source = new FixedSource(Workshop.DueAt);
        using var together = new Barrier(Nodes);
        var planned = await Task.WhenAll(Enumerable.Range(0, Nodes).Select(_ => Task.Run(() => NodeAsync(new Workshop(Database, source), channel, together), Now)));

        Assert.Equal(1, planned.Sum());
        var run = Assert.Single(await new Workshop(Database, source).Runs.ListAsync(null, 10, Now));
        Assert.Equal(1, run.Attempt);
        Assert.Equal(["boss@example.com", "north@example.com"], channel.Left.Select(m => m.Recipient).Order(StringComparer.Ordinal));
        Assert.True(Assert.Single(await new OutboxStore(Database).BooksAsync(Now)).Balance);
    }

    /// <summary>Fires several times, works off what is there, and answers with how many runs it was the first to plan.</summary>
    private static async Task<int> NodeAsync(Workshop shop, ScriptedChannel channel, Barrier together)
    {
        var planned = 0;
        for (var fire = 0; fire < Times; fire++)
        {
            together.SignalAndWait(Now);
            planned += await shop.Planner().PlanDueAsync(Now);
            while (await shop.Worker().RunNextAsync(Now))
            {
            }

            var dispatcher = new OutboxDispatcher(shop.Outbox, channel, new MailOptions(), _ => Task.FromResult(MailMode.Live), TimeProvider.System, SuiteLogs.Of<OutboxDispatcher>());
            while (await dispatcher.DeliverNextAsync(Now))
            {
            }
        }

        return planned;
    }
}

public sealed class ThreeNodesOnSqliteTests : ThreeNodesTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class ThreeNodesOnPostgresTests : ThreeNodesTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
