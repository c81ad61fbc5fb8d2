namespace KpiDigest.DemoCrm.Schema;

/// <summary>Instants as HubSpot prints them: <c>2026-11-20T07:31:02.005Z</c>.</summary>
internal static class DemoInstants
{
    private const int Length = 24;

    /// <summary>Writes milliseconds since 1970; returns the length.</summary>
    public static int Format(long unixMs, Span<char> target)
    {
        var at = DateTime.UnixEpoch.AddTicks(unixMs * TimeSpan.TicksPerMillisecond);
        var (date, time) = at;
        "0000-00-00T00:00:00.000Z".CopyTo(target);
        Digits(target[..4], date.Year);
        Digits(target[5..7], date.Month);
        Digits(target[8..10], date.Day);
        Digits(target[11..13], time.Hour);
        Digits(target[14..16], time.Minute);
        Digits(target[17..19], time.Second);
        Digits(target[20..23], time.Millisecond);
        return Length;
    }

    /// <summary>The text.</summary>
    public static string Text(long unixMs)
    {
        Span<char> chars = stackalloc char[Length];
        return new string(chars[..Format(unixMs, chars)]);
    }

    private static void Digits(Span<char> target, int number)
    {
        for (var i = target.Length - 1; i >= 0; i--, number /= 10) target[i] = (char)('0' + (number % 10));
    }
}
