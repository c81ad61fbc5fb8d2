namespace KpiDigest.Configuration;

/// <summary>How time is cut.</summary>
internal sealed class CalendarOptions : CalendarCutOptions
{
    /// <summary>IANA zone in which dates and period boundaries are read.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Earlier settings, each until a date.</summary>
    public IList<EarlierCalendarOptions> Before { get; set; } = [];

    /// <summary>ISO 4217 code all amounts are shown in.</summary>
    public string HomeCurrency { get; set; } = "USD";

    /// <summary>Days that are not worked although they are Monday to Friday (ISO dates); for pace and schedules.</summary>
    public IList<string> Holidays { get; set; } = [];

    /// <summary>The set of the holidays supplement whose days join <see cref="Holidays"/>; empty: none.</summary>
    public string HolidaySet { get; set; } = "";
}
