using NodaTime;

namespace KpiDigest.Runs;

/// <summary>A run under this worker's lease.</summary>
/// <param name="Key">Identity.</param>
/// <param name="LeaseToken">Proves the lease.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="DueAt">The digest's due instant: T of its facts.</param>
/// <param name="KnownAt">Which versions it stands on; frozen by the first attempt that got that far, null before.</param>
internal sealed record ClaimedRun(RunKey Key, string LeaseToken, int Attempt, Instant DueAt, Instant? KnownAt)
{
    /// <summary>The catch-up limit: after it the digest is too old to be sent. A release by hand moves it.</summary>
    public Instant NotAfter { get; init; } = Instant.MaxValue;
}
