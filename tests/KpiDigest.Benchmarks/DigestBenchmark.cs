using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Crm;
using KpiDigest.Crm.HubSpot;
using KpiDigest.DemoCrm;
using KpiDigest.Rendering;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Benchmarks;

/// <summary>
/// The company's weekly mail, figures → subject, HTML and text, against a StringBuilder that writes the same mail from finished pieces.
/// </summary>
internal static class DigestBenchmark
{
    private const int Mails = 200;

    public static async Task RunAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"kpidigest-benchmark-{Guid.NewGuid():N}.db");
        try
        {
            var renderer = new DigestRenderer(new RenderingOptions { Company = "Benchmark" });
            var (figures, names) = await FiguresAsync(file);
            var audience = new DigestAudience("Ada", "en-GB", DateTimeZone.Utc, "Benchmark", "HubSpot", []);
            var byHand = new WrittenByHand(await renderer.RenderAsync(figures, names, audience, CancellationToken.None));
            Console.WriteLine($"  {byHand.Render().Html.Length:N0} characters of HTML");
            await SideBySide.RunAsync(
                "mails",
                rounds: 15,
                new Side("StringBuilder, finished pieces of the same mail", () => Task.FromResult(Enumerable.Range(0, Mails).LongCount(_ => byHand.Render().Html.Length > 0))),
                new Side("DigestRenderer: model, numbers, templates", async () =>
                {
                    for (var mail = 0; mail < Mails; mail++)
                        await renderer.RenderAsync(figures, names, audience, CancellationToken.None);
                    return Mails;
                }));
        }
        finally
        {
            foreach (var suffix in new[] { "", "-wal", "-shm" })
                File.Delete(file + suffix);
        }
    }

    private static async Task<(DigestFigures, IReadOnlyDictionary<(FactKind Kind, string Id), RecordName>)> FiguresAsync(string file)
    {
        var data = DemoCompany.Generate();
        await using var server = await DemoCrmServer.StartAsync(data, 0, null, CancellationToken.None);
        await using var database = new Database(new StoreOptions { ConnectionString = $"Data Source={file}" });
        await new Migrator(database).MigrateAsync(SystemClock.Instance.GetCurrentInstant(), CancellationToken.None);
        var store = new FactStore(database);
        using var source = new HubSpotSource(ClientBenchmark.Unlimited(server), TimeProvider.System);
        await new CrmSync(source, store, TimeProvider.System).RunAsync(full: false, new SilentProgress(), CancellationToken.None);

        var calendar = new PeriodCalendar(DateTimeZoneProviders.Tzdb[data.TimeZone], 1, []);
        var settings = new SalesFactsSettings(data.EndsAt, calendar, data.Currency, new DealRules(), Reconstructed: true);
        var facts = await store.LoadAsync(source.Name, settings, SystemClock.Instance.GetCurrentInstant(), CancellationToken.None);
        var figures = DigestFiguresBuilder.Build("weekly", facts, Scope.Company, calendar.LastEnded(PeriodKind.Week, data.EndsAt));
        return (figures, await store.DescribeAsync(source.Name, DigestFiguresBuilder.RecordsToName(figures), CancellationToken.None));
    }
}
