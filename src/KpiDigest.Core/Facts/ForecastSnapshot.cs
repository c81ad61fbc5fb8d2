using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>What was forecast for a subject and a quarter at one moment.</summary>
public sealed record ForecastSnapshot
{
    /// <summary>Unique: taken at, subject and period.</summary>
    public required string Id { get; init; }

    /// <summary>When it was taken.</summary>
    public required Instant TakenAt { get; init; }

    /// <summary>Whose forecast it is.</summary>
    public required ScopeKind Subject { get; init; }

    /// <summary>Team or rep id; null for the company.</summary>
    public string? SubjectId { get; init; }

    /// <summary>First day of the quarter.</summary>
    public required LocalDate Start { get; init; }

    /// <summary>First day after it.</summary>
    public required LocalDate End { get; init; }

    /// <summary>Amount committed, won included, in the home currency.</summary>
    public required decimal Commit { get; init; }

    /// <summary>Best case, commit included; null: not stated.</summary>
    public decimal? BestCase { get; init; }

    /// <summary>Weighted pipeline, won included; null: not stated.</summary>
    public decimal? Weighted { get; init; }

    /// <summary><c>own</c>: taken by this program; <c>crm</c>: by the CRM.</summary>
    public required string Source { get; init; }
}
