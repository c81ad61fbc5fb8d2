using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>A clock that a test sets.</summary>
internal sealed class InstantClock(Instant now) : TimeProvider
{
    public Instant Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
