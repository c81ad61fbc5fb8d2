using KpiDigest.Tests.Runs.Cluster;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>
/// Real workers, a real PostgreSQL, a real mail server: what a clustered scheduler does when its nodes come, go, freeze and die (misses,
/// doubles and repeats firings) must neither double nor lose a mail.
/// </summary>
public sealed class ClusterTests
{
    // Of one worker that dies, as many mails may be in mid-air as it has connections.
    private const int InMidAir = 2;

    // Only a bound for what never ends; a busy machine may need some of it.
    private static readonly Duration Settle = Duration.FromSeconds(240);

    [Fact]
    public async Task Digests_missed_while_the_service_was_down_are_sent_once_after_a_restart()
    {
        await using var site = await ClusterSite.StartAsync(new ClusterPlan(6, Duration.FromSeconds(8), Duration.FromSeconds(3)));
        await using (var first = site.Join())
        {
            await ClusterSite.UntilAsync(site.LastDue - Duration.FromSeconds(9));
            await first.StopAsync();
        }

        await ClusterSite.UntilAsync(site.LastDue + Duration.FromSeconds(2));
        site.Join();
        await ClusterBooks.SettleAsync(site, Settle);
        await ClusterBooks.HoldAsync(site, unknownAtMost: 0);
    }

    [Fact]
    public async Task Workers_that_join_and_leave_double_and_lose_nothing()
    {
        await using var site = await ClusterSite.StartAsync(new ClusterPlan(8, Duration.FromSeconds(8), Duration.FromSeconds(3)));
        site.Join();
        while (SystemClock.Instance.GetCurrentInstant() < site.LastDue)
        {
            var guest = site.Join();
            await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);
            await guest.StopAsync();
        }

        await ClusterBooks.SettleAsync(site, Settle);
        await ClusterBooks.HoldAsync(site, unknownAtMost: 0);
    }

    [Fact]
    public async Task A_worker_frozen_for_25_seconds_doubles_nothing_when_it_wakes()
    {
        await using var site = await ClusterSite.StartAsync(new ClusterPlan(8, Duration.FromSeconds(8), Duration.FromSeconds(3)));
        var frozen = site.Join();
        site.Join();
        await ClusterSite.UntilAsync(site.LastDue - Duration.FromSeconds(20));
        frozen.Freeze();
        await Task.Delay(TimeSpan.FromSeconds(25), TestContext.Current.CancellationToken);
        frozen.Thaw();

        // It needs a moment to do the harm that it must not do.
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await ClusterBooks.SettleAsync(site, Settle);
        await ClusterBooks.HoldAsync(site, InMidAir);
    }

    [Fact]
    public async Task A_killed_workers_runs_and_mails_are_taken_over()
    {
        await using var site = await ClusterSite.StartAsync(new ClusterPlan(8, Duration.FromSeconds(8), Duration.FromSeconds(2)));
        var killed = site.Join();
        site.Join();
        await ClusterSite.UntilAsync(site.LastDue - Duration.FromSeconds(7));
        await killed.KillAsync();
        await ClusterBooks.SettleAsync(site, Settle);
        await ClusterBooks.HoldAsync(site, InMidAir);
    }

    [Fact]
    public async Task A_worker_goes_on_while_a_newer_version_expands_the_schema_and_one_that_starts_then_refuses()
    {
        await using var site = await ClusterSite.StartAsync(new ClusterPlan(6, Duration.FromSeconds(8), Duration.FromSeconds(3)));
        site.Join();
        await ClusterSite.UntilAsync(site.LastDue - Duration.FromSeconds(9));
        await site.ExpandSchemaAsync();
        var late = site.Join();
        Assert.NotEqual(0, await late.ExitAsync(Settle.ToTimeSpan()));
        Assert.Contains("a newer version has used it", late.Output, StringComparison.Ordinal);
        await ClusterBooks.SettleAsync(site, Settle);
        await ClusterBooks.HoldAsync(site, unknownAtMost: 0);
    }

    [Fact]
    [Trait("Length", "Long")]
    public async Task Minutes_of_kills_freezes_and_restarts_double_and_lose_nothing()
    {
        Need.LongRun();
        await using var site = await ClusterSite.StartAsync(new ClusterPlan(90, Duration.FromSeconds(10), Duration.FromSeconds(2)));
        var chance = new Random(20260101);
        var workers = new List<ProgramProcess> { site.Join(), site.Join() };
        var kills = 0;
        while (SystemClock.Instance.GetCurrentInstant() < site.LastDue)
        {
            await Task.Delay(TimeSpan.FromSeconds(chance.Next(2, 7)), TestContext.Current.CancellationToken);
            var victim = workers[chance.Next(workers.Count)];
            workers.Remove(victim);
            switch (chance.Next(3))
            {
                case 0:
                    kills++;
                    await victim.KillAsync();
                    workers.Add(site.Join());
                    break;
                case 1:
                    await victim.StopAsync();
                    workers.Add(site.Join());
                    break;
                default:
                    kills++;
                    victim.Freeze();
                    await Task.Delay(TimeSpan.FromSeconds(chance.Next(6, 26)), TestContext.Current.CancellationToken);
                    victim.Thaw();
                    workers.Add(victim);
                    break;
            }
        }

        await ClusterBooks.SettleAsync(site, Settle);
        await ClusterBooks.HoldAsync(site, kills * InMidAir);
    }
}
