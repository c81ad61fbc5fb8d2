using System.Globalization;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.HubSpot;

/// <summary>HubSpot's rows → facts. Pure: the same rows and mapping make the same facts.</summary>
internal sealed class HubSpotMapper(HubSpotMapping mapping)
{
    /// <summary>The properties an account is made of.</summary>
    public IReadOnlyList<string> CompanyProperties { get; } =
    [
        .. new[] { "name", "industry", "state", "hubspot_owner_id", "createdate", HubSpotApi.LastModified, HubSpotApi.MergedIds }
            .Concat(mapping.Mapped.Of(HubSpotApi.Companies)).Distinct(),
    ];

    public HubSpotDeals Deals { get; } = new(mapping);

    public HubSpotActivities Activities { get; } = new(mapping);

    public HubSpotEmails Emails { get; } = new(mapping);

    public HubSpotLeads Leads { get; } = new(mapping);

    public HubSpotGoals Goals { get; } = new(mapping);

    public void MapCompany(ObjectRow row, LinkedIds unused, PageFacts into)
    {
        foreach (var loser in MergedAway(row)) into.Deleted.Add((FactKind.Account, loser));
        var values = new RowReader(HubSpotApi.Companies, row, mapping.Notes);
        into.Accounts.Add(new Account
        {
            Id = row.Id,
            Name = row.Properties["name"] ?? $"Company {row.Id}",
            CreatedAt = values.At("createdate"),
            Industry = row.Properties["industry"],
            Region = values.Text(mapping.Fields.Region) ?? row.Properties["state"],
            Segment = values.Text(mapping.Fields.Segment),
            ChurnedOn = values.Date(mapping.Fields.ChurnedOn) is { } churned ? churned.On ?? churned.At!.Value.InZone(mapping.Zone).Date : null,
            OwnerId = row.Properties["hubspot_owner_id"],
        });
    }

    /// <summary>A leaver stays a rep: the deals still count.</summary>
    public static Rep ToRep(Owner owner) => new()
    {
        Id = owner.Id,
        Name = NameOf(owner),
        Email = string.IsNullOrWhiteSpace(owner.Email) ? null : owner.Email.Trim(),
        TeamId = TeamOf(owner),
        Active = !owner.Archived,
    };

    /// <summary>Won and lost stages are closed with probability 1 and 0; anything else is open.</summary>
    public static IEnumerable<Stage> ToStages(Pipeline pipeline) => pipeline.Stages.Select(stage =>
    {
        decimal? probability = decimal.TryParse(stage.Metadata?.Probability, NumberStyles.Float, CultureInfo.InvariantCulture, out var p) ? p : null;
        return new Stage
        {
            PipelineId = pipeline.Id,
            Id = stage.Id,
            Name = stage.Label ?? stage.Id,
            PipelineName = pipeline.Label ?? pipeline.Id,
            Order = stage.DisplayOrder,
            Status = HubSpotValues.Flag(stage.Metadata?.IsClosed) != true ? DealStatus.Open : probability >= 1 ? DealStatus.Won : DealStatus.Lost,
            Probability = probability,
        };
    });

    /// <summary>The teams that owners name; for a token that may not read the list of teams.</summary>
    public static IEnumerable<Team> TeamsOf(IEnumerable<Owner> owners) =>
        owners.SelectMany(o => o.Teams ?? []).DistinctBy(t => t.Id).Select(t => new Team { Id = t.Id, Name = t.Name ?? $"Team {t.Id}" });

    /// <summary>Ids of records that were merged into this one.</summary>
    public static IEnumerable<string> MergedAway(ObjectRow row) =>
        row.Properties[HubSpotApi.MergedIds] is { } ids
            ? ids.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(id => id != row.Id)
            : [];

    private static string NameOf(Owner owner)
    {
        var name = $"{owner.FirstName} {owner.LastName}".Trim();
        return name.Length > 0 ? name : string.IsNullOrWhiteSpace(owner.Email) ? $"Owner {owner.Id}" : owner.Email.Trim();
    }

    /// <summary>The primary team; where none is marked, the only one. Of several unmarked ones none is chosen.</summary>
    private static string? TeamOf(Owner owner) => owner.Teams switch
    {
        null or [] => null,
        var teams when teams.Find(t => t.Primary) is { } primary => primary.Id,
        [var only] => only.Id,
        _ => null,
    };
}
