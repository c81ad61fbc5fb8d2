using System.Net;
using System.Runtime.CompilerServices;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.HubSpot;

/// <summary>Reads whole lists: the first load of an object.</summary>
internal sealed class HubSpotLoad(HubSpotClient client, string mapping, ISyncProgress progress)
{
    private readonly HashSet<string> _byId = [];

    /// <summary>How many objects there were when their load began, by object type.</summary>
    public Dictionary<string, long> Totals { get; } = [];

    /// <summary>
    /// Every living object. The watermark, moved with the last page only, is the instant at which the load began: what changes
    /// meanwhile is found by the next window.
    /// </summary>
    /// <param name="tracked">The object.</param>
    /// <param name="point">Start, or where an unfinished load goes on (<see cref="LoadPoint.After"/> not empty).</param>
    /// <param name="replaces">What the list replaces when it comes from its first to its last page.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async IAsyncEnumerable<FactPage> LoadAsync(
        TrackedObject tracked, LoadPoint point, IReadOnlyList<FactKind>? replaces, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await PlanAsync(tracked, cancellationToken);
        var page = await FirstAsync(tracked, point, cancellationToken);
        for (string? after = null; ; page = await ListAsync(tracked, after, cancellationToken))
        {
            var next = Next(page, after, tracked.Name);
            var facts = tracked.ToFacts(await tracked.Complete(page.Results, cancellationToken));
            var cursor = next is null ? new WalkCursor(mapping, Watermark: point.Started) : new WalkCursor(mapping, Load: point with { After = next });
            yield return new FactPage(tracked.Name, facts, cursor.ToString(), next is null ? replaces : null, tracked.IdPrefix);
            if (next is null) yield break;
            after = next;
        }
    }

    /// <summary>A list does not say how long it is; a search does.</summary>
    private async Task PlanAsync(TrackedObject tracked, CancellationToken cancellationToken)
    {
        progress.Planned(tracked.Name, 1);
        var all = await client.TotalAsync(tracked.Name, cancellationToken);
        progress.Started(tracked.Name, all);
        if (all is not { } total) return;
        Totals[tracked.Name] = total;
        progress.Planned(tracked.Name, Math.Max(1, (total + tracked.ListLimit - 1) / tracked.ListLimit));
    }

    /// <summary>An unfinished load goes on where it stopped; should HubSpot no longer know that place, from the beginning.</summary>
    private async Task<ObjectPage> FirstAsync(TrackedObject tracked, LoadPoint point, CancellationToken cancellationToken)
    {
        if (point.After.Length == 0) return await ListAsync(tracked, null, cancellationToken);
        try
        {
            return await ListAsync(tracked, point.After, cancellationToken);
        }
        catch (CrmException e) when (e.Status == HttpStatusCode.BadRequest)
        {
            return await ListAsync(tracked, null, cancellationToken);
        }
    }

    /// <summary>So many properties that the address gets too long for HubSpot are asked for by id, in a body.</summary>
    private async Task<ObjectPage> ListAsync(TrackedObject tracked, string? after, CancellationToken cancellationToken)
    {
        var list = new ListRequest(tracked.Name, tracked.ListLimit) { After = after, Associations = tracked.Associations };
        if (_byId.Contains(tracked.Name)) return await WithBodiesAsync(tracked, list, cancellationToken);
        try
        {
            return await client.ListAsync(list with { Properties = tracked.Properties, History = tracked.History }, cancellationToken);
        }
        catch (CrmException e) when (e.Status == HttpStatusCode.RequestUriTooLong)
        {
            _byId.Add(tracked.Name);
            return await WithBodiesAsync(tracked, list, cancellationToken);
        }
    }

    private async Task<ObjectPage> WithBodiesAsync(TrackedObject tracked, ListRequest list, CancellationToken cancellationToken)
    {
        progress.Planned(tracked.Name, 1);
        var page = await client.ListAsync(list with { Properties = [HubSpotApi.ObjectId] }, cancellationToken);
        if (page.Results.Count == 0) return page;
        var batch = new BatchReadRequest([.. page.Results.Select(r => new ObjectId(r.Id))], tracked.Properties, tracked.History);
        var full = (await client.BatchReadAsync(tracked.Name, batch, cancellationToken)).Results.DistinctBy(r => r.Id).ToDictionary(r => r.Id);
        return page with { Results = [.. page.Results.Where(r => full.ContainsKey(r.Id)).Select(r => full[r.Id] with { Associations = r.Associations })] };
    }

    /// <summary>Where the next page starts; a list that stands still would never end.</summary>
    public static string? Next(ObjectPage page, string? after, string name) => page.Next is { } next && next == after
        ? throw new CrmException($"HubSpot's list of {name} does not go on after '{Http.Excerpt.Of(after, 40)}': it names the same page again", isTransient: true)
        : page.Next;
}
