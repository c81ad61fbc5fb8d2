using NodaTime;

namespace KpiDigest.Core.Periods;

/// <summary>Fiscal quarters: three calendar months, or 13 weeks of a year of 52 or 53 weeks.</summary>
internal sealed class QuarterRule(CalendarRules rules) : IPeriodRule
{
    private const int WeeksInQuarter = 13;

    private bool OfWeeks => rules.FiscalPattern != FiscalPattern.Months;

    /// <summary>What the number of a year is less than the calendar year that it nominally ends in.</summary>
    private int NameLag => rules.FiscalYearNamed == FiscalYearNamed.ByStart && rules.FiscalYearStartMonth != 1 ? 1 : 0;

    public PeriodCut Containing(LocalDate date)
    {
        // No date lies in a fiscal year that nominally ends later than in the next calendar year.
        var year = date.Year + 1 - NameLag;
        while (StartOf(year, 1) > date) year--;
        var quarter = 4;
        while (StartOf(year, quarter) > date) quarter--;
        return Cut(year, quarter);
    }

    public PeriodCut? Find(int year, int number) => number is >= 1 and <= 4 ? Cut(year, number) : null;

    /// <summary>First dates of the quarter's three months.</summary>
    public IReadOnlyList<LocalDate> MonthStarts(PeriodCut quarter)
    {
        var (first, second) = rules.FiscalPattern switch
        {
            FiscalPattern.Weeks445 => (4, 4),
            FiscalPattern.Weeks454 => (4, 5),
            _ => (5, 4),
        };
        return OfWeeks
            ? [quarter.Start, quarter.Start.PlusWeeks(first), quarter.Start.PlusWeeks(first + second)]
            : [quarter.Start, quarter.Start.PlusMonths(1), quarter.Start.PlusMonths(2)];
    }

    private PeriodCut Cut(int year, int quarter) =>
        new(year, quarter, StartOf(year, quarter), quarter == 4 ? StartOf(year + 1, 1) : StartOf(year, quarter + 1));

    private LocalDate StartOf(int year, int quarter)
    {
        var month = new LocalDate(year + NameLag - (rules.FiscalYearStartMonth == 1 ? 0 : 1), rules.FiscalYearStartMonth, 1);
        if (!OfWeeks) return month.PlusMonths(3 * (quarter - 1));
        // The year before ends on the last weekday before the month, or the nearest: this one begins the day after, on a week's first day.
        var latest = rules.FiscalYearEnd == FiscalYearEnd.LastWeekday ? month : month.PlusDays(3);
        return WeekRule.StartOf(latest, rules.WeekStart).PlusWeeks(WeeksInQuarter * (quarter - 1));
    }
}
