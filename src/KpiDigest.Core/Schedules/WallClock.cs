using NodaTime;

namespace KpiDigest.Core.Schedules;

/// <summary>A schedule as wall-clock times, knowing no zone: the first time strictly after another; null: never again.</summary>
/// <param name="after">A wall-clock time.</param>
public delegate LocalDateTime? WallClock(LocalDateTime after);
