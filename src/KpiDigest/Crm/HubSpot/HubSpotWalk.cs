using System.Runtime.CompilerServices;

namespace KpiDigest.Crm.HubSpot;

/// <summary>
/// Brings one object up to date: loads it, or goes on where its cursor stands. Where the list of deletions was not read for so long that HubSpot
/// may have forgotten some, it is loaded again, and what does not come is deleted.
/// </summary>
internal sealed class HubSpotWalk(HubSpotClient client, string mapping, IReadOnlyDictionary<string, string> cursors, bool full, ISyncProgress progress)
{
    // HubSpot keeps deleted objects for some 90 days.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(80);

    private readonly HubSpotLoad _load = new(client, mapping, progress);
    private readonly HubSpotWindow _window = new(client, mapping, progress);

    /// <summary>How many objects there were when their load began, by object type; those that were not loaded whole are not in it.</summary>
    public IReadOnlyDictionary<string, long> Totals => _load.Totals;

    /// <param name="tracked">The object.</param>
    /// <param name="now">Upper bound of what is read.</param>
    /// <param name="whole">Objects that this sync has listed from first to last page; this one is added if it is.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async IAsyncEnumerable<FactPage> ReadAsync(TrackedObject tracked, long now, HashSet<string> whole, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursor = full ? null : WalkCursor.Read(cursors.GetValueOrDefault(tracked.Name), mapping);
        if (cursor is null or { Watermark: null, Load: null, Window: null } || Forgets(tracked, cursor, now))
        {
            whole.Add(tracked.Name);
            await foreach (var page in _load.LoadAsync(tracked, new LoadPoint(now, ""), [tracked.Kind], cancellationToken)) yield return page;
            yield break;
        }

        if (cursor.Load is { } load)
        {
            await foreach (var page in _load.LoadAsync(tracked, load, replaces: null, cancellationToken)) yield return page;
        }
        else if (cursor.Window is { } unfinished)
        {
            await foreach (var page in _window.ReadAsync(tracked, unfinished, cursor.Watermark, cancellationToken)) yield return page;
        }

        var watermark = cursor.Load?.Started ?? cursor.Window?.To ?? cursor.Watermark!.Value;
        await foreach (var page in _window.ReadAsync(tracked, HubSpotWindow.Since(watermark, now), watermark, cancellationToken)) yield return page;
    }

    private bool Forgets(TrackedObject tracked, WalkCursor cursor, long now) =>
        (HubSpotDeletions.ReadAt(cursors.GetValueOrDefault(tracked.ArchivedName)) ?? cursor.Watermark) is { } last && now - last > (long)Kept.TotalMilliseconds;
}
