using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>A lead in the marketing sense: somebody who may become a customer. (A person who leads a team is <see cref="RosterRow.IsLead"/>.)</summary>
public sealed record Prospect
{
    /// <summary>The CRM's lead id.</summary>
    public required string Id { get; init; }

    /// <summary>When it was created; null: not stated.</summary>
    public FactDate? Created { get; init; }

    /// <summary>Where it came from, as the CRM states it.</summary>
    public string? Source { get; init; }

    /// <summary>The owner's rep id.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Status as the CRM states it; a disqualified lead stays a lead.</summary>
    public string? Status { get; init; }

    /// <summary>When it was converted; null: not yet.</summary>
    public Instant? ConvertedAt { get; init; }

    /// <summary>The account it became.</summary>
    public string? AccountId { get; init; }

    /// <summary>Deals it became.</summary>
    public IReadOnlyList<string> DealIds { get; init; } = [];
}
