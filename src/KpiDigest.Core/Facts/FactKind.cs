namespace KpiDigest.Core.Facts;

/// <summary>The kinds of versioned facts. Stored as lower-case names.</summary>
public enum FactKind
{
    /// <summary><see cref="Facts.Rep"/>.</summary>
    Rep,

    /// <summary><see cref="Facts.Team"/>.</summary>
    Team,

    /// <summary><see cref="Facts.Stage"/>.</summary>
    Stage,

    /// <summary><see cref="Facts.Account"/>.</summary>
    Account,

    /// <summary><see cref="Facts.Deal"/>.</summary>
    Deal,

    /// <summary><see cref="Facts.Activity"/>.</summary>
    Activity,

    /// <summary><see cref="Facts.Quota"/>.</summary>
    Quota,
}
