using NodaTime;

namespace KpiDigest.Runs;

/// <summary>A run as listings show it.</summary>
internal sealed record RunRow(
    RunKey Key, RunState State, Instant DueAt, Instant? KnownAt, int? Expected, int Attempt, string? Reason, string? LeaseOwner, Instant? FinishedAt)
{
    /// <summary>The catch-up limit.</summary>
    public Instant NotAfter { get; init; } = Instant.MaxValue;

    /// <summary>End of the lease of a running run.</summary>
    public Instant? LeaseUntil { get; init; }

    /// <summary>Hash of the configuration that shaped it; null until frozen.</summary>
    public string? ConfigurationHash { get; init; }

    /// <summary>Hash of the templates that shaped it; null until frozen.</summary>
    public string? TemplateHash { get; init; }

    /// <summary>Hash of the supplement files it stood on; null until frozen.</summary>
    public string? SupplementsHash { get; init; }

    /// <summary>Why its numbers are no longer kept; null: they are.</summary>
    public string? ArchiveGone { get; init; }
}
