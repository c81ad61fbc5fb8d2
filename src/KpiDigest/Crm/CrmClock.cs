using System.Globalization;

namespace KpiDigest.Crm;

/// <summary>
/// The upper bound of what is read by its time: now, by the CRM's clock where ours runs ahead of it, else changes between the two would be missed. A day and
/// more is no wrong clock but a simulated one.
/// </summary>
internal static class CrmClock
{
    /// <param name="clock">Our clock.</param>
    /// <param name="ahead">How far it is ahead of the CRM's.</param>
    public static DateTimeOffset Now(TimeProvider clock, TimeSpan ahead) => ahead is { Ticks: > 0, TotalDays: < 1 } ? clock.GetUtcNow() - ahead : clock.GetUtcNow();

    /// <summary>The end of the present second in milliseconds since 1970, for queries that know no fraction of one; the overlap reads again what is still stamped in it.</summary>
    public static long EndOfSecond(TimeProvider clock, TimeSpan ahead) => Now(clock, ahead).ToUnixTimeSeconds() * 1000 + 1000;

    /// <summary>What to say of a wrong clock; null: nothing.</summary>
    /// <param name="ahead">How far ours is ahead.</param>
    /// <param name="whose">Of whose: <c>HubSpot's</c>.</param>
    public static string? Warning(TimeSpan ahead, string whose) => ahead is { TotalMinutes: > 2, TotalDays: < 1 }
        ? string.Create(CultureInfo.InvariantCulture, $"this machine's clock is {ahead.TotalMinutes:0} minutes ahead of {whose}; correct it")
        : null;
}
