using System.Globalization;
using System.Net;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.HubSpot;

/// <summary>
/// Reads the revenue splits of those deals that say they have some: an account without splits (or without the licence) costs no request.
/// HubSpot writes a share as a fraction of 1.
/// </summary>
internal sealed class HubSpotSplits(HubSpotClient client, MappingNotes notes, ISyncProgress progress)
{
    public const string Added = "hs_deal_split_added";

    private bool _refused;

    public async Task<List<ObjectRow>> AddAsync(List<ObjectRow> deals, CancellationToken cancellationToken)
    {
        var split = deals.Where(d => !d.Archived && HubSpotValues.Flag(d.Properties[Added]) == true).Select(d => new ObjectId(d.Id)).ToList();
        var found = new Dictionary<string, IReadOnlyList<DealSplit>>();
        foreach (var ids in split.Chunk(HubSpotApi.ListLimit))
        {
            foreach (var row in await ReadAsync(ids, cancellationToken)) found[row.Id] = Splits(row);
        }

        return found.Count == 0 ? deals : deals.ConvertAll(d => found.TryGetValue(d.Id, out var splits) ? d with { Splits = splits } : d);
    }

    private async Task<List<DealSplitRow>> ReadAsync(ObjectId[] ids, CancellationToken cancellationToken)
    {
        if (_refused) return [];
        try
        {
            progress.Planned(HubSpotApi.Deals, 1);
            return (await client.DealSplitsAsync(new AssociationRequest(ids), cancellationToken)).Results;
        }
        catch (CrmException e) when (e.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            _refused = true;
            notes.Say("deals are split among several owners, but HubSpot does not let the token read how (scope crm.dealsplits.read_write); their owners get the whole amount");
            return [];
        }
    }

    private DealSplit[] Splits(DealSplitRow row) =>
        [.. (row.Splits ?? []).Where(s => !s.Archived).Select(s => Split(row.Id, s.Properties)).OfType<DealSplit>().OrderBy(s => s.RepId, StringComparer.Ordinal)];

    private DealSplit? Split(string deal, HubSpotProperties values)
    {
        var share = values["hs_deal_split_percentage"];
        if (values["hubspot_owner_id"] is { } owner && decimal.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction) && fraction is >= 0 and <= 1)
            return new DealSplit(owner, fraction * 100);
        notes.LeftEmpty(HubSpotApi.Deals, deal, "hs_deal_split_percentage", share ?? "");
        return null;
    }
}
