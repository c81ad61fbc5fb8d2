using System.Globalization;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.HubSpot;

/// <summary>HubSpot writes every value as text; these read them. Invariant culture everywhere.</summary>
internal static class HubSpotValues
{
    // Year 0001 to 9999 in milliseconds since 1970.
    private const long FirstMilli = -62_135_596_800_000;
    private const long LastMilli = 253_402_300_799_999;

    /// <summary>An ISO 8601 instant, a plain date (midnight UTC) or epoch milliseconds.</summary>
    public static bool TryInstant(string text, out Instant value)
    {
        value = default;
        if (!TryDate(text, out var date)) return false;
        value = date.InstantIn(DateTimeZone.Utc);
        return true;
    }

    /// <summary>An ISO 8601 instant, a plain date or epoch milliseconds.</summary>
    public static bool TryDate(string text, out FactDate value)
    {
        value = default;
        if (IsoInstant.TryRead(text, out var instant))
        {
            value = FactDate.OfInstant(instant);
            return true;
        }

        if (text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            value = FactDate.OfDate(LocalDate.FromDateOnly(day));
            return true;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var millis))
        {
            if (millis is < FirstMilli or > LastMilli) return false;
            value = FactDate.OfInstant(Instant.FromUnixTimeMilliseconds(millis));
            return true;
        }

        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (text.Length < 16 || text[10] != 'T' || !DateTime.TryParse(text, CultureInfo.InvariantCulture, utc, out var at)) return false;
        value = FactDate.OfInstant(Instant.FromDateTimeUtc(at));
        return true;
    }

    /// <summary>True or false; null where it is neither.</summary>
    public static bool? Flag(string? text) => bool.TryParse(text, out var value) ? value : null;
}
