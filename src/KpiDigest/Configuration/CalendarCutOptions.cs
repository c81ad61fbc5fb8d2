namespace KpiDigest.Configuration;

/// <summary>Where weeks and fiscal quarters begin and end.</summary>
internal class CalendarCutOptions
{
    /// <summary>First day of a week; week 1 is the first with at least four days in the year (ISO 8601 with Monday).</summary>
    public DayOfWeek WeekStart { get; set; } = DayOfWeek.Monday;

    /// <summary>1 to 12.</summary>
    public int FiscalYearStartMonth { get; set; } = 1;

    /// <summary>Months, 445, 454 or 544. A text, because an enum's names are no numbers.</summary>
    public string FiscalPattern { get; set; } = "Months";

    /// <summary>Where a fiscal year of weeks ends.</summary>
    public Core.Periods.FiscalYearEnd FiscalYearEnd { get; set; }

    /// <summary>Which calendar year's number a fiscal year carries.</summary>
    public Core.Periods.FiscalYearNamed FiscalYearNamed { get; set; }
}
