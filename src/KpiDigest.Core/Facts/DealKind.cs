namespace KpiDigest.Core.Facts;

/// <summary>What sort of business a deal is. Stored as its number.</summary>
public enum DealKind
{
    /// <summary>Not stated; counts as any other deal (D1).</summary>
    Unknown = 0,

    /// <summary>First business with the customer.</summary>
    New = 1,

    /// <summary>More of the same to an existing customer.</summary>
    Expansion = 2,

    /// <summary>Another product to an existing customer.</summary>
    CrossSell = 3,

    /// <summary>Continuation of a contract; not counted unless configured (D1).</summary>
    Renewal = 4,
}
