using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Salesforce;

/// <summary>What the opening checks found; the pull goes by it.</summary>
internal sealed record SalesforceOpened
{
    /// <summary>As the sync and <c>doctor</c> see it.</summary>
    public required CrmAccount Account { get; init; }

    /// <summary>Objects that the user sees, by name.</summary>
    public required IReadOnlyDictionary<string, SeenObject> Seen { get; init; }

    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>Fields of the history of deals that are asked for; null: the user does not see it.</summary>
    public required IReadOnlyList<string>? History { get; init; }

    /// <summary>Whether the organisation tracks who owned a deal.</summary>
    public required bool TracksOwners { get; init; }

    /// <summary>The type of split whose shares make up a deal's amount; null: deals are not split.</summary>
    public required string? SplitType { get; init; }

    /// <summary>Quotas of the one forecasting type that counts; null: they are missing.</summary>
    public required IReadOnlyList<SalesforceRow>? Quotas { get; init; }

    public required SalesforceTeams TeamsFrom { get; init; }
}
