using System.Globalization;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Salesforce;

/// <summary>Asks for what belongs to the records of a page, by their ids: history and splits of deals, invitees of events.</summary>
internal sealed class SalesforceCompletion(SalesforceClient client, SalesforceMapping mapping, SalesforceOpened opened, ISyncProgress progress)
{
    private readonly SalesforceDeals _deals = new(mapping);
    private readonly SalesforceHistory _history = new(mapping);
    private readonly SalesforceActivities _activities = new(mapping);

    public async Task<PageFacts> DealsAsync(IReadOnlyList<SalesforceRow> rows, CancellationToken cancellationToken)
    {
        var facts = new PageFacts();
        var ids = rows.Select(r => r.Id).ToList();
        var splits = await SplitsAsync(rows, cancellationToken);
        foreach (var row in rows) _deals.Map(row, splits.GetValueOrDefault(row.Id, []), facts);
        if (opened.History is { } fields)
            _history.MapStates(await OfAsync(SalesforceApi.Opportunity, ids, part => Soql.History(fields, part), cancellationToken), [.. fields], facts);
        if (opened.TracksOwners)
            _history.MapOwners(facts.Deals, await OfAsync(SalesforceApi.OpportunityFieldHistory, ids, Soql.OwnerHistory, cancellationToken), facts);
        return facts;
    }

    public async Task<PageFacts> EventsAsync(IReadOnlyList<SalesforceRow> rows, CancellationToken cancellationToken)
    {
        var facts = new PageFacts();
        var groups = rows.Where(r => r["IsGroupEvent"] == "true" && SalesforceActivities.IsMeeting(r)).Select(r => r.Id).ToList();
        IReadOnlyList<SalesforceRow> found = opened.Seen.TryGetValue(SalesforceApi.EventRelation, out var relation)
            ? await OfAsync(SalesforceApi.EventRelation, groups, part => Soql.Invitees(relation, part), cancellationToken, archived: true)
            : [];
        var invitees = found.Where(r => r["Status"] != "Declined" && r["RelationId"] is not null).ToLookup(r => r["EventId"] ?? "", r => r["RelationId"]!, StringComparer.Ordinal);
        foreach (var row in rows) _activities.MapEvent(row, [.. invitees[row.Id]], facts);
        return facts;
    }

    /// <summary>Only deals that say they are split are asked for their splits.</summary>
    private async Task<Dictionary<string, List<DealSplit>>> SplitsAsync(IReadOnlyList<SalesforceRow> rows, CancellationToken cancellationToken)
    {
        if (opened.SplitType is not { } type) return [];
        var split = rows.Where(r => r[SalesforceDeals.IsSplit] == "true").Select(r => r.Id).ToList();
        var found = await OfAsync(SalesforceApi.OpportunitySplit, split, part => Soql.Splits(type, part), cancellationToken);
        return found.GroupBy(r => r["OpportunityId"] ?? "", StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(Split).OfType<DealSplit>().OrderBy(s => s.RepId, StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
    }

    private DealSplit? Split(SalesforceRow row)
    {
        var share = row["SplitPercentage"];
        if (SalesforceId.IsOf(row["SplitOwnerId"], SalesforceId.UserPrefix) && decimal.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100)
            return new DealSplit(SalesforceId.Whole(row["SplitOwnerId"]!), percent);
        mapping.Notes.LeftEmpty(SalesforceApi.OpportunitySplit, row["OpportunityId"] ?? "", "SplitPercentage", share ?? "");
        return null;
    }

    private async Task<IReadOnlyList<SalesforceRow>> OfAsync(
        string objectType, IReadOnlyList<string> ids, Func<IEnumerable<string>, string> soql, CancellationToken cancellationToken, bool archived = false)
    {
        var parts = ids.Chunk(SalesforceApi.IdsInQuery).ToList();
        progress.Planned(objectType, parts.Count);
        var pages = await Task.WhenAll(parts.Select(part => client.RowsAsync(objectType, soql(part), cancellationToken, archived)));
        return [.. pages.SelectMany(p => p)];
    }
}
