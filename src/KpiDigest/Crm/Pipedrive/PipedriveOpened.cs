using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>What the opening checks found; the pull goes by it.</summary>
internal sealed record PipedriveOpened
{
    /// <summary>As the sync and <c>doctor</c> see it.</summary>
    public required CrmAccount Account { get; init; }

    public required PipedriveMapping Mapping { get; init; }

    public required IReadOnlyList<Rep> Reps { get; init; }

    /// <summary>Null: they are missing.</summary>
    public required IReadOnlyList<Team>? Teams { get; init; }

    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>Null: they are missing.</summary>
    public required IReadOnlyList<Quota>? Quotas { get; init; }

    /// <summary>What activities are asked for beside the usual.</summary>
    public required string ActivityFields { get; init; }
}
