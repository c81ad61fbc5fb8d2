using System.Globalization;
using System.Runtime.CompilerServices;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// Dynamics 365 Sales as a source of facts: small lists whole each time; accounts, opportunities, leads, appointments, phone calls, emails and tasks once whole and
/// then by what changed. See <c>README.md</c>.
/// </summary>
internal sealed class DynamicsSource : ICrmSource
{
    private readonly CrmOptions _options;
    private readonly TimeProvider _clock;
    private readonly DynamicsClient _client;
    private readonly DynamicsMapping _mapping;
    private readonly Dictionary<string, long> _loaded = [];
    private DynamicsOpened? _opened;
    private ISyncProgress _progress = new SilentProgress();
    private (int Metadata, int Goals) _openingRequests;

    public DynamicsSource(CrmOptions options, TimeProvider clock, HttpMessageHandler? transport = null)
    {
        (_options, _clock) = (options, clock);
        _client = new DynamicsClient(options, clock, transport);
        _mapping = new DynamicsMapping(options);
    }

    public string Name => "dynamics";

    public IReadOnlyList<string> Warnings => _mapping.Notes.Texts();

    public async Task<CrmAccount> OpenAsync(CancellationToken cancellationToken)
    {
        _openingRequests = default;
        _client.Requested = name => _openingRequests = name == DynamicsApi.Goal ? (_openingRequests.Metadata, _openingRequests.Goals + 1) : (_openingRequests.Metadata + 1, _openingRequests.Goals);
        _client.Planned = static (_, _) => { };
        _opened = await new DynamicsOpening(_client, _mapping, _options).OpenAsync(cancellationToken);
        return _opened.Account;
    }

    public async IAsyncEnumerable<FactPage> PullAsync(
        IReadOnlyDictionary<string, string> cursors, bool full, ISyncProgress progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_opened is null) await OpenAsync(cancellationToken);
        var serial = new SerialProgress(progress);
        _progress = serial;
        BeginCounting(serial);
        await foreach (var page in new DynamicsLists(_client, _mapping, _opened!, serial).ReadAsync(cancellationToken)) yield return page;
        foreach (var tracked in Tracked())
        {
            var cursor = full ? null : DynamicsCursor.Read(cursors.GetValueOrDefault(tracked.Name), tracked.Mapping);
            var walk = new DynamicsWalk(_client, tracked, cursor, Now(), _mapping.Notes, serial);
            await foreach (var page in walk.ReadAsync(cancellationToken)) yield return page;
            if (walk.IsWhole) _loaded[tracked.Name] = walk.Loaded;
            if (!IdsAreDue(tracked, cursors, walk.IsWhole)) continue;
            await foreach (var page in walk.CompareAsync(cancellationToken)) yield return page;
        }
    }

    /// <summary>
    /// Dataverse counts up to 5,000 rows; of more the load has counted. Where it does not say what the user may read, its own count of the last day stands beside
    /// it, which asks nobody's permission.
    /// </summary>
    public async Task<IReadOnlyList<RecordTotal>> TotalsAsync(CancellationToken cancellationToken)
    {
        if (_opened is null) await OpenAsync(cancellationToken);
        var counted = Tracked().Where(t => t.IsCounted).ToList();
        var snapshot = _opened!.KnowsSight ? [] : await SnapshotAsync([.. counted.Select(t => t.Name)], cancellationToken);
        var totals = new List<RecordTotal>();
        foreach (var tracked in counted)
        {
            _progress.Planned(tracked.Name, 1);
            var count = (await _client.CountAsync(tracked, cancellationToken)).Count;
            long? total = count < DynamicsApi.MostCounted ? count : _loaded.TryGetValue(tracked.Name, out var loaded) ? loaded : null;
            if (total is { } seen) totals.Add(new RecordTotal(tracked.Name, tracked.Kind, Math.Max(seen, snapshot.GetValueOrDefault(tracked.Name)), tracked.IdPrefix));
        }

        return totals;
    }

    public void Dispose() => _client.Dispose();

    private async Task<Dictionary<string, long>> SnapshotAsync(IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        try
        {
            _progress.Planned(DynamicsApi.Metadata, 1);
            var counts = (await _client.SnapshotAsync(tables, cancellationToken)).Counts;
            return counts.Tables.Zip(counts.Counts).DistinctBy(c => c.First).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);
        }
        catch (CrmException e) when (DynamicsOpening.IsRefusal(e))
        {
            return [];
        }
    }

    private long Now() => CrmClock.EndOfSecond(_clock, _client.ClockAhead);

    private void BeginCounting(SerialProgress progress)
    {
        _mapping.Notes.Clear();
        foreach (var (name, requests) in new[] { (DynamicsApi.Metadata, _openingRequests.Metadata), (DynamicsApi.Goal, _openingRequests.Goals) })
        {
            if (requests > 0) progress.Planned(name, requests);
            for (var made = 0; made < requests; made++) progress.Requested(name);
        }

        _openingRequests = default;
        _client.Requested = progress.Requested;
        _client.Planned = progress.Planned;
    }

    /// <summary>A load that replaced everything needs no comparison; a full sync is one.</summary>
    private bool IdsAreDue(TrackedTable tracked, IReadOnlyDictionary<string, string> cursors, bool isWhole) =>
        !isWhole
        && (!cursors.TryGetValue(tracked.DeletedName, out var text)
            || !long.TryParse(text, CultureInfo.InvariantCulture, out var last)
            || Now() - last >= (long)DynamicsApi.TrackedDays.TotalMilliseconds);

    private List<TrackedTable> Tracked()
    {
        var completion = new DynamicsCompletion(_client, _mapping, _opened!, _progress);
        var (accounts, activities) = (new DynamicsAccounts(_mapping), new DynamicsActivities(_mapping));
        TrackedTable?[] all =
        [
            Rows(DynamicsApi.Account, FactKind.Account, DynamicsAccounts.AccountColumns, Simple(accounts.MapAccount)),
            Rows(DynamicsApi.Opportunity, FactKind.Deal, [], completion.DealsAsync),
            Rows(DynamicsApi.Lead, FactKind.Prospect, DynamicsAccounts.LeadColumns, completion.LeadsAsync),
            Activity(DynamicsApi.Appointment, activities, completion.AppointmentsAsync),
            Activity(DynamicsApi.PhoneCall, activities, completion.Activities(activities.MapCall)) is { } calls ? calls with { IsCounted = false } : null,
            Activity(DynamicsApi.Email, activities, completion.Activities(activities.MapEmail)) is { } emails ? emails with { IsCounted = false } : null,
            Activity(DynamicsApi.Task, activities, completion.Activities(activities.MapTask)),
        ];
        return [.. all.OfType<TrackedTable>()];
    }

    private static Func<SeenTable, IReadOnlyList<DynamicsRow>, CancellationToken, Task<PageFacts>> Simple(Action<SeenTable, DynamicsRow, PageFacts> map) => (table, rows, _) =>
    {
        var facts = new PageFacts();
        foreach (var row in rows) map(table, row, facts);
        return Task.FromResult(facts);
    };

    private TrackedTable? Activity(string name, DynamicsActivities activities, Func<SeenTable, IReadOnlyList<DynamicsRow>, CancellationToken, Task<PageFacts>> toFacts) =>
        Rows(name, FactKind.Activity, activities.Columns(name), toFacts) is { } tracked ? tracked with { IdPrefix = DynamicsActivities.Prefix(name) } : null;

    /// <summary>Null: the user may not read the table.</summary>
    private TrackedTable? Rows(string name, FactKind kind, IEnumerable<string> columns, Func<SeenTable, IReadOnlyList<DynamicsRow>, CancellationToken, Task<PageFacts>> toFacts)
    {
        if (!_opened!.Seen.TryGetValue(name, out var table)) return null;
        var select = name == DynamicsApi.Opportunity ? DynamicsDeals.Select(_mapping, table) : table.Known([table.Id, .. columns, .. _mapping.Mapped.Of(name)]);
        return new TrackedTable(table, kind)
        {
            Select = select,
            ToFacts = (rows, stop) => toFacts(table, rows, stop),
            Mapping = _mapping.Fingerprint(table, select),
            CountsOnly = table.Has(DynamicsAccounts.Merged) ? $"{DynamicsAccounts.Merged} ne true" : "",
        };
    }
}
