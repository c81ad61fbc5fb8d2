using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.HubSpot;

/// <summary>Leads → prospects. Pure. A lead became a deal where it is associated with one.</summary>
internal sealed class HubSpotLeads(HubSpotMapping mapping)
{
    public IReadOnlyList<string> Properties { get; } =
    [
        .. new[] { "hs_createdate", "hs_pipeline_stage", "hs_primary_company_id", "hubspot_owner_id", HubSpotApi.LastModified, HubSpotApi.MergedIds }
            .Concat(mapping.Fields.Of(HubSpotApi.Leads)).Distinct(),
    ];

    public void Map(ObjectRow row, LinkedIds linked, PageFacts into)
    {
        foreach (var loser in HubSpotMapper.MergedAway(row)) into.Deleted.Add((FactKind.Prospect, loser));
        var values = new RowReader(HubSpotApi.Leads, row, mapping.Notes);
        var companies = linked[HubSpotApi.Companies];
        into.Prospects.Add(new Prospect
        {
            Id = row.Id,
            Created = values.Date("hs_createdate") ?? (row.CreatedAt is { } at && HubSpotValues.TryInstant(at, out var created) ? FactDate.OfInstant(created) : null),
            Source = values.Text(mapping.Fields.LeadSource),
            OwnerId = row.Properties["hubspot_owner_id"],
            Status = row.Properties["hs_pipeline_stage"],
            ConvertedAt = values.At(mapping.Fields.LeadConverted),
            AccountId = companies.Count > 0 ? companies[0] : row.Properties["hs_primary_company_id"],
            DealIds = linked[HubSpotApi.Deals],
        });
    }
}
