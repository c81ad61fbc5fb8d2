using NodaTime;

namespace KpiDigest.Core.Schedules;

/// <summary>
/// Hours of the recipient's wall clock, <c>[From, To)</c>, in which nothing is delivered. <c>20:00-06:30</c> runs over midnight. What comes due
/// inside is delivered at their end.
/// </summary>
/// <param name="From">First quiet moment.</param>
/// <param name="To">First moment that is not quiet any more; never equal to <paramref name="From"/>.</param>
public sealed record QuietHours(LocalTime From, LocalTime To)
{
    /// <summary>The moment itself, or the end of the quiet hours it lies in.</summary>
    public LocalDateTime After(LocalDateTime wall)
    {
        var time = wall.TimeOfDay;
        if (From < To) return time >= From && time < To ? wall.Date + To : wall;
        return time >= From ? wall.Date.PlusDays(1) + To : time < To ? wall.Date + To : wall;
    }
}
