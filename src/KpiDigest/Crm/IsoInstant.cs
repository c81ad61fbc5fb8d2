using NodaTime;

namespace KpiDigest.Crm;

/// <summary>
/// The form in which CRMs write nearly every instant, <c>2026-09-30T12:34:56.789Z</c>. Rows hold some fifteen of them, and the general
/// reading of a date costs ten times as much as the rest of the value; what this does not take goes there.
/// </summary>
internal static class IsoInstant
{
    private const int SecondsEnd = 19;
    private const int MostFraction = 7;

    /// <summary>False: another form, or no instant.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out Instant value)
    {
        value = default;
        if (text.Length is < SecondsEnd + 1 or > SecondsEnd + 2 + MostFraction || text[^1] != 'Z') return false;
        if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return false;
        var (year, month, day) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]));
        var (hour, minute, second) = (Digits(text[11..13]), Digits(text[14..16]), Digits(text[17..19]));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if ((uint)hour > 23 || (uint)minute > 59 || (uint)second > 59 || !TryFraction(text[SecondsEnd..^1], out var ticks)) return false;
        value = Instant.FromDateTimeUtc(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddTicks(ticks));
        return true;
    }

    // ".789" in ticks of 100 ns; nothing is no fraction.
    private static bool TryFraction(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.Length == 0) return true;
        if (text[0] != '.' || text.Length == 1 || Digits(text[1..]) is var digits && digits < 0) return false;
        ticks = digits;
        for (var place = text.Length - 1; place < MostFraction; place++) ticks *= 10;
        return true;
    }

    // -1: not digits only.
    private static int Digits(ReadOnlySpan<char> text)
    {
        var value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return -1;
            value = value * 10 + (c - '0');
        }

        return value;
    }
}
