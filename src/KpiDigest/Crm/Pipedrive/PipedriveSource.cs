using System.Globalization;
using System.Runtime.CompilerServices;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// Pipedrive as a source of facts: small lists whole each time; organisations, deals, leads and activities once whole and then by what changed, and whole
/// again each week; logs of changes within a day's share of the company's tokens. See <c>README.md</c>.
/// </summary>
internal sealed class PipedriveSource : ICrmSource
{
    /// <summary>How often everything is listed again: that is how deletions are found for which there is no list, and archivings that move no stamp.</summary>
    public static readonly Duration WholeEvery = Duration.FromDays(7);

    /// <summary>How often the list of deleted deals is read beside that: a deletion need not move a deal's stamp.</summary>
    public static readonly Duration DeletionsEvery = Duration.FromDays(1);

    private readonly CrmOptions _options;
    private readonly TimeProvider _clock;
    private readonly PipedriveClient _client;
    private readonly MappingNotes _notes = new();
    private PipedriveOpened? _opened;
    private int _openingRequests;

    public PipedriveSource(CrmOptions options, TimeProvider clock, HttpMessageHandler? transport = null)
    {
        (_options, _clock) = (options, clock);
        _client = new PipedriveClient(options, clock, transport);
    }

    public string Name => "pipedrive";

    public IReadOnlyList<string> Warnings => _notes.Texts();

    public async Task<CrmAccount> OpenAsync(CancellationToken cancellationToken)
    {
        _openingRequests = 0;
        _client.Requested = _ => Interlocked.Increment(ref _openingRequests);
        _notes.Clear();
        _opened = await new PipedriveOpening(_client, _options, _notes, _clock).OpenAsync(cancellationToken);
        return _opened.Account;
    }

    /// <summary>The past of deals is missing until all logs of changes have been read.</summary>
    public IReadOnlyDictionary<FactKind, string> Missing(CrmAccount account, IReadOnlyDictionary<string, string> cursors) =>
        HistoryGap(cursors.GetValueOrDefault(PipedriveApi.ChangelogName)) is { } gap ? new Dictionary<FactKind, string>(account.Missing) { [FactKind.DealChange] = gap } : account.Missing;

    public async IAsyncEnumerable<FactPage> PullAsync(
        IReadOnlyDictionary<string, string> cursors, bool full, ISyncProgress progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_opened is null) await OpenAsync(cancellationToken);
        var serial = new SerialProgress(progress);
        BeginCounting(serial);
        foreach (var page in Lists()) yield return page;
        var mapping = _opened!.Mapping;
        var log = ChangelogCursor.Of(cursors.GetValueOrDefault(PipedriveApi.ChangelogName), mapping.HistoryFingerprint);
        var changelog = new PipedriveChangelog(_client, mapping, _options.Pipedrive.HistoryTokensPerDay, log, serial, _clock);
        var walk = new PipedriveWalk(cursors, anew: full || IsDue(cursors, PipedriveApi.WholeName, WholeEvery), full, serial);
        var lists = new PipedriveLists(_client, _opened, changelog).All();
        foreach (var list in lists)
        {
            await foreach (var page in walk.ReadAsync(list, Now(), cancellationToken)) yield return page;
        }

        if (full || (!walk.IsLoaded(PipedriveApi.DealsName) && IsDue(cursors, PipedriveApi.DeletedName, DeletionsEvery)))
        {
            await foreach (var page in DeletedAsync(serial, cancellationToken)) yield return page;
        }

        if (lists.All(l => walk.IsLoaded(l.Name))) yield return new FactPage(PipedriveApi.WholeName, new FactBatch(), Text(Now()));
        var known = walk.Totals.GetValueOrDefault(PipedriveApi.DealsName) + walk.Totals.GetValueOrDefault(PipedriveApi.ArchivedName);
        await foreach (var page in changelog.ReadAsync(known, cancellationToken)) yield return page;
    }

    public void Dispose() => _client.Dispose();

    private string? HistoryGap(string? text)
    {
        var share = _options.Pipedrive.HistoryTokensPerDay;
        if (share == 0) return "Pipedrive's logs of changes are not read (Crm:Pipedrive:HistoryTokensPerDay is 0)";
        if (ChangelogCursor.Parse(text) is not { } cursor) return "Pipedrive's logs of changes have not been read yet";
        if (cursor.IsComplete) return null;
        var left = Math.Max(0, cursor.Part == ChangelogCursor.Through ? 0 : cursor.Known - cursor.Read) + (cursor.Waiting?.Count ?? 0);
        var days = Math.Max(1, (left * PipedriveApi.LogTokens + share - 1) / share);
        return string.Create(CultureInfo.InvariantCulture, $"Pipedrive's logs of changes are still to be read of about {left} deals, which takes about {days} day(s) (Crm:Pipedrive:HistoryTokensPerDay)");
    }

    private IEnumerable<FactPage> Lists()
    {
        yield return new FactPage("users", new FactBatch { Reps = _opened!.Reps }, null, [FactKind.Rep]);
        if (_opened.Teams is { } teams) yield return new FactPage("teams", new FactBatch { Teams = teams }, null, [FactKind.Team]);
        yield return new FactPage("stages", new FactBatch { Stages = _opened.Stages }, null, [FactKind.Stage]);
        if (_opened.Quotas is { } quotas) yield return new FactPage("goals", new FactBatch { Quotas = quotas }, null, [FactKind.Quota]);
    }

    /// <summary>The deals that were deleted in the last 30 days.</summary>
    private async IAsyncEnumerable<FactPage> DeletedAsync(SerialProgress progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? place = null;
        do
        {
            progress.Planned(PipedriveApi.DeletedName, 1);
            var page = await _client.PageAsync(PipedriveApi.DeletedName, new PipedriveList(PipedriveApi.Deals) { Status = "deleted", SortBy = PipedriveApi.Id, Cursor = place }, cancellationToken);
            place = page.Next;
            yield return new FactPage(PipedriveApi.DeletedName, new FactBatch { Deleted = [.. page.Rows.Select(r => (FactKind.Deal, r.Id))] }, place is null ? Text(Now()) : null);
        }
        while (place is not null);
    }

    private bool IsDue(IReadOnlyDictionary<string, string> cursors, string name, Duration every) =>
        !cursors.TryGetValue(name, out var text) || !long.TryParse(text, CultureInfo.InvariantCulture, out var last) || Now() - Instant.FromUnixTimeMilliseconds(last) >= every;

    private Instant Now() => Instant.FromUnixTimeMilliseconds(CrmClock.EndOfSecond(_clock, _client.ClockAhead));

    private static string Text(Instant at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private void BeginCounting(SerialProgress progress)
    {
        progress.Planned(PipedriveApi.Metadata, _openingRequests);
        for (var made = 0; made < _openingRequests; made++) progress.Requested(PipedriveApi.Metadata);
        _openingRequests = 0;
        _client.Requested = progress.Requested;
    }
}
