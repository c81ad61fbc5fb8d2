using NodaTime;
using NodaTime.Calendars;

namespace KpiDigest.Core.Periods;

/// <summary>Weeks from a weekday; week 1 is the first with at least four days in the year.</summary>
internal sealed class WeekRule(CalendarRules rules) : IPeriodRule
{
    private readonly IsoDayOfWeek _first = rules.WeekStart;
    private readonly IWeekYearRule _numbers = WeekYearRules.ForMinDaysInFirstWeek(4, rules.WeekStart);

    public PeriodCut Containing(LocalDate date)
    {
        var start = StartOf(date, _first);
        return new PeriodCut(_numbers.GetWeekYear(start), _numbers.GetWeekOfWeekYear(start), start, start.PlusDays(7));
    }

    public PeriodCut? Find(int year, int number) =>
        number >= 1 && number <= _numbers.GetWeeksInWeekYear(year) ? Containing(_numbers.GetLocalDate(year, number, _first)) : null;

    /// <summary>The last such weekday on or before a date.</summary>
    public static LocalDate StartOf(LocalDate date, IsoDayOfWeek first) => date.PlusDays(-((date.DayOfWeek - first + 7) % 7));
}
