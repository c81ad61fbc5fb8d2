namespace KpiDigest.Core.Periods;

/// <summary>
/// Which calendar year's number a fiscal year carries. What counts is the month it nominally ends or starts in: a year of weeks
/// that runs to 2 January 2022 because that is the Sunday nearest to the end of December 2021 is 2021.
/// </summary>
public enum FiscalYearNamed
{
    /// <summary>The year of the last month.</summary>
    ByEnd,

    /// <summary>The year of the start month, as US retailers do.</summary>
    ByStart,
}
