namespace KpiDigest.Configuration;

/// <summary>How time is cut.</summary>
internal sealed class CalendarOptions
{
    /// <summary>IANA zone in which dates and period boundaries are read.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>1 to 12.</summary>
    public int FiscalYearStartMonth { get; set; } = 1;

    /// <summary>ISO 4217 code all amounts are shown in.</summary>
    public string HomeCurrency { get; set; } = "USD";

    /// <summary>Days that are not worked although they are Monday to Friday (ISO dates); for pace only.</summary>
    public IList<string> Holidays { get; set; } = [];
}
