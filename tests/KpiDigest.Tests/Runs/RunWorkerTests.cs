using KpiDigest.Configuration;
using KpiDigest.Runs;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>Runs whose digest a worker does not know, or not yet.</summary>
public sealed class RunWorkerTests : RunTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Fact]
    public async Task A_digest_that_a_newer_configuration_brings_is_run_by_the_same_worker()
    {
        var shop = Shop();
        var current = new CurrentSettings(new Workshop(Database, shop.Source, more: """ "Digests": [] """).Settings);
        var worker = shop.Worker(current: current);
        await shop.PlanAsync();
        Assert.True(await worker.RunNextAsync(Now));
        Assert.Equal(RunState.Planned, Assert.Single(await shop.Runs.ListAsync(null, 10, Now)).State);

        current.Take(shop.Settings);
        await ExecuteAsync("update runs set not_before = 0");

        Assert.True(await worker.RunNextAsync(Now));
        Assert.Equal(RunState.Enqueued, Assert.Single(await shop.Runs.ListAsync(null, 10, Now)).State);
    }

    [Fact]
    public async Task A_digest_that_no_worker_knows_any_more_fails_after_some_attempts_and_says_so()
    {
        var shop = Shop();
        await shop.Runs.PlanAsync(Workshop.Week46 with { Digest = "gone" }, Workshop.DueAt, Workshop.DueAt + Duration.FromDays(36500), Now);

        for (var attempt = 0; attempt < 4; attempt++)
        {
            Assert.True(await shop.Worker().RunNextAsync(Now));
            await ExecuteAsync("update runs set not_before = 0");
        }

        Assert.False(await shop.Worker().RunNextAsync(Now));
        var failed = Assert.Single(await shop.Runs.ListAsync(null, 10, Now));
        Assert.Equal(RunState.Failed, failed.State);
        Assert.Contains("'gone' is no longer configured", failed.Reason, StringComparison.Ordinal);
    }

    private Workshop Shop() => new(Database, new FixedSource(Workshop.DueAt));
}
