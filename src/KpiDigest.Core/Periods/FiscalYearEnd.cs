namespace KpiDigest.Core.Periods;

/// <summary>On which day a fiscal year of whole weeks ends. The weekday is the last one of the calendar's weeks.</summary>
public enum FiscalYearEnd
{
    /// <summary>The last such weekday of the month before the start month.</summary>
    LastWeekday,

    /// <summary>The one nearest to that month's last day; it can be up to three days into the start month.</summary>
    NearestWeekday,
}
