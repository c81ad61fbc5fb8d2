using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Commands;

/// <summary>Reads <c>--as-of</c>.</summary>
internal static class Instants
{
    /// <exception cref="UsageException">The text is neither an instant nor a date.</exception>
    public static Instant Parse(string text, DateTimeZone zone)
    {
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date) return date.Value.PlusDays(1).AtStartOfDayInZone(zone).ToInstant();
        if (InstantPattern.ExtendedIso.Parse(text) is { Success: true } instant) return instant.Value;
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } offset) return offset.Value.ToInstant();
        throw new UsageException($"--as-of {text}: write a date (2017-11-15, meaning its end in {zone.Id}) or an instant (2017-11-15T08:00:00Z).");
    }
}
