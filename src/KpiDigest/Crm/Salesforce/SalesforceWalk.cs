using System.Globalization;
using System.Runtime.CompilerServices;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// Brings one object up to date: loads it, or reads what changed since its cursor. Everything is walked in order of id, so that a sync that
/// was cut off goes on behind the last stored page, whatever became of the query it was in.
/// </summary>
/// <param name="client">Salesforce.</param>
/// <param name="bulk">Jobs for large objects.</param>
/// <param name="bulkFrom">Objects of more records are large; 0: none is.</param>
/// <param name="cursors">Where the last sync ended.</param>
/// <param name="full">Load everything again.</param>
/// <param name="progress">Told how it goes.</param>
internal sealed class SalesforceWalk(
    SalesforceClient client, SalesforceBulk bulk, int bulkFrom, IReadOnlyDictionary<string, string> cursors, bool full, ISyncProgress progress)
{
    /// <summary>A long transaction commits after its stamp, so a window begins a little before the watermark. What is read twice is written once.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private readonly SalesforcePages _pages = new(client, progress);

    /// <summary>How many records there were when their load began, by object; those that were not loaded whole are not in it.</summary>
    public Dictionary<string, long> Totals { get; } = [];

    /// <param name="tracked">The object.</param>
    /// <param name="now">Upper bound of what is read, in whole seconds.</param>
    /// <param name="whole">Objects that this sync has listed from first to last page; this one is added if it is.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async IAsyncEnumerable<FactPage> ReadAsync(TrackedRecords tracked, long now, HashSet<string> whole, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursor = full ? null : WalkCursor.Read(cursors.GetValueOrDefault(tracked.Name), tracked.Mapping);
        if (cursor is null or { Watermark: null, Load: null, Window: null })
        {
            whole.Add(tracked.Name);
            await foreach (var page in LoadAsync(tracked, new LoadPoint(now, ""), [tracked.Kind], cancellationToken)) yield return page;
            yield break;
        }

        if (cursor.Watermark is { } last && now - last >= (long)SalesforceApi.RecycleBin.TotalMilliseconds)
        {
            await foreach (var page in ReconcileAsync(tracked, cancellationToken)) yield return page;
        }

        if (cursor.Load is { } load)
        {
            await foreach (var page in LoadAsync(tracked, load, replaces: null, cancellationToken)) yield return page;
        }
        else if (cursor.Window is { } unfinished)
        {
            await foreach (var page in WindowAsync(tracked, unfinished, cursor.Watermark, cancellationToken)) yield return page;
        }

        var watermark = cursor.Load?.Started ?? cursor.Window?.To ?? cursor.Watermark!.Value;
        var window = new WindowPoint(watermark - (long)Overlap.TotalMilliseconds, now, "");
        await foreach (var page in WindowAsync(tracked, window, watermark, cancellationToken)) yield return page;
    }

    /// <summary>Every record in the recycle bin; the cursor says when the last page was read.</summary>
    public async IAsyncEnumerable<FactPage> DeletedAsync(TrackedRecords tracked, long now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in _pages.ReadAsync(tracked.DeletedName, after => Soql.Deleted(tracked.Name, after), "", cancellationToken))
        {
            var cursor = page.Next is null ? now.ToString(CultureInfo.InvariantCulture) : null;
            yield return new FactPage(tracked.DeletedName, new FactBatch { Deleted = [.. tracked.Gone(page.Rows)] }, cursor);
        }
    }

    /// <summary>
    /// The watermark, moved with the last page only, is the instant at which the load began: what changes meanwhile is found by the next window.
    /// </summary>
    private async IAsyncEnumerable<FactPage> LoadAsync(
        TrackedRecords tracked, LoadPoint point, IReadOnlyList<FactKind>? replaces, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rest = point.Job is null ? ByQueryAsync(tracked, point, replaces, cancellationToken) : ByJobAsync(tracked, point, replaces, cancellationToken);
        await foreach (var page in rest) yield return page;
    }

    private async IAsyncEnumerable<FactPage> ByQueryAsync(
        TrackedRecords tracked, LoadPoint point, IReadOnlyList<FactKind>? replaces, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool IsLarge(long total) => bulkFrom > 0 && total > bulkFrom && bulk.IsFor(tracked.Name);
        LoadPoint? rest = null;
        await foreach (var page in _pages.ReadAsync(tracked.Name, after => Soql.Living(tracked, after), point.After, cancellationToken, IsLarge))
        {
            if (IsLarge(page.Total) && page.Next is { } next) rest = point with { After = next };
            if (replaces is not null) Totals.TryAdd(tracked.Name, page.Total);
            var facts = await tracked.FactsAsync(page.Rows, isChange: false, cancellationToken);
            var cursor = page.Next is null ? new WalkCursor(tracked.Mapping, Watermark: point.Started) : new WalkCursor(tracked.Mapping, Load: point with { After = page.Next });
            yield return new FactPage(tracked.Name, facts, cursor.ToString(), page.Next is null ? replaces : null, tracked.IdPrefix);
        }

        if (rest is null) yield break;
        await foreach (var page in ByJobAsync(tracked, rest, replaces, cancellationToken)) yield return page;
    }

    /// <summary>What a job brings is stored in parts as large as pages; the cursor goes on with each set.</summary>
    private async IAsyncEnumerable<FactPage> ByJobAsync(
        TrackedRecords tracked, LoadPoint point, IReadOnlyList<FactKind>? replaces, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await bulk.StepAsync(tracked, point, cancellationToken) is { } step)
        {
            var parts = step.Rows.Count == 0 ? [[]] : step.Rows.Chunk(SalesforceApi.PageRows).ToList();
            foreach (var (at, part) in parts.Index())
            {
                var facts = await tracked.FactsAsync(part, isChange: false, cancellationToken);
                var cursor = step.Next is null ? new WalkCursor(tracked.Mapping, Watermark: point.Started) : new WalkCursor(tracked.Mapping, Load: step.Next);
                yield return at < parts.Count - 1
                    ? new FactPage(tracked.Name, facts, null)
                    : new FactPage(tracked.Name, facts, cursor.ToString(), step.Next is null ? replaces : null, tracked.IdPrefix);
            }

            if (step.Next is not { } next) yield break;
            point = next;
        }

        await foreach (var page in ByQueryAsync(tracked, point with { Job = null, Set = null }, replaces, cancellationToken)) yield return page;
    }

    private async IAsyncEnumerable<FactPage> WindowAsync(TrackedRecords tracked, WindowPoint window, long? watermark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in _pages.ReadAsync(tracked.Name, after => Soql.Changed(tracked, window with { After = after }), window.After, cancellationToken))
        {
            var facts = await tracked.FactsAsync(page.Rows, isChange: true, cancellationToken);
            var cursor = page.Next is null ? new WalkCursor(tracked.Mapping, Watermark: window.To) : new WalkCursor(tracked.Mapping, watermark, Window: window with { After = page.Next });
            yield return new FactPage(tracked.Name, facts, cursor.ToString());
        }
    }

    /// <summary>The last sync is so long ago that a record may have left the recycle bin unseen: what is not in the list of ids is deleted.</summary>
    private async IAsyncEnumerable<FactPage> ReconcileAsync(TrackedRecords tracked, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in _pages.ReadAsync(tracked.DeletedName, after => Soql.LivingIds(tracked, after), "", cancellationToken))
        {
            yield return new FactPage(tracked.DeletedName, new FactBatch(), null, page.Next is null ? [tracked.Kind] : null, tracked.IdPrefix) { Listed = [.. tracked.Gone(page.Rows)] };
        }
    }
}
