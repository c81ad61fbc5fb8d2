using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Dynamics;

/// <summary>What the opening checks found; the pull goes by it.</summary>
internal sealed record DynamicsOpened
{
    /// <summary>As the sync and <c>doctor</c> see it.</summary>
    public required CrmAccount Account { get; init; }

    /// <summary>Tables that the user may read, by logical name.</summary>
    public required IReadOnlyDictionary<string, SeenTable> Seen { get; init; }

    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>Goals of the one metric that counts; null: they are missing.</summary>
    public required IReadOnlyList<DynamicsRow>? Goals { get; init; }

    /// <summary>All users, applications too.</summary>
    public required IReadOnlyList<DynamicsRow> Users { get; init; }

    /// <summary>Whether it is proven by permissions what the user sees; where not, counts must do.</summary>
    public required bool KnowsSight { get; init; }
}
