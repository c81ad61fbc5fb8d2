using KpiDigest.Core.Schedules;
using NodaTime;
using Quartz;

namespace KpiDigest.Configuration;

/// <summary>A Quartz cron expression as wall-clock times: it is asked in UTC, so no zone of the system's enters.</summary>
internal static class CronClock
{
    public static WallClock? TryParse(string cron, out string fault)
    {
        fault = "";
        try
        {
            var expression = CronExpression.Parse(cron, CronFormat.Quartz).WithTimeZone(TimeZoneInfo.Utc);
            WallClock clock = after => expression.GetNextValidTimeAfter(new DateTimeOffset(after.ToDateTimeUnspecified(), TimeSpan.Zero)) is { } next
                ? LocalDateTime.FromDateTime(next.UtcDateTime)
                : null;
            if (clock(new LocalDateTime(2026, 1, 1, 0, 0)) is not null) return clock;
            fault = "never comes true.";
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            fault = cron.Length == 0
                ? "missing: write second minute hour day month weekday, such as 0 0 7 ? * MON."
                : $"not a Quartz cron (second minute hour day month weekday, such as 0 0 7 ? * MON): {e.Message}";
        }

        return null;
    }
}
