using NodaTime;

namespace KpiDigest.Runs;

/// <summary>A run as listings show it.</summary>
internal sealed record RunRow(
    RunKey Key, RunState State, Instant DueAt, Instant? KnownAt, int? Expected, int Attempt, string? Reason, string? LeaseOwner, Instant? FinishedAt);
