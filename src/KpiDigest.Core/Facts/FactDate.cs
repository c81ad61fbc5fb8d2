using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Core.Facts;

/// <summary>
/// A point in time as the CRM states it: either an instant (read in the calendar's zone) or a plain date (never converted).
/// Exactly one of the two is set.
/// </summary>
public readonly record struct FactDate
{
    private FactDate(Instant? at, LocalDate? on) => (At, On) = (at, on);

    /// <summary>The instant, where the CRM stores one (HubSpot <c>closedate</c>).</summary>
    public Instant? At { get; }

    /// <summary>The plain date, where the CRM stores one (Salesforce <c>CloseDate</c>).</summary>
    public LocalDate? On { get; }

    /// <summary>A date stated as an instant.</summary>
    public static FactDate OfInstant(Instant at) => new(at, null);

    /// <summary>A date stated as a plain date.</summary>
    public static FactDate OfDate(LocalDate on) => new(null, on);

    /// <summary>The local date in a zone; plain dates are returned as they are.</summary>
    public LocalDate In(DateTimeZone zone) => On ?? At!.Value.InZone(zone).Date;

    /// <summary>The instant; for a plain date the start of that day in the zone.</summary>
    public Instant InstantIn(DateTimeZone zone) => At ?? On!.Value.AtStartOfDayInZone(zone).ToInstant();

    /// <summary>ISO 8601 text; <see cref="TryParse"/> reads it back.</summary>
    public override string ToString() => On is { } on
        ? LocalDatePattern.Iso.Format(on)
        : InstantPattern.ExtendedIso.Format(At ?? default);

    /// <summary>Reads ISO 8601 text: a date (<c>2017-11-15</c>) or an instant (<c>2017-11-15T08:00:00Z</c>).</summary>
    public static bool TryParse(string? text, out FactDate value)
    {
        value = default;
        if (string.IsNullOrEmpty(text)) return false;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date)
        {
            value = OfDate(date.Value);
            return true;
        }

        if (InstantPattern.ExtendedIso.Parse(text) is not { Success: true } instant) return false;
        value = OfInstant(instant.Value);
        return true;
    }
}
