namespace KpiDigest.Core.Digests;

/// <summary>Why a digest names a deal.</summary>
public enum DealRole
{
    /// <summary>Won in the period.</summary>
    Won,

    /// <summary>Lost in the period.</summary>
    Lost,

    /// <summary>Open with an expected close before the as-of date.</summary>
    Overdue,

    /// <summary>Open with an expected close in the next days.</summary>
    DueSoon,

    /// <summary>Open without any sign of life (<c>stale-deals</c>).</summary>
    Stale,
}
