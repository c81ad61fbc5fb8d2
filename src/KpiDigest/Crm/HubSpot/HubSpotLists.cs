using System.Runtime.CompilerServices;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.HubSpot;

/// <summary>The small lists, read whole each time: owners (leavers too), teams, pipelines, goals. Their last page replaces the kind.</summary>
internal sealed class HubSpotLists(HubSpotClient client, HubSpotMapper mapper, HubSpotOpened opened, ISyncProgress progress)
{
    public async IAsyncEnumerable<FactPage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var owners = new Dictionary<string, Owner>();
        progress.Started("owners", null);
        foreach (var archived in new[] { false, true })
        {
            await foreach (var page in OwnersAsync(archived, cancellationToken))
            {
                // Somebody who came back is in both lists; the active one is read first and counts.
                var fresh = page.Results.Where(o => owners.TryAdd(o.Id, o)).Select(HubSpotMapper.ToRep).ToList();
                var last = archived && page.Next is null;
                yield return new FactPage("owners", new FactBatch { Reps = fresh }, null, last ? [FactKind.Rep] : null);
            }
        }

        var teams = opened.Teams ?? [.. HubSpotMapper.TeamsOf(owners.Values)];
        yield return new FactPage("teams", new FactBatch { Teams = teams }, null, [FactKind.Team]);
        yield return new FactPage("pipelines", new FactBatch { Stages = opened.Stages }, null, [FactKind.Stage]);
        if (opened.Refused.Contains(HubSpotApi.Goals)) yield break;
        await foreach (var page in GoalsAsync(cancellationToken)) yield return page;
    }

    private async IAsyncEnumerable<OwnerPage> OwnersAsync(bool archived, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            progress.Planned("owners", 1);
            var page = await client.OwnersAsync(archived, after, cancellationToken);
            yield return archived ? page with { Results = [.. page.Results.Select(o => o with { Archived = true })] } : page;
            after = Next(page.Next, after, "owners");
        }
        while (after is not null);
    }

    private async IAsyncEnumerable<FactPage> GoalsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        progress.Started(HubSpotApi.Goals, null);
        string? after = null;
        do
        {
            progress.Planned(HubSpotApi.Goals, 1);
            var list = new ListRequest(HubSpotApi.Goals, HubSpotApi.ListLimit) { After = after, Properties = HubSpotGoals.Properties };
            var page = await client.ListAsync(list, cancellationToken);
            var facts = new PageFacts();
            foreach (var row in page.Results.Where(r => !r.Archived)) mapper.Goals.Map(row, facts);
            after = Next(page.Next, after, HubSpotApi.Goals);
            yield return new FactPage(HubSpotApi.Goals, facts.ToBatch(), null, after is null ? [FactKind.Quota] : null);
        }
        while (after is not null);
    }

    private static string? Next(string? next, string? after, string name) => next is not null && next == after
        ? throw new CrmException($"HubSpot's list of {name} does not go on after '{Http.Excerpt.Of(after, 40)}': it names the same page again", isTransient: true)
        : next;
}
