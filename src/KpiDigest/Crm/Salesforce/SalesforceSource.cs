using System.Globalization;
using System.Runtime.CompilerServices;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// Salesforce as a source of facts: small lists whole each time; accounts, opportunities, leads, events and tasks once whole and then by
/// what changed. See <c>README.md</c>.
/// </summary>
internal sealed class SalesforceSource : ICrmSource
{
    /// <summary>How often the recycle bin is read beside full syncs: a deletion need not move a record's stamp.</summary>
    public static readonly TimeSpan DeletionsEvery = TimeSpan.FromDays(1);

    private readonly CrmOptions _options;
    private readonly TimeProvider _clock;
    private readonly SalesforceClient _client;
    private readonly SalesforceMapping _mapping;
    private SalesforceOpened? _opened;
    private SalesforceWalk? _walk;
    private ISyncProgress _progress = new SilentProgress();
    private int _openingRequests;

    public SalesforceSource(CrmOptions options, TimeProvider clock, HttpMessageHandler? transport = null)
    {
        (_options, _clock) = (options, clock);
        _client = new SalesforceClient(options, clock, transport);
        _mapping = new SalesforceMapping(options);
    }

    public string Name => "salesforce";

    public IReadOnlyList<string> Warnings => _mapping.Notes.Texts();

    public async Task<CrmAccount> OpenAsync(CancellationToken cancellationToken)
    {
        _openingRequests = 0;
        _client.Requested = _ => Interlocked.Increment(ref _openingRequests);
        _client.Planned = static (_, _) => { };
        _opened = await new SalesforceOpening(_client, _mapping, _options).OpenAsync(cancellationToken);
        return _opened.Account;
    }

    public async IAsyncEnumerable<FactPage> PullAsync(
        IReadOnlyDictionary<string, string> cursors, bool full, ISyncProgress progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_opened is null) await OpenAsync(cancellationToken);
        var serial = new SerialProgress(progress);
        _progress = serial;
        BeginCounting(serial);
        await foreach (var page in new SalesforceLists(_client, _mapping, _opened!, serial).ReadAsync(cancellationToken)) yield return page;
        var walk = _walk = new SalesforceWalk(_client, new SalesforceBulk(_client, _mapping.Notes, serial, _clock), _options.Salesforce.BulkFrom, cursors, full, serial);
        var whole = new HashSet<string>();
        var objects = Tracked(new SalesforceCompletion(_client, _mapping, _opened!, serial));
        foreach (var tracked in objects)
        {
            await foreach (var page in walk.ReadAsync(tracked, Now(), whole, cancellationToken)) yield return page;
        }

        foreach (var tracked in objects.Where(t => DeletionsAreDue(t, cursors, full, whole)))
        {
            await foreach (var page in walk.DeletedAsync(tracked, Now(), cancellationToken)) yield return page;
        }
    }

    /// <summary>A load has just counted; the others are counted here, one request each.</summary>
    public async Task<IReadOnlyList<RecordTotal>> TotalsAsync(CancellationToken cancellationToken)
    {
        if (_opened is null) await OpenAsync(cancellationToken);
        var totals = new List<RecordTotal>();
        foreach (var tracked in Tracked(new SalesforceCompletion(_client, _mapping, _opened!, _progress)))
            totals.Add(new RecordTotal(tracked.Name, tracked.Kind, await TotalAsync(tracked, cancellationToken), tracked.IdPrefix));
        return totals;
    }

    public void Dispose() => _client.Dispose();

    private async Task<long> TotalAsync(TrackedRecords tracked, CancellationToken cancellationToken)
    {
        if (_walk?.Totals.TryGetValue(tracked.Name, out var known) == true) return known;
        _progress.Planned(tracked.Name, 1);
        return (await _client.QueryAllAsync(tracked.Name, Soql.LivingCount(tracked), cancellationToken)).TotalSize;
    }

    private long Now() => CrmClock.EndOfSecond(_clock, _client.ClockAhead);

    private void BeginCounting(SerialProgress progress)
    {
        _mapping.Notes.Clear();
        progress.Planned(SalesforceApi.Metadata, _openingRequests);
        for (var made = 0; made < _openingRequests; made++) progress.Requested(SalesforceApi.Metadata);
        _openingRequests = 0;
        _client.Requested = progress.Requested;
        _client.Planned = progress.Planned;
    }

    /// <summary>A load that replaced everything needs no list of deletions; a full sync reads it all the same.</summary>
    private bool DeletionsAreDue(TrackedRecords tracked, IReadOnlyDictionary<string, string> cursors, bool full, HashSet<string> whole)
    {
        if (full) return true;
        if (whole.Contains(tracked.Name)) return false;
        return !cursors.TryGetValue(tracked.DeletedName, out var text)
            || !long.TryParse(text, CultureInfo.InvariantCulture, out var last)
            || Now() - last >= (long)DeletionsEvery.TotalMilliseconds;
    }

    private List<TrackedRecords> Tracked(SalesforceCompletion completion)
    {
        var (accounts, activities, deals) = (new SalesforceAccounts(_mapping), new SalesforceActivities(_mapping), new SalesforceDeals(_mapping));
        var all = new[]
        {
            Simple(SalesforceApi.Account, FactKind.Account, accounts.AccountFields, (row, _, facts) => accounts.MapAccount(row, facts)),
            Records(SalesforceApi.Opportunity, FactKind.Deal, deals.Select, (rows, _, stop) => completion.DealsAsync(rows, stop)),
            Simple(SalesforceApi.Lead, FactKind.Prospect, accounts.LeadFields, (row, _, facts) => accounts.MapLead(row, facts)),
            Records(SalesforceApi.Event, FactKind.Activity, s => s.Known(activities.EventFields), (rows, _, stop) => completion.EventsAsync(rows, stop)) is { } events
                ? events with { IdPrefix = SalesforceActivities.EventPrefix, FactIds = id => [SalesforceActivities.EventPrefix + id], Condition = Without(events, "IsChild", "IsRecurrence") + WithoutPatterns(events) }
                : null,
            Simple(SalesforceApi.Task, FactKind.Activity, activities.TaskFields, activities.MapTask) is { } tasks
                ? tasks with { IdPrefix = SalesforceActivities.TaskPrefix, FactIds = SalesforceActivities.TaskIds, Condition = Without(tasks, "IsRecurrence") + WithoutEmails(tasks) }
                : null,
        };
        return [.. all.OfType<TrackedRecords>()];
    }

    private TrackedRecords? Simple(string name, FactKind kind, IReadOnlyList<string> fields, Action<SalesforceRow, bool, PageFacts> map) =>
        Records(name, kind, s => s.Known(fields), (rows, isChange, _) =>
        {
            var facts = new PageFacts();
            foreach (var row in rows) map(row, isChange, facts);
            return Task.FromResult(facts);
        });

    /// <summary>Null: the user does not see the object.</summary>
    private TrackedRecords? Records(
        string name, FactKind kind, Func<SeenObject, IReadOnlyList<string>> select, Func<IReadOnlyList<SalesforceRow>, bool, CancellationToken, Task<PageFacts>> toFacts)
    {
        if (!_opened!.Seen.TryGetValue(name, out var seen)) return null;
        var fields = select(seen);
        string[] beside = name == SalesforceApi.Opportunity ? [.. _opened.History ?? [], _opened.TracksOwners ? "owners" : "", _opened.SplitType ?? ""] : [];
        return new TrackedRecords(name, kind) { Select = fields, ToFacts = toFacts, Mapping = _mapping.Fingerprint(name, [.. fields, .. beside]) };
    }

    private static string Without(TrackedRecords tracked, params string[] flags) => string.Concat(tracked.Select.Intersect(flags).Select(f => $" AND {f} = false"));

    private static string WithoutPatterns(TrackedRecords events) =>
        events.Select.Contains(SalesforceActivities.GroupType) ? $" AND {SalesforceActivities.GroupType} != '{SalesforceActivities.SeriesPattern}'" : "";

    private string WithoutEmails(TrackedRecords tasks) =>
        _options.Emails || !tasks.Select.Contains("TaskSubtype") ? "" : $" AND TaskSubtype NOT IN ({string.Join(",", SalesforceActivities.Emails.Select(e => $"'{e}'"))})";
}
