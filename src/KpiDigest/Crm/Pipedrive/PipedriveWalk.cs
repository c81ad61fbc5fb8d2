using System.Globalization;
using System.Runtime.CompilerServices;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// Brings one list up to date: loads it, or reads what changed since its cursor. Everything is walked in order of the time of change, and the cursor
/// holds the last one that was stored, so a sync that was cut off goes on there whatever became of Pipedrive's own place in the list.
/// </summary>
/// <param name="cursors">Where the last sync ended.</param>
/// <param name="anew">List everything again; a load that was cut off goes on all the same, unless the sync is a full one.</param>
/// <param name="full">Forget how far the last sync came.</param>
/// <param name="progress">Told how it goes.</param>
internal sealed class PipedriveWalk(IReadOnlyDictionary<string, string> cursors, bool anew, bool full, ISyncProgress progress)
{
    /// <summary>What is read twice is written once.</summary>
    public static readonly Duration Overlap = Duration.FromMinutes(10);

    private readonly HashSet<string> _whole = [];
    private readonly HashSet<string> _loaded = [];

    /// <summary>Records by list, of those that this sync listed whole.</summary>
    public Dictionary<string, long> Totals { get; } = [];

    /// <summary>Whether the list was read from its first to its last page, be it in more than one sync.</summary>
    public bool IsLoaded(string name) => _loaded.Contains(name);

    /// <param name="list">The list.</param>
    /// <param name="now">Upper bound of what is read, in whole seconds.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async IAsyncEnumerable<FactPage> ReadAsync(TrackedList list, Instant now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        progress.Started(list.Name, null);
        var cursor = WalkCursor.Read(cursors.GetValueOrDefault(list.Name), list.Mapping);
        if (full || cursor is null or { Watermark: null, Load: null, Window: null } || (anew && cursor is { Load: null }))
        {
            _whole.Add(list.Name);
            _loaded.Add(list.Name);
            await foreach (var page in LoadAsync(list, new LoadPoint(now.ToUnixTimeMilliseconds(), ""), WalkCursor.WatermarkOf(cursors.GetValueOrDefault(list.Name)), cancellationToken)) yield return page;
            yield break;
        }

        if (cursor.Load is { } load)
        {
            // Of the first load nothing is stored that could be absent from the pages before.
            if (cursor.Watermark is null) _loaded.Add(list.Name);
            await foreach (var page in LoadAsync(list, load, cursor.Watermark, cancellationToken)) yield return page;
        }
        else if (cursor.Window is { } unfinished)
        {
            await foreach (var page in WindowAsync(list, unfinished, cursor.Watermark, cancellationToken)) yield return page;
        }

        var watermark = cursor.Load?.Started ?? cursor.Window?.To ?? cursor.Watermark!.Value;
        var window = new WindowPoint(watermark - (long)Overlap.TotalMilliseconds, now.ToUnixTimeMilliseconds(), "");
        await foreach (var page in WindowAsync(list, window, watermark, cancellationToken)) yield return page;
    }

    /// <summary>
    /// The watermark, moved with the last page only, is the instant at which the load began: what changes meanwhile is found by the next window. Until
    /// then the one before stays, which says what has changed since.
    /// </summary>
    private async IAsyncEnumerable<FactPage> LoadAsync(TrackedList list, LoadPoint point, long? watermark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var changed = watermark is { } at ? Instant.FromUnixTimeMilliseconds(at) - Overlap : (Instant?)null;
        var total = 0L;
        await foreach (var page in PagesAsync(list, Stamp(point.After), null, cancellationToken))
        {
            total += page.Rows.Count;
            if (list.Announce(page.Rows, changed) is { } before) yield return before;
            if (page.Next is null && _whole.Contains(list.Name)) Totals[list.Name] = total;
            point = point with { After = LastStamp(page.Rows) ?? point.After };
            var cursor = page.Next is null ? new WalkCursor(list.Mapping, Watermark: point.Started) : new WalkCursor(list.Mapping, watermark, Load: point);
            yield return new FactPage(list.Name, Facts(list, page.Rows, isChange: false), cursor.ToString(), page.Next is null ? Replaced(list) : null);
        }
    }

    private async IAsyncEnumerable<FactPage> WindowAsync(TrackedList list, WindowPoint window, long? watermark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, until) = (Instant.FromUnixTimeMilliseconds(window.From), Instant.FromUnixTimeMilliseconds(window.To));
        await foreach (var page in PagesAsync(list, Stamp(window.After) ?? from, until, cancellationToken))
        {
            if (list.Announce(page.Rows, from) is { } before) yield return before;
            window = window with { After = LastStamp(page.Rows) ?? window.After };
            var cursor = page.Next is null ? new WalkCursor(list.Mapping, Watermark: window.To) : new WalkCursor(list.Mapping, watermark, Window: window);
            yield return new FactPage(list.Name, Facts(list, page.Rows, isChange: true), cursor.ToString());
        }
    }

    private async IAsyncEnumerable<PipedrivePage> PagesAsync(TrackedList list, Instant? since, Instant? until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? place = null;
        do
        {
            progress.Planned(list.Name, 1);
            var page = await list.Page(since, until, place, cancellationToken);
            yield return page;
            place = page.Next;
        }
        while (place is not null);
    }

    private List<FactKind>? Replaced(TrackedList list) => list.Completes is { } kind && list.Together.All(_whole.Contains) ? [kind] : null;

    private static FactBatch Facts(TrackedList list, IEnumerable<PipedriveRow> rows, bool isChange)
    {
        var facts = new PageFacts();
        foreach (var row in rows) list.Map(row, isChange, facts);
        return facts.ToBatch();
    }

    private static string? LastStamp(IReadOnlyList<PipedriveRow> rows) =>
        rows.Count > 0 && rows[^1][PipedriveApi.Stamp] is { } text && PipedriveValues.TryInstant(text, out var at) ? at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : null;

    private static Instant? Stamp(string millis) => long.TryParse(millis, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? Instant.FromUnixTimeMilliseconds(at) : null;
}
