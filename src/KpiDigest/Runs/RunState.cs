namespace KpiDigest.Runs;

/// <summary>Where a run is. Stored as lower-case names.</summary>
internal enum RunState
{
    /// <summary>Due; any worker may claim it.</summary>
    Planned,

    /// <summary>A worker holds it under a lease.</summary>
    Running,

    /// <summary>Its mails are visible in the outbox.</summary>
    Enqueued,

    /// <summary>The gate kept it back.</summary>
    Held,

    /// <summary>It failed for good.</summary>
    Failed,
}
