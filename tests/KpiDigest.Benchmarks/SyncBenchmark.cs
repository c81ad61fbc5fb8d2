using KpiDigest.Crm;
using KpiDigest.Crm.HubSpot;
using KpiDigest.DemoCrm;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Benchmarks;

/// <summary>
/// A whole first sync, pages to stored versions, against the slower of its two halves alone: the client without a store, and SQLite without
/// anything around it. Fetching and storing overlap, so it should come near to that.
/// </summary>
internal static class SyncBenchmark
{
    private const double Target = 0.7;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("kpidigest-benchmark-").FullName;
        try
        {
            await using var server = await DemoCrmServer.StartAsync(DemoCompany.Generate(), 0, null, CancellationToken.None);
            using var replay = new ReplayHandler(server.Token);
            var options = ClientBenchmark.Unlimited(server);
            var (pages, facts) = await PullAsync(options, replay);
            var synced = Path.Combine(folder, "synced.db");
            await SyncAsync(options, replay, synced);
            var rows = new RawSqlite(synced);
            var file = 0;
            string Next() => Path.Combine(folder, $"{file++}.db");
            Console.WriteLine($"  {facts:N0} facts in {pages:N0} pages");
            await SideBySide.RunAsync(
                "facts",
                rounds: 8,
                [
                    new Side("client and mapper, nothing stored", async () => (await PullAsync(options, replay)).Facts),
                    new Side("SQLite prepared inserts of the same rows, nothing fetched", () =>
                    {
                        rows.Write(Next(), (int)Math.Max(1, facts / pages));
                        return Task.FromResult(facts);
                    }),
                ],
                new Side("sync: client, mapper, hashes, versions, cursors", () => SyncAsync(options, replay, Next())),
                Target);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(long Pages, long Facts)> PullAsync(CrmOptions options, HttpMessageHandler transport)
    {
        long pages = 0, facts = 0;
        using var source = new HubSpotSource(options, TimeProvider.System, transport);
        await source.OpenAsync(CancellationToken.None);
        await foreach (var page in source.PullAsync(new Dictionary<string, string>(), full: false, new SilentProgress(), CancellationToken.None))
        {
            pages++;
            facts += page.Facts.Count;
        }

        return (pages, facts);
    }

    private static async Task<long> SyncAsync(CrmOptions options, HttpMessageHandler transport, string file)
    {
        await using var database = new Database(new StoreOptions { ConnectionString = $"Data Source={file}" });
        await new Migrator(database).MigrateAsync(SystemClock.Instance.GetCurrentInstant(), CancellationToken.None);
        using var source = new HubSpotSource(options, TimeProvider.System, transport);
        var summary = await new CrmSync(source, new FactStore(database), TimeProvider.System).RunAsync(full: false, new SilentProgress(), CancellationToken.None);
        return summary.Received;
    }
}
