namespace KpiDigest.Store;

/// <summary>What became of a supplement file. Stored as its lower-case name.</summary>
internal enum SupplementState
{
    /// <summary>Its bytes are in force from then on.</summary>
    Taken,

    /// <summary>It had faults: what was taken before stays in force.</summary>
    Refused,

    /// <summary>It is no longer there.</summary>
    Removed,
}
