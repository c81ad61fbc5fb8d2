using System.Globalization;
using System.Runtime.CompilerServices;

namespace KpiDigest.Crm.HubSpot;

/// <summary>
/// Reads what changed in a window of time: search by last-modified date, walked by object id. Each query starts behind the last id
/// seen, so that HubSpot's cap of 10,000 results never applies. Search gives no history and no associations; they are fetched by id.
/// </summary>
internal sealed class HubSpotWindow(HubSpotClient client, string mapping, ISyncProgress progress)
{
    private const string FirstId = "0";

    /// <summary>
    /// Search lags behind writes by moments, so a window begins a little before the watermark. What is read twice is written once.
    /// </summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    public static WindowPoint Since(long watermark, long now) => new(watermark - (long)Overlap.TotalMilliseconds, now, FirstId);

    /// <summary>Every object changed in the window. The watermark moves with the last page only, to the window's end.</summary>
    public async IAsyncEnumerable<FactPage> ReadAsync(TrackedObject tracked, WindowPoint point, long? watermark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var first = true; ; first = false)
        {
            if (first) progress.Planned(tracked.Name, 1);
            var found = await client.SearchAsync(tracked.Name, Search(tracked, point), cancellationToken);
            if (first) Plan(tracked, found.Total);
            var last = found.Next is null || found.Results.Count == 0;
            if (!last) point = point with { After = Behind(point.After, found.Results[^1].Id, tracked.Name) };
            var cursor = last ? new WalkCursor(mapping, Watermark: point.To) : new WalkCursor(mapping, watermark, Window: point);
            yield return new FactPage(tracked.Name, await FactsAsync(tracked, found.Results, cancellationToken), cursor.ToString());
            if (last) yield break;
        }
    }

    /// <summary>Objects by id, with all that their facts are made of; those that are not there are left out.</summary>
    public async Task<Core.Facts.FactBatch> ByIdAsync(TrackedObject tracked, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return new Core.Facts.FactBatch();
        progress.Planned(tracked.Name, Pages(ids.Count, tracked.ListLimit));
        var rows = await BatchAsync(tracked, ids, cancellationToken);
        progress.Planned(tracked.Name, Pages(rows.Count, HubSpotApi.AssociationLimit) * tracked.Associations.Count);
        var links = await AssociatedAsync(tracked, rows, cancellationToken);
        return tracked.ToFacts(await tracked.Complete(rows, cancellationToken), links);
    }

    private static SearchRequest Search(TrackedObject tracked, WindowPoint point) => new(
        [
            new FilterGroup(
            [
                new Filter(HubSpotApi.LastModified, "GTE", point.From.ToString(CultureInfo.InvariantCulture)),
                new Filter(HubSpotApi.LastModified, "LT", point.To.ToString(CultureInfo.InvariantCulture)),
                new Filter(HubSpotApi.ObjectId, "GT", point.After),
            ]),
        ],
        [HubSpotApi.ObjectId],
        tracked.History.Count > 0 ? [HubSpotApi.ObjectId] : tracked.Properties,
        HubSpotApi.SearchLimit);

    private void Plan(TrackedObject tracked, long? total)
    {
        progress.Started(tracked.Name, total);
        if (total is not > 0) return;
        var searches = Pages(total.Value, HubSpotApi.SearchLimit);
        var batches = tracked.History.Count > 0 ? Pages(total.Value, HubSpotApi.HistoryLimit) : 0;
        progress.Planned(tracked.Name, searches - 1 + batches + (searches * tracked.Associations.Count));
    }

    private async Task<Core.Facts.FactBatch> FactsAsync(TrackedObject tracked, List<ObjectRow> found, CancellationToken cancellationToken)
    {
        if (found.Count == 0) return new Core.Facts.FactBatch();
        var rows = tracked.History.Count > 0 ? await BatchAsync(tracked, [.. found.Select(r => r.Id)], cancellationToken) : found;
        var links = await AssociatedAsync(tracked, rows, cancellationToken);
        return tracked.ToFacts(await tracked.Complete(rows, cancellationToken), links);
    }

    /// <summary>A merged id answers with its survivor, which may have been found itself: each object counts once.</summary>
    private async Task<List<ObjectRow>> BatchAsync(TrackedObject tracked, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var batches = ids.Select(id => new ObjectId(id)).Chunk(tracked.ListLimit)
            .Select(inputs => client.BatchReadAsync(tracked.Name, new BatchReadRequest(inputs, tracked.Properties, tracked.History), cancellationToken));
        var pages = await Task.WhenAll(batches);
        return [.. pages.SelectMany(p => p.Results).DistinctBy(r => r.Id)];
    }

    private async Task<FetchedLinks> AssociatedAsync(TrackedObject tracked, List<ObjectRow> rows, CancellationToken cancellationToken)
    {
        var links = new FetchedLinks();
        foreach (var to in tracked.Associations)
        {
            foreach (var ids in rows.Select(r => new ObjectId(r.Id)).Chunk(HubSpotApi.AssociationLimit))
                links.Add(to, await client.AssociationsAsync(tracked.Name, to, new AssociationRequest(ids), cancellationToken));
        }

        return links;
    }

    /// <summary>Where the next query starts. Going back or standing still would never end.</summary>
    private static string Behind(string after, string id, string name)
    {
        var forward = long.TryParse(id, CultureInfo.InvariantCulture, out var next) && long.TryParse(after, CultureInfo.InvariantCulture, out var seen) ? next > seen : id != after;
        return forward ? id : throw new CrmException($"HubSpot's search of {name} does not go on behind id {Http.Excerpt.Of(after, 40)}: it ends with {Http.Excerpt.Of(id, 40)}", isTransient: true);
    }

    private static long Pages(long total, int limit) => (total + limit - 1) / limit;
}
