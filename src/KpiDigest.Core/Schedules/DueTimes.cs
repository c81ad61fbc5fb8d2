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

    /// <summary>When the mail of a period is due at a recipient: the first delivery time at or after the period's end and settle time.</summary>
    public static Instant? Of(DigestDefinition digest, RecipientDefinition recipient, Period period) => At(digest, recipient.Zone, recipient.At, period);

    /// <summary>When the run of a period is due: as soon as it is for the first recipient; those not known yet are taken at the digest's zone and time.</summary>
    public static Instant? Of(DigestDefinition digest, Period period)
    {
        Instant? first = null;
        foreach (var (zone, own) in digest.Places)
            if (At(digest, zone, own, period) is { } at && (first is null || at < first)) first = at;
        return first;
    }

    private static Instant? At(DigestDefinition digest, DateTimeZone zone, LocalTime? own, Period period) =>
        digest.Rule.FirstAtOrAfter(period, zone, own, period.EndInstant + digest.Settle);
}
