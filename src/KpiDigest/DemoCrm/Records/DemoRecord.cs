using NodaTime;

namespace KpiDigest.DemoCrm.Records;

/// <summary>A CRM record. Records never change; an edit replaces one.</summary>
internal abstract record DemoRecord
{
    /// <summary>Object id.</summary>
    public required long Id { get; init; }

    /// <summary>Creation; null only where an export does not state it.</summary>
    public Instant? Created { get; init; }

    /// <summary>Last change.</summary>
    public required Instant Modified { get; init; }

    /// <summary>When it was deleted; null: it lives.</summary>
    public Instant? ArchivedAt { get; init; }

    /// <summary>Owner id, 0: none.</summary>
    public long OwnerId { get; init; }

    /// <summary>Ids of other records that were merged into this one.</summary>
    public IReadOnlyList<long> MergedIds { get; init; } = [];

    /// <summary>What it is associated with.</summary>
    public virtual IEnumerable<DemoLink> Links => [];

    /// <summary>Changes of tracked properties, oldest first.</summary>
    public virtual IReadOnlyList<HistoryEntry> History => [];
}
