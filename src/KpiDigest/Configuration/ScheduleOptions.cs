namespace KpiDigest.Configuration;

/// <summary>When a digest is delivered: by <see cref="Cron"/> or by <see cref="BusinessDay"/> and <see cref="At"/>.</summary>
internal sealed class ScheduleOptions
{
    /// <summary>Quartz cron: second, minute, hour, day of month, month, day of week, optional year.</summary>
    public string Cron { get; set; } = "";

    /// <summary>Instead of a cron: the n-th business day after the period's end; 0: by cron.</summary>
    public int BusinessDay { get; set; }

    /// <summary>Time of day on that business day (<c>07:00</c>).</summary>
    public string At { get; set; } = "";

    /// <summary>Hours without delivery (<c>20:00-06:30</c>); what comes due inside is delivered at their end. Empty: none.</summary>
    public string QuietHours { get; set; } = "";

    /// <summary>What becomes of a delivery that the cron puts on a weekend or holiday.</summary>
    public OnHoliday OnHoliday { get; set; } = OnHoliday.Send;

    /// <summary>IANA zone of recipients without one of their own; empty: the calendar's.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>Minutes after the period's end before which it is never delivered.</summary>
    public int SettleMinutes { get; set; }
}

/// <summary>What becomes of a delivery on a day that is not worked.</summary>
internal enum OnHoliday
{
    /// <summary>It is made all the same.</summary>
    Send,

    /// <summary>It moves to the next business day, same time.</summary>
    NextBusinessDay,
}
