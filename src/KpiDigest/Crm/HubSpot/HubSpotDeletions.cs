using System.Globalization;
using System.Runtime.CompilerServices;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.HubSpot;

/// <summary>
/// The list of deleted objects, which HubSpot keeps for some 90 days. What stood on it last time and does not any more was restored, or is gone
/// for good: these are asked for by id, because a restored object need not count as changed.
/// </summary>
internal sealed class HubSpotDeletions(HubSpotClient client, HubSpotWindow window, ISyncProgress progress)
{
    // Some 600 KB of cursor; an account that deletes more in three months gets its restored objects with their next change.
    private const int MostIds = 50_000;

    /// <summary>When a cursor's list was read, in milliseconds; null: never.</summary>
    public static long? ReadAt(string? cursor) => long.TryParse((cursor ?? "").Split(';')[0], CultureInfo.InvariantCulture, out var at) ? at : null;

    /// <summary>Every deleted object, then those that came back; the cursor, moved with the last page, holds when it was read and which they were.</summary>
    public async IAsyncEnumerable<FactPage> ReadAsync(TrackedObject tracked, string? cursor, long now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        progress.Started(tracked.ArchivedName, null);
        var before = Ids(cursor);
        var listed = new HashSet<string>();
        string? after = null;
        do
        {
            progress.Planned(tracked.ArchivedName, 1);
            var list = new ListRequest(tracked.Name, HubSpotApi.ListLimit) { Archived = true, After = after, Properties = [HubSpotApi.LastModified] };
            var page = await client.ListAsync(list, cancellationToken);
            after = HubSpotLoad.Next(page, after, tracked.Name);
            listed.UnionWith(page.Results.Select(r => r.Id));
            var deleted = new FactBatch { Deleted = [.. page.Results.Select(r => (tracked.Kind, tracked.FactId(r.Id)))] };
            yield return new FactPage(tracked.ArchivedName, deleted, null);
        }
        while (after is not null);

        var restored = await window.ByIdAsync(tracked, [.. before.Where(id => !listed.Contains(id)).Order(StringComparer.Ordinal)], cancellationToken);
        yield return new FactPage(tracked.ArchivedName, restored, Cursor(now, listed));
    }

    private static string[] Ids(string? cursor) => (cursor ?? "").Split(';') is [_, { Length: > 0 } ids] ? ids.Split(',') : [];

    private static string Cursor(long now, HashSet<string> ids) =>
        now.ToString(CultureInfo.InvariantCulture) + (ids.Count <= MostIds ? ";" + string.Join(',', ids.Order(StringComparer.Ordinal)) : "");
}
