using KpiDigest.Configuration;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Delivery;
using KpiDigest.Outbox;
using KpiDigest.Rendering;
using KpiDigest.Runs;
using KpiDigest.Store;
using KpiDigest.Supplements;
using KpiDigest.Web;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace KpiDigest.Commands;

/// <summary>The one place where parts are put together.</summary>
internal sealed class AppServices : IAsyncDisposable
{
    private readonly Lazy<ICrmSource> _source;
    private bool _ownsDatabase = true;
    private readonly Lazy<DigestRenderer> _renderer;

    private AppServices(Settings settings, TimeProvider clock, Database database)
    {
        (Settings, Clock, Database) = (settings, clock, database);
        Facts = new FactStore(database);
        Runs = new RunStore(database);
        Outbox = new OutboxStore(database);
        Installation = new InstallationStore(database);
        Restored = new RestoreWatch(database, settings.Options.Service.StateFile);
        _source = new Lazy<ICrmSource>(() => CrmSources.Create(settings.Options.Crm, clock));
        _renderer = new Lazy<DigestRenderer>(() => new DigestRenderer(settings.Options.Rendering));
    }

    public Settings Settings { get; }

    public TimeProvider Clock { get; }

    public Database Database { get; }

    public FactStore Facts { get; }

    public RunStore Runs { get; }

    public OutboxStore Outbox { get; }

    public InstallationStore Installation { get; }

    /// <summary>Tells a restored database.</summary>
    public RestoreWatch Restored { get; }

    /// <summary>Name of the source in every fact key.</summary>
    public string SourceName => CrmSources.NameOf(Settings.Options.Crm.Kind);

    public DigestRenderer Renderer => _renderer.Value;

    /// <summary>The supplement files that were taken.</summary>
    public SupplementShelf Supplements => new(new SupplementStore(Database), Settings.SupplementsFolder is not null, Settings.Calendar.Zone);

    public SourceSync Sync => new(
        _source.Value, Facts, new CrmSync(_source.Value, Facts, Clock), Database, new SupplementIntake(new SupplementStore(Database), Settings.SupplementsFolder),
        new WeeklyForecasts(Facts, new SalesLoad(Facts, Supplements, Settings, SourceName), Settings.Calendar, SourceName), Clock);

    public DigestPress Press => new(Facts, Supplements, Renderer, Settings, SourceName);

    public WorkerBook Workers => new(Database);

    public Leavers Leavers => new(Facts, Outbox, SourceName);

    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    /// <summary>Opens the store, bringing its schema up to date.</summary>
    public static async Task<AppServices> OpenAsync(Settings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        var database = new Database(settings.Options.Store);
        await new Migrator(database).MigrateAsync(Instant.FromDateTimeOffset(clock.GetUtcNow()), cancellationToken);
        return new AppServices(settings, clock, database);
    }

    /// <summary>The same store with other settings; it is the first one's to close.</summary>
    public AppServices With(Settings settings) => new(settings, Clock, Database) { _ownsDatabase = false };

    public IDeliveryChannel Channel() => DeliveryChannels.Create(Settings.Options.Mail, TimeProvider.System);

    /// <summary>Delivers; asks the mode in force before each mail, so that <c>activate</c> takes effect at once.</summary>
    public OutboxDispatcher Dispatcher(IDeliveryChannel channel, ILogger<OutboxDispatcher> log) =>
        new(Outbox, channel, Settings.Options.Mail, stop => InstallationGuard.ModeAsync(this, stop), TimeProvider.System, log);

    public MailComposer Mails(string installation) => new(Settings.Options.Mail, installation);

    public DigestRun Run(string installation)
    {
        var links = ReaderLinks.Of(Settings, installation);
        return new(Runs, Outbox, Sync, new DigestPress(Facts, Supplements, Renderer, Settings, SourceName, links), new MailComposer(Settings.Options.Mail, installation, links), Leavers, Settings);
    }

    /// <summary>Answers the links of mails; null: no public address is configured.</summary>
    public ReaderServer? Door(string installation, ILoggerFactory logs) => ReaderLinks.Of(Settings, installation) is { } links
        ? new ReaderServer(Settings.Options.Web, new ReaderDesk(links, Outbox.Suppressions, logs.CreateLogger<ReaderDesk>()), () => Renderer.Texts, logs.CreateLogger<ReaderServer>())
        : null;

    /// <summary>The facts as a command asks for them: by default as of the end of the last complete sync.</summary>
    /// <exception cref="UsageException">There is no complete sync yet, or the instant is none.</exception>
    public async Task<SalesFacts> LoadAsync(string? asOf, CancellationToken cancellationToken)
    {
        var state = await Facts.ReadSyncStateAsync(SourceName, cancellationToken);
        if (state.FirstCompleteAt is not { } first || state.LastCompleteAt is not { } last)
            throw new UsageException($"no complete sync of {Settings.Options.Crm.Kind} yet. Run 'kpidigest sync' first.");
        var at = asOf is null ? last : Instants.Parse(asOf, Settings.Calendar.Zone);
        return await Press.LoadAsync(at, at < first ? first : at, reconstructed: at < first, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is { IsValueCreated: true, Value: IDisposable source }) source.Dispose();
        if (_ownsDatabase) await Database.DisposeAsync();
    }
}
