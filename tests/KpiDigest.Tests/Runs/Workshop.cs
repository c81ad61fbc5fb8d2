using KpiDigest.Configuration;
using KpiDigest.Crm;
using KpiDigest.Health;
using KpiDigest.Outbox;
using KpiDigest.Rendering;
using KpiDigest.Runs;
using KpiDigest.Scheduling;
using KpiDigest.Store;
using KpiDigest.Supplements;
using KpiDigest.Tests.Support;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>One worker's parts over a test's database, without any schedule.</summary>
internal sealed class Workshop
{
    public static readonly Instant DueAt = Instant.FromUtc(2026, 11, 16, 7, 0);
    public static readonly RunKey Week46 = new("weekly", "week:2026-11-09", 1);

    private readonly Database _database;
    private readonly Settings _settings;

    public Workshop(Database database, FixedSource source, string? leaseSeconds = null, string deals = "{}", string? more = null)
    {
        _database = database;
        Source = source;
        using var folder = new TempFolder();
        _settings = ConfigurationLoader.Load(folder.Write("appsettings.json", Json.Replace("LEASE", leaseSeconds ?? "60", StringComparison.Ordinal).Replace("DEALS", deals, StringComparison.Ordinal).Replace("MORE", more ?? Weekly, StringComparison.Ordinal)));
    }

    public FixedSource Source { get; }

    /// <summary>The folder of supplement files, empty at first.</summary>
    public TempFolder Supplements { get; } = new();

    public InstantClock Clock { get; } = new(DueAt + Duration.FromMinutes(1));

    public RunStore Runs => new(_database);

    public OutboxStore Outbox => new(_database);

    public Settings Settings => _settings;

    public RunWorker Worker(ILogger<RunWorker>? log = null, CurrentSettings? current = null) => new(Runs, _ => Run(), current ?? new CurrentSettings(_settings), Clock, log ?? SuiteLogs.Of<RunWorker>());

    public DigestRun Run()
    {
        var facts = new FactStore(_database);
        var links = ReaderLinks.Of(_settings, "test");
        return new DigestRun(Runs, Outbox, Sync(facts, Shelf), new DigestPress(facts, Shelf, new DigestRenderer(_settings.Options.Rendering), _settings, Source.Name, links), new MailComposer(_settings.Options.Mail, "test", links), new Leavers(facts, Outbox, Source.Name), _settings);
    }

    /// <summary>Plans, claims and executes a run, and answers with its outcome.</summary>
    public async Task<RunOutcome> ExecuteAsync(RunKey key)
    {
        var stop = TestContext.Current.CancellationToken;
        await Runs.PlanAsync(key, DueAt, DueAt + Duration.FromDays(36500), stop);
        var run = (await Runs.ClaimNextAsync("test", Duration.FromMinutes(5), stop))!;
        return await Run().ExecuteAsync(run, _settings.Find(key.Digest)!, Clock.Now, stop);
    }

    public RunReplay Replay() => new(Runs, Outbox, new FactStore(_database), Shelf, _settings, Source.Name, "test");

    /// <summary>Pulls all of it now.</summary>
    public Task SyncAsync() => Sync().RunAsync(full: true, new SilentProgress(), TestContext.Current.CancellationToken);

    public SourceSync Sync() => Sync(new FactStore(_database), Shelf);

    public Planner Planner() => new(new InstallationStore(_database), Runs, new CurrentSettings(_settings), Clock, SuiteLogs.Of<Planner>());

    public Watch Watch()
    {
        var current = new CurrentSettings(_settings);
        return new Watch(Runs, Outbox, new InstallationStore(_database), new Readiness(Outbox, current, Clock), new WorkerBook(_database), current, Clock);
    }

    private SupplementShelf Shelf => new(new SupplementStore(_database), hasFolder: true, _settings.Calendar.Zone);

    private SourceSync Sync(FactStore facts, SupplementShelf shelf) => new(
        Source, facts, new CrmSync(Source, facts, Clock), _database, new SupplementIntake(new SupplementStore(_database), Supplements.Path),
        new WeeklyForecasts(facts, new SalesLoad(facts, shelf, _settings, Source.Name), _settings.Calendar, Source.Name), Clock);

    public Task PlanAsync() => Runs.PlanAsync(Week46, DueAt, DueAt + Duration.FromDays(36500), TestContext.Current.CancellationToken);

    private const string Json = """
        { "Crm": { "Kind": "HubSpot", "Token": "t" }, "Deals": DEALS, "Calendar": { "TimeZone": "UTC", "HomeCurrency": "EUR" },
          "Mail": { "Mode": "Live", "Channel": "Folder", "From": "digest@example.com", "AllowedDomains": [ "example.com" ] }, "Service": { "LeaseSeconds": LEASE },
          MORE }
        """;

    /// <summary>The digest of most tests.</summary>
    private const string Weekly = """
        "Digests": [ { "Id": "weekly", "Template": "weekly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 ? * MON" }, "Recipients": [
            { "Email": "boss@example.com", "Name": "Ada", "Scope": "company" }, { "Email": "north@example.com", "Scope": "team:North" },
            { "Email": "nobody@example.com", "Scope": "team:Nowhere" } ] } ]
        """;
}
