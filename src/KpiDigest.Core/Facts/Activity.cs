using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>A call, meeting, email or task.</summary>
public sealed record Activity
{
    /// <summary>The CRM's id, unique inside the kind.</summary>
    public required string Id { get; init; }

    /// <summary>Call, meeting, email or task.</summary>
    public required ActivityKind Kind { get; init; }

    /// <summary>Held, scheduled, cancelled or no-show.</summary>
    public required ActivityStatus Status { get; init; }

    /// <summary>When it starts or started.</summary>
    public required Instant StartAt { get; init; }

    /// <summary>Length; null: not stated.</summary>
    public Duration? Length { get; init; }

    /// <summary>The organiser's rep id.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Reps who took part beside the owner.</summary>
    public IReadOnlyList<string> ParticipantIds { get; init; } = [];

    /// <summary>Deals it concerns.</summary>
    public IReadOnlyList<string> DealIds { get; init; } = [];

    /// <summary>Accounts it concerns.</summary>
    public IReadOnlyList<string> AccountIds { get; init; } = [];

    /// <summary>Whether only colleagues took part.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Whether it was sent to many at once: it does not count as contact with anybody.</summary>
    public bool IsBulk { get; init; }

    /// <summary>Whether the installation's mapping calls it coaching.</summary>
    public bool IsCoaching { get; init; }
}
