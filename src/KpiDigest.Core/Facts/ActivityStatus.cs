namespace KpiDigest.Core.Facts;

/// <summary>State of an activity. Stored as its number.</summary>
public enum ActivityStatus
{
    /// <summary>It took place.</summary>
    Held = 0,

    /// <summary>It is planned.</summary>
    Scheduled = 1,

    /// <summary>It was called off.</summary>
    Cancelled = 2,

    /// <summary>The other side did not come.</summary>
    NoShow = 3,
}
