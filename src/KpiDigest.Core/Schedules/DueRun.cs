using NodaTime;

namespace KpiDigest.Core.Schedules;

/// <summary>A run that is due.</summary>
/// <param name="Digest">The digest.</param>
/// <param name="Period">The period it reports on.</param>
/// <param name="DueAt">When it is or was due; T of its facts.</param>
public sealed record DueRun(DigestDefinition Digest, Period Period, Instant DueAt)
{
    /// <summary>After this it is no longer caught up.</summary>
    public Instant NotAfter => DueAt + Digest.CatchUp;
}
