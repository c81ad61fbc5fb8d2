using NodaTime;
using NodaTime.TimeZones;

namespace KpiDigest.Core.Schedules;

/// <summary>
/// Maps wall-clock delivery times to instants: a time that DST skips becomes the start of the next valid interval, one that
/// happens twice is the first of both.
/// </summary>
public static class DueTimes
{
    private static readonly ZoneLocalMappingResolver Resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The instant of a wall-clock time in a zone.</summary>
    public static Instant InstantOf(LocalDateTime wallClock, DateTimeZone zone) => zone.ResolveLocal(wallClock, Resolver).ToInstant();

    /// <summary>The first delivery time in a zone at or after an instant; null: the schedule has none.</summary>
    public static Instant? FirstAtOrAfter(WallClock clock, DateTimeZone zone, Instant earliest)
    {
        // Around a shift of the clock, wall-clock order and instant order differ: start a day early and take the first that is late enough.
        var wall = clock(earliest.InZone(zone).LocalDateTime.PlusDays(-1));
        while (wall is { } time)
        {
            var instant = InstantOf(time, zone);
            if (instant >= earliest) return instant;
            wall = clock(time);
        }

        return null;
    }

    /// <summary>When the mail of a period is due at a recipient: the first delivery time at or after the period's end and settle time.</summary>
    public static Instant? Of(DigestDefinition digest, RecipientDefinition recipient, Period period) =>
        FirstAtOrAfter(digest.Clock, recipient.Zone, period.EndInstant + digest.Settle);

    /// <summary>When the run of a period is due: as soon as it is for the first recipient.</summary>
    public static Instant? Of(DigestDefinition digest, Period period)
    {
        Instant? first = null;
        foreach (var zone in digest.Recipients.Select(r => r.Zone).Distinct())
        {
            var due = FirstAtOrAfter(digest.Clock, zone, period.EndInstant + digest.Settle);
            if (due is { } at && (first is null || at < first)) first = at;
        }

        return first;
    }
}
