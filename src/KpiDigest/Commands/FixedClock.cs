using NodaTime;

namespace KpiDigest.Commands;

/// <summary>A clock that stands still: the demo is the same everywhere and at any time. Timers run as ever.</summary>
internal sealed class FixedClock(Instant now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now.ToDateTimeOffset();
}
