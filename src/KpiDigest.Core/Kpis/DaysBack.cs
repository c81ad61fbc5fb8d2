using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>Windows of so many days that end at the as-of instant: as many local days, whatever the clocks did.</summary>
internal static class DaysBack
{
    public static Instant From(KpiInput input, int days)
    {
        var zone = input.Facts.Calendar.Zone;
        return input.AsOf.InZone(zone).LocalDateTime.PlusDays(-days).InZoneLeniently(zone).ToInstant();
    }
}
