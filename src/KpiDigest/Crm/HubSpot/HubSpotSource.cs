using System.Runtime.CompilerServices;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.HubSpot;

/// <summary>
/// HubSpot as a source of facts: small lists whole each time; companies, deals, leads, meetings, calls and emails once by list and then by what
/// changed. See <c>Crm/README.md</c>.
/// </summary>
internal sealed class HubSpotSource : ICrmSource
{
    /// <summary>How often the lists of deleted objects are read beside full syncs.</summary>
    public static readonly TimeSpan DeletionsEvery = TimeSpan.FromDays(1);

    private readonly TimeProvider _clock;
    private readonly HubSpotClient _client;
    private readonly HubSpotMapping _mapping;
    private readonly HubSpotMapper _mapper;
    private readonly CrmOptions _options;
    private HubSpotOpened? _opened;
    private HubSpotWalk? _walk;
    private ISyncProgress _progress = new SilentProgress();
    private int _openingRequests;

    public HubSpotSource(CrmOptions options, TimeProvider clock, HttpMessageHandler? transport = null)
    {
        _clock = clock;
        _client = new HubSpotClient(options, clock, transport);
        _mapping = new HubSpotMapping(options);
        _mapper = new HubSpotMapper(_mapping);
        _options = options;
    }

    public string Name => "hubspot";

    public IReadOnlyList<string> Warnings => _mapping.Notes.Texts();

    public async Task<CrmAccount> OpenAsync(CancellationToken cancellationToken)
    {
        _openingRequests = 0;
        _client.Requested = _ => Interlocked.Increment(ref _openingRequests);
        _opened = await new HubSpotOpening(_client, _mapping, _mapper, _options).OpenAsync(cancellationToken);
        _mapping.Zone = _opened.Zone;
        _mapping.Stages = _opened.Stages.DistinctBy(s => s.Id).ToDictionary(s => s.Id);
        return _opened.Account;
    }

    public async IAsyncEnumerable<FactPage> PullAsync(
        IReadOnlyDictionary<string, string> cursors, bool full, ISyncProgress progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_opened is null) await OpenAsync(cancellationToken);
        var serial = new SerialProgress(progress);
        _progress = serial;
        BeginCounting(serial);
        var lists = new HubSpotLists(_client, _mapper, _opened!, serial);
        await foreach (var page in lists.ReadAsync(cancellationToken)) yield return page;
        var walk = _walk = new HubSpotWalk(_client, _mapping.Fingerprint, cursors, full, serial);
        var whole = new HashSet<string>();
        var objects = Pulled(new HubSpotSplits(_client, _mapping.Notes, serial));
        foreach (var tracked in objects)
        {
            await foreach (var page in walk.ReadAsync(tracked, Now(), whole, cancellationToken)) yield return page;
        }

        var deletions = new HubSpotDeletions(_client, new HubSpotWindow(_client, _mapping.Fingerprint, serial), serial);
        foreach (var tracked in objects.Where(t => DeletionsAreDue(t, cursors, full, whole)))
        {
            await foreach (var page in deletions.ReadAsync(tracked, cursors.GetValueOrDefault(tracked.ArchivedName), Now(), cancellationToken)) yield return page;
        }
    }

    /// <summary>A load has just asked; the others are asked here, one request each.</summary>
    public async Task<IReadOnlyList<RecordTotal>> TotalsAsync(CancellationToken cancellationToken)
    {
        if (_opened is null) await OpenAsync(cancellationToken);
        var totals = new List<RecordTotal>();
        foreach (var tracked in Pulled(new HubSpotSplits(_client, _mapping.Notes, _progress)))
        {
            if (await TotalAsync(tracked.Name, cancellationToken) is { } count) totals.Add(new RecordTotal(tracked.Name, tracked.Kind, count, tracked.IdPrefix));
        }

        return totals;
    }

    private async Task<long?> TotalAsync(string objectType, CancellationToken cancellationToken)
    {
        if (_walk?.Totals.TryGetValue(objectType, out var known) == true) return known;
        _progress.Planned(objectType, 1);
        return await _client.TotalAsync(objectType, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private long Now() => CrmClock.Now(_clock, _client.ClockAhead).ToUnixTimeMilliseconds();

    private void BeginCounting(SerialProgress progress)
    {
        _mapping.Notes.Clear();
        progress.Planned("account", _openingRequests);
        for (var made = 0; made < _openingRequests; made++) progress.Requested("account");
        _openingRequests = 0;
        _client.Requested = progress.Requested;
    }

    /// <summary>A load that replaced everything needs no list of deletions; a full sync reads it all the same.</summary>
    private bool DeletionsAreDue(TrackedObject tracked, IReadOnlyDictionary<string, string> cursors, bool full, HashSet<string> whole)
    {
        if (full) return true;
        if (whole.Contains(tracked.Name)) return false;
        return HubSpotDeletions.ReadAt(cursors.GetValueOrDefault(tracked.ArchivedName)) is not { } last || Now() - last >= (long)DeletionsEvery.TotalMilliseconds;
    }

    private List<TrackedObject> Pulled(HubSpotSplits splits) => [.. Tracked(splits).Where(t => !_opened!.Refused.Contains(t.Name))];

    private TrackedObject[] Tracked(HubSpotSplits splits) =>
    [
        new(HubSpotApi.Companies, FactKind.Account) { Properties = _mapper.CompanyProperties, Map = _mapper.MapCompany },
        new(HubSpotApi.Deals, FactKind.Deal)
        {
            Properties = _mapper.Deals.Properties,
            History = _mapper.Deals.History,
            Associations = [HubSpotApi.Companies],
            Complete = splits.AddAsync,
            Map = _mapper.Deals.Map,
        },
        new(HubSpotApi.Leads, FactKind.Prospect)
        {
            Properties = _mapper.Leads.Properties,
            Associations = [HubSpotApi.Deals, HubSpotApi.Companies],
            Map = _mapper.Leads.Map,
        },
        new(HubSpotApi.Meetings, FactKind.Activity)
        {
            Properties = _mapper.Activities.MeetingProperties,
            Associations = [HubSpotApi.Deals, HubSpotApi.Companies, HubSpotApi.Contacts],
            Map = _mapper.Activities.MapMeeting,
            IdPrefix = HubSpotActivities.MeetingPrefix,
        },
        new(HubSpotApi.Calls, FactKind.Activity)
        {
            Properties = _mapper.Activities.CallProperties,
            Associations = [HubSpotApi.Deals, HubSpotApi.Companies],
            Map = _mapper.Activities.MapCall,
            IdPrefix = HubSpotActivities.CallPrefix,
        },
        .. _options.Emails ? [Emails()] : Array.Empty<TrackedObject>(),
    ];

    private TrackedObject Emails() => new(HubSpotApi.Emails, FactKind.Activity)
    {
        Properties = _mapper.Emails.Properties,
        Associations = [HubSpotApi.Deals, HubSpotApi.Companies],
        Map = _mapper.Emails.Map,
        IdPrefix = HubSpotEmails.Prefix,
    };
}
