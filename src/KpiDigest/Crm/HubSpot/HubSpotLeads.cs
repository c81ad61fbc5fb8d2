using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.HubSpot;

/// <summary>
/// Leads → prospects. Pure. A lead became a deal where it is associated with one. HubSpot associates each lead with a company from the
/// beginning; that is the account it became only once it was converted.
/// </summary>
internal sealed class HubSpotLeads(HubSpotMapping mapping)
{
    public IReadOnlyList<string> Properties { get; } =
    [
        .. new[] { "hs_createdate", "hs_pipeline_stage", "hs_primary_company_id", "hubspot_owner_id", HubSpotApi.LastModified, HubSpotApi.MergedIds }
            .Concat(mapping.Mapped.Of(HubSpotApi.Leads)).Distinct(),
    ];

    public void Map(ObjectRow row, LinkedIds linked, PageFacts into)
    {
        foreach (var loser in HubSpotMapper.MergedAway(row)) into.Deleted.Add((FactKind.Prospect, loser));
        var values = new RowReader(HubSpotApi.Leads, row, mapping.Notes);
        var (deals, converted) = (linked[HubSpotApi.Deals], values.At(mapping.Fields.LeadConverted));
        var company = linked[HubSpotApi.Companies] is [var first, ..] ? first : row.Properties["hs_primary_company_id"];
        into.Prospects.Add(new Prospect
        {
            Id = row.Id,
            Created = values.Date("hs_createdate") ?? (row.CreatedAt is { } at && HubSpotValues.TryInstant(at, out var created) ? FactDate.OfInstant(created) : null),
            Source = values.Text(mapping.Fields.LeadSource),
            OwnerId = row.Properties["hubspot_owner_id"],
            Status = row.Properties["hs_pipeline_stage"],
            ConvertedAt = converted,
            AccountId = deals.Count > 0 || converted is not null ? company : null,
            DealIds = deals,
        });
    }
}
