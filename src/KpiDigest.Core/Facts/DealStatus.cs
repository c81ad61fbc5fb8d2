namespace KpiDigest.Core.Facts;

/// <summary>The outcome of a deal as known at some instant. Stored as its number.</summary>
public enum DealStatus
{
    /// <summary>Not closed, or reopened.</summary>
    Open = 0,

    /// <summary>Closed won.</summary>
    Won = 1,

    /// <summary>Closed lost.</summary>
    Lost = 2,
}
