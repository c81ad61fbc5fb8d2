using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Tests.Periods;

/// <summary>Calendars as companies have them; the golden table shows five of them.</summary>
internal static class SomeCalendars
{
    public static readonly CalendarRules Retail = new()
    {
        WeekStart = IsoDayOfWeek.Sunday,
        FiscalYearStartMonth = 2,
        FiscalPattern = FiscalPattern.Weeks454,
        FiscalYearEnd = FiscalYearEnd.NearestWeekday,
        FiscalYearNamed = FiscalYearNamed.ByStart,
    };

    public static readonly CalendarRules LastSaturdayOfSeptember = new()
    {
        WeekStart = IsoDayOfWeek.Sunday,
        FiscalYearStartMonth = 10,
        FiscalPattern = FiscalPattern.Weeks445,
    };

    public static readonly CalendarRules SundayNearestToDecember = new()
    {
        FiscalPattern = FiscalPattern.Weeks544,
        FiscalYearEnd = FiscalYearEnd.NearestWeekday,
    };

    public static readonly CalendarRules FromJulyByStart = new()
    {
        WeekStart = IsoDayOfWeek.Sunday,
        FiscalYearStartMonth = 7,
        FiscalYearNamed = FiscalYearNamed.ByStart,
    };

    public static readonly CalendarRules FromAprilWithSaturdays = new() { WeekStart = IsoDayOfWeek.Saturday, FiscalYearStartMonth = 4 };

    /// <summary>From calendar quarters to a year from April, then to 5-4-4.</summary>
    public static PeriodCalendar Changed { get; } = Of(
        SundayNearestToDecember,
        new EarlierRules(new LocalDate(2014, 2, 10), new CalendarRules()),
        new EarlierRules(new LocalDate(2021, 1, 1), FromAprilWithSaturdays));

    public static IReadOnlyList<(string Name, PeriodCalendar Calendar)> Golden { get; } =
    [
        ("ISO weeks; calendar quarters", Of(new CalendarRules())),
        ("weeks from Sunday; quarters of months from July, named by the start", Of(FromJulyByStart)),
        ("US retail: weeks from Sunday; 4-5-4 from February, year end nearest to 31 January, named by the start", Of(Retail)),
        ("weeks from Sunday; 4-4-5 from October, year end on the last Saturday of September", Of(LastSaturdayOfSeptember)),
        ("ISO weeks, calendar quarters; from 2014-02-10 weeks from Saturday, quarters from April; from 2021-01-01 ISO weeks, 5-4-4 nearest to 31 December", Changed),
    ];

    public static PeriodCalendar Of(CalendarRules rules, params EarlierRules[] before) => new(DateTimeZone.Utc, rules, [], before);

    /// <summary>Every combination of week start, start month, pattern, year end and name.</summary>
    public static IEnumerable<CalendarRules> AllRules() =>
        from start in Enumerable.Range(1, 7)
        from month in Enumerable.Range(1, 12)
        from pattern in Enum.GetValues<FiscalPattern>()
        from end in Enum.GetValues<FiscalYearEnd>()
        from named in Enum.GetValues<FiscalYearNamed>()
        select new CalendarRules
        {
            WeekStart = (IsoDayOfWeek)start,
            FiscalYearStartMonth = month,
            FiscalPattern = pattern,
            FiscalYearEnd = end,
            FiscalYearNamed = named,
        };

    /// <summary>The periods of a kind that start before a date, from the one that holds another on.</summary>
    public static List<Period> Walk(PeriodCalendar calendar, PeriodKind kind, string from, string until)
    {
        var periods = new List<Period>();
        for (var period = calendar.Containing(kind, Some.Date(from)); period.Start < Some.Date(until); period = calendar.Next(period))
        {
            if (periods.Count > 0 && period.Start <= periods[^1].Start) throw new InvalidOperationException($"{period} follows {periods[^1]}");
            periods.Add(period);
        }

        return periods;
    }

    public static Period Parse(PeriodCalendar calendar, string label) =>
        calendar.TryParse(label, out var period, out var fault) ? period : throw new InvalidOperationException(fault);
}
