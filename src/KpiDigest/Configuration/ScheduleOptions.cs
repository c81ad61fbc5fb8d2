namespace KpiDigest.Configuration;

/// <summary>When a digest is delivered.</summary>
internal sealed class ScheduleOptions
{
    /// <summary>Quartz cron: second, minute, hour, day of month, month, day of week, optional year.</summary>
    public string Cron { get; set; } = "";

    /// <summary>IANA zone of recipients without one of their own; empty: the calendar's.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>Minutes after the period's end before which it is never delivered.</summary>
    public int SettleMinutes { get; set; }
}
