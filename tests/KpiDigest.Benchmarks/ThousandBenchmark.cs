using System.Diagnostics;
using System.Globalization;
using KpiDigest.Configuration;
using KpiDigest.Crm;
using KpiDigest.Outbox;
using KpiDigest.Rendering;
using KpiDigest.Runs;
using KpiDigest.Store;
using KpiDigest.Supplements;
using NodaTime;

namespace KpiDigest.Benchmarks;

/// <summary>
/// Whole runs of 10,000 deals into the outbox: 60 recipients with a scope of their own against 1,000 recipients of the same 60 scopes in two cultures,
/// and the scorecards of these 1,000. The real browser's starts are counted by a script before it.
/// </summary>
internal static class ThousandBenchmark
{
    private const int Scopes = 60;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("kpidigest-thousand-");
        try
        {
            var file = Path.Combine(folder.FullName, "store.db");
            await new BigCompany(file, 10_000).WriteAsync();
            await using var database = new Database(new StoreOptions { ConnectionString = $"Data Source={file}" });
            var prints = Path.Combine(folder.FullName, "prints");
            var settings = Configured(folder.FullName, Counting(folder.FullName, prints));
            foreach (var (digest, period) in new[] { ("weekly-60", "week:2026-11-09"), ("weekly-1000", "week:2026-11-09"), ("scorecard-1000", "quarter:2026-07-01") })
                await MeasureAsync(database, settings, new RunKey(digest, period, 1));
            Console.WriteLine($"  {(File.Exists(prints) ? File.ReadLines(prints).Count() : 0)} browsers were started to print");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(Database database, Settings settings, RunKey key)
    {
        var (runs, facts, shelf, source) = (new RunStore(database), new FactStore(database), new SupplementShelf(new SupplementStore(database), hasFolder: false, settings.Calendar.Zone), new NothingNew());
        var sync = new SourceSync(source, facts, new CrmSync(source, facts, TimeProvider.System), database, new SupplementIntake(new SupplementStore(database), ""), new WeeklyForecasts(facts, new SalesLoad(facts, shelf, settings, source.Name), settings.Calendar, source.Name), TimeProvider.System);
        var press = new DigestPress(facts, shelf, new DigestRenderer(settings.Options.Rendering), settings, source.Name);
        var run = new DigestRun(runs, new OutboxStore(database), sync, press, new MailComposer(settings.Options.Mail, "bench"), new Leavers(facts, new OutboxStore(database), source.Name), settings);
        await runs.PlanAsync(key, BigCompany.AsOf, BigCompany.AsOf + Duration.FromDays(36500), CancellationToken.None);
        var claimed = (await runs.ClaimNextAsync("bench", Duration.FromMinutes(60), CancellationToken.None))!;
        var started = Stopwatch.GetTimestamp();
        var outcome = await run.ExecuteAsync(claimed, settings.Find(key.Digest)!, BigCompany.AsOf, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (outcome is not RunOutcome.Enqueued { Staged: var staged }) throw new InvalidOperationException($"{outcome}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {key.Digest,-16} {seconds,7:0.0} s   {staged.Expected - staged.Skipped} mails in the outbox, {staged.Skipped} skipped; {staged.Editions} editions (scope, culture, zone), {staged.Files} files made"));
    }

    private static Settings Configured(string folder, string browser)
    {
        string[] scopes = ["company", .. Enumerable.Range(0, 50).Select(t => $"team:Team {t}"), .. Enumerable.Range(0, Scopes - 51).Select(r => $"rep:Rep {r}")];
        string Readers(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i =>
            $$"""{ "Email": "r{{i}}@example.com", "Name": "Reader {{i}}", "Scope": "{{scopes[i % Scopes]}}", "Culture": "{{(i / Scopes % 2 == 0 ? "en-US" : "de-DE")}}" }"""));
        string Digest(string id, string template, string cron, int count) =>
            $$"""{ "Id": "{{id}}", "Template": "{{template}}", "CatchUp": 876000, "Schedule": { "Cron": "{{cron}}" }, "Recipients": [ {{Readers(count)}} ] }""";
        var file = Path.Combine(folder, "appsettings.json");
        File.WriteAllText(file, $$"""
            { "Crm": { "Kind": "HubSpot", "Token": "t" }, "Calendar": { "TimeZone": "UTC", "HomeCurrency": "EUR" }, "Rendering": { "Browser": "{{browser}}", "TimeoutSeconds": 120 },
              "Mail": { "Mode": "Live", "Channel": "Folder", "From": "digest@example.com" }, "Service": { "LeaseSeconds": 3600 },
              "Digests": [ {{Digest("weekly-60", "weekly", "0 0 7 ? * MON", Scopes)}}, {{Digest("weekly-1000", "weekly", "0 0 7 ? * MON", 1_000)}},
                           {{Digest("scorecard-1000", "quarterly", "0 0 7 1 1,4,7,10 ?", 1_000)}} ] }
            """);
        return ConfigurationLoader.Load(file);
    }

    private static string Counting(string folder, string prints)
    {
        var browser = new PdfRenderer(new RenderingOptions()).Browser;
        var script = Path.Combine(folder, "browser");
        File.WriteAllText(script, $"#!/bin/sh\n[ \"$1\" = --version ] || echo printed >> '{prints}'\nexec '{browser}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return script;
    }

    /// <summary>A CRM that has no news: everything is in the store.</summary>
    private sealed class NothingNew : ICrmSource
    {
        public string Name => BigCompany.Source;

        public IReadOnlyList<string> Warnings => [];

        public Task<CrmAccount> OpenAsync(CancellationToken cancellationToken) => Task.FromResult(new CrmAccount { Id = "1" });

        public async IAsyncEnumerable<FactPage> PullAsync(
            IReadOnlyDictionary<string, string> cursors, bool full, ISyncProgress progress, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield break;
        }

        public void Dispose()
        {
        }
    }
}
