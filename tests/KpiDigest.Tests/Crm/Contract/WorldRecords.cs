using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Tests.Crm.Contract;

/// <summary>A person of the world.</summary>
/// <param name="Key">Number among the people, from 1.</param>
/// <param name="First">First name.</param>
/// <param name="Last">Last name.</param>
/// <param name="Email">Address.</param>
/// <param name="Team">Key of the team; 0: none.</param>
/// <param name="Active">False for leavers; their deals stay theirs.</param>
internal sealed record WorldPerson(long Key, string First, string Last, string Email, long Team, bool Active = true)
{
    public string Name => $"{First} {Last}";
}

/// <summary>A team; the people who lead it are nobody of the world.</summary>
internal sealed record WorldTeam(long Key, string Name);

/// <summary>An account.</summary>
internal sealed record WorldAccount(long Key, string Name, Instant Created, Instant Modified);

/// <summary>What a deal is in, in the order of the one pipeline.</summary>
internal enum WorldStage
{
    Qualified,
    Proposed,
    Won,
    Lost,
}

/// <summary>A field's new value: stage by name, amount as invariant decimal, close as ISO date, owner as key; null: cleared.</summary>
internal sealed record WorldChange(DealField Field, Instant At, string? Value);

/// <summary>A deal as it stands, with the changes that led there, oldest first.</summary>
internal sealed record WorldDeal(long Key, string Name)
{
    /// <summary>Key; 0: none.</summary>
    public long Account { get; init; }

    /// <summary>Key; 0: none.</summary>
    public long Owner { get; init; }

    public WorldStage Stage { get; init; }

    /// <summary>In the home currency; null: not stated.</summary>
    public decimal? Amount { get; init; }

    public LocalDate? Close { get; init; }

    public required Instant Created { get; init; }

    public required Instant Modified { get; init; }

    /// <summary>Null: it lives.</summary>
    public Instant? DeletedAt { get; init; }

    /// <summary>Key of the deal it was merged into; 0: none.</summary>
    public long MergedInto { get; init; }

    public IReadOnlyList<WorldChange> Changes { get; init; } = [];

    public DealStatus Status => Stage switch
    {
        WorldStage.Won => DealStatus.Won,
        WorldStage.Lost => DealStatus.Lost,
        _ => DealStatus.Open,
    };
}

/// <summary>A meeting that was held, or a call.</summary>
internal sealed record WorldActivity(long Key, bool IsCall, Instant Start, long Owner, long Deal, long Account, Instant Modified);

/// <summary>A rep's target for a quarter.</summary>
internal sealed record WorldQuota(long Key, long Person, LocalDate Start, LocalDate End, decimal Amount);
