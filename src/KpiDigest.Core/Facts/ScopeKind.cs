namespace KpiDigest.Core.Facts;

/// <summary>Level of a scope or of a quota. Stored as its number.</summary>
public enum ScopeKind
{
    /// <summary>The whole company.</summary>
    Company = 0,

    /// <summary>A team with its sub-tree.</summary>
    Team = 1,

    /// <summary>One rep.</summary>
    Rep = 2,
}
