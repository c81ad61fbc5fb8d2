using System.Globalization;
using KpiDigest.Tests.Runs.Cluster;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>
/// Two workers, 500 readers, and everything that can happen to them: killed again and again while a mail is leaving, frozen, the database
/// restarted, the mail server refusing. What arrived is counted at the receiver. <c>tests/chaos.sh</c> runs it alone, with 200 kills.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Connections = 1;
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(30);

    // Only bounds for what never ends.
    private static readonly Duration Settle = Duration.FromSeconds(400);
    private static readonly TimeSpan Reached = TimeSpan.FromSeconds(120);

    private readonly List<ProgramProcess> _workers = [];
    private readonly Random _chance = new(20260101);
    private int _hits;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("KPIDIGEST_TEST_KILLS") is { Length: > 0 } kills ? kills : "20", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Kills_freezes_a_restarted_database_and_a_refusing_server_lose_and_double_nothing()
    {
        await using var servers = await OwnServers.StartAsync();
        // Content is answered late, so that a mail is in mid-air most of the time.
        await servers.TroubleAsync("slow", "3");
        await using var site = await ClusterSite.StartAsync(
            new ClusterPlan(1, Duration.FromSeconds(5), Duration.Zero) { Readers = 500, Connections = Connections, TimeoutSeconds = 5, Servers = servers });
        _workers.AddRange([site.Join(), site.Join()]);

        var kills = Kills;
        for (var kill = 0; kill < kills; kill++)
        {
            await KillAsync(site);
            if (kill == kills / 4) await FreezeAsync(site);
            if (kill == kills / 2) await servers.TroubleAsync("restart-database");
            if (kill == kills * 3 / 4) await RefuseAsync(site, servers);
        }

        output.WriteLine($"{kills} kills, {_hits} of them while a mail was leaving; {await site.InStateAsync("waiting")} mails waited after the last");
        await servers.TroubleAsync("slow", "0");
        Restart(site);
        await ClusterBooks.SettleAsync(site, Settle);
        output.WriteLine($"{site.Expected} expected, {await site.InStateAsync("sent")} sent, {await site.InStateAsync("unknown")} unknown, {site.Arrived().Count} arrived, each once");

        // The frozen worker and those that the database left may each have had a mail in mid-air too.
        await ClusterBooks.HoldAsync(site, (kills + 3) * Connections);
        Assert.True(_hits * 2 >= kills, $"Only {_hits} of {kills} kills hit a mail that was leaving.");
    }

    // The worker that is sending, a moment after it began; now and then any.
    private async Task KillAsync(ClusterSite site)
    {
        ProgramProcess? victim = _chance.Next(10) == 0 ? _workers[_chance.Next(_workers.Count)] : null;
        var patience = Task.Delay(Reached, Now);
        while (victim is null)
        {
            if (patience.IsCompleted) Assert.Fail($"Nothing was sent for {Reached.TotalSeconds} s:\n{site.Log()}");
            await Task.Delay(_chance.Next(20, 200), Now);
            Restart(site);
            foreach (var worker in _workers)
                if (await site.IsSendingAsync(worker)) victim = worker;
        }

        await victim.KillAsync();
        if (await site.IsSendingAsync(victim)) _hits++;
        _workers.Remove(victim);
        _workers.Add(site.Join());
    }

    // As a service manager would: one that starts while the database is away says so and ends.
    private void Restart(ClusterSite site)
    {
        for (var i = 0; i < _workers.Count; i++)
            if (_workers[i].HasExited) _workers[i] = site.Join();
    }

    // A third worker keeps the pair complete meanwhile; the frozen one is dismissed when it has been awake for a while.
    private async Task FreezeAsync(ClusterSite site)
    {
        var frozen = _workers[0];
        frozen.Freeze();
        _workers[0] = site.Join();
        await Task.Delay(Frozen, Now);
        frozen.Thaw();
        await Task.Delay(TimeSpan.FromSeconds(3), Now);
        await frozen.StopAsync();
    }

    private static async Task RefuseAsync(ClusterSite site, OwnServers servers)
    {
        await servers.TroubleAsync("later");
        await Task.Delay(TimeSpan.FromSeconds(4), Now);
        await servers.TroubleAsync("accept");
        Assert.True(await site.InStateAsync("waiting") > 0, "Everything was sent before the refusals; the test proves nothing about them.");
    }
}
