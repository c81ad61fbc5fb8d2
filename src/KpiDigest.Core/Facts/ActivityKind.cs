namespace KpiDigest.Core.Facts;

/// <summary>Kind of an activity. Stored as its number.</summary>
public enum ActivityKind
{
    /// <summary>A phone call.</summary>
    Call = 0,

    /// <summary>A meeting.</summary>
    Meeting = 1,

    /// <summary>An email.</summary>
    Email = 2,

    /// <summary>A task.</summary>
    Task = 3,
}
