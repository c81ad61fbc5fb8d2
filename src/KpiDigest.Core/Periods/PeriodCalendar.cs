using NodaTime;

namespace KpiDigest.Core.Periods;

/// <summary>Cuts time into weeks and fiscal quarters in one zone, through changes of the rules.</summary>
public sealed class PeriodCalendar
{
    /// <summary>How often the rules may have changed: labels that two calendars share are told apart by one letter.</summary>
    public const int MostChanges = 26;

    private readonly PeriodLine<WeekRule> _weeks;
    private readonly PeriodLine<QuarterRule> _quarters;
    private readonly IReadOnlyList<LocalDate> _holidays;

    /// <summary>ISO weeks and quarters of calendar months.</summary>
    /// <param name="zone">The zone in which dates and period boundaries are read.</param>
    /// <param name="fiscalYearStartMonth">1 to 12.</param>
    /// <param name="holidays">Days that are not business days although they are Monday to Friday.</param>
    /// <exception cref="ArgumentOutOfRangeException">The month is not 1 to 12.</exception>
    public PeriodCalendar(DateTimeZone zone, int fiscalYearStartMonth = 1, IEnumerable<LocalDate>? holidays = null)
        : this(zone, new CalendarRules { FiscalYearStartMonth = fiscalYearStartMonth }, holidays)
    {
    }

    /// <param name="zone">The zone in which dates and period boundaries are read.</param>
    /// <param name="rules">The present rules.</param>
    /// <param name="holidays">Days that are not business days although they are Monday to Friday.</param>
    /// <param name="before">
    /// Earlier rules, each until its date, in any order. The last period of each runs to the start of the first whole period of
    /// the next, so no day is in none or in two.
    /// </param>
    /// <exception cref="ArgumentException">A rule's value is none, two rules end on the same date, or there are over 26.</exception>
    public PeriodCalendar(DateTimeZone zone, CalendarRules rules, IEnumerable<LocalDate>? holidays = null, IEnumerable<EarlierRules>? before = null)
    {
        EarlierRules[] earlier = [.. (before ?? []).OrderBy(b => b.Until)];
        if (earlier.Length > MostChanges || earlier.DistinctBy(b => b.Until).Count() != earlier.Length)
            throw new ArgumentException($"Expected at most {MostChanges} earlier rules, each until another date.", nameof(before));
        foreach (var set in earlier.Select(b => b.Rules).Append(rules)) set.Check();
        Zone = zone;
        _holidays = [.. holidays ?? []];
        BusinessDays = new BusinessDays(_holidays);
        _weeks = new PeriodLine<WeekRule>(r => new WeekRule(r), rules, earlier);
        _quarters = new PeriodLine<QuarterRule>(r => new QuarterRule(r), rules, earlier);
    }

    private PeriodCalendar(PeriodCalendar calendar, IEnumerable<LocalDate> furtherHolidays)
    {
        (Zone, _weeks, _quarters) = (calendar.Zone, calendar._weeks, calendar._quarters);
        _holidays = [.. calendar._holidays.Union(furtherHolidays)];
        BusinessDays = new BusinessDays(_holidays);
    }

    /// <summary>The zone in which dates and period boundaries are read.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Monday to Friday less the holidays; used for pace and schedules.</summary>
    public BusinessDays BusinessDays { get; }

    /// <summary>The same calendar with further holidays beside its own; its periods are equal to these.</summary>
    public PeriodCalendar WithHolidays(IEnumerable<LocalDate> holidays) => new(this, holidays);

    /// <summary>The local date at an instant.</summary>
    public LocalDate DateOf(Instant instant) => instant.InZone(Zone).Date;

    /// <summary>The period of a kind that contains a local date.</summary>
    public Period Containing(PeriodKind kind, LocalDate date) => kind == PeriodKind.Week
        ? Name(kind, _weeks.Containing(date))
        : Name(kind, _quarters.Containing(date));

    /// <summary>The period of a kind that contains an instant.</summary>
    public Period Containing(PeriodKind kind, Instant instant) => Containing(kind, DateOf(instant));

    /// <summary>The last period of a kind that had ended at an instant.</summary>
    public Period LastEnded(PeriodKind kind, Instant instant) => Previous(Containing(kind, instant));

    /// <summary>The period directly before.</summary>
    public Period Previous(Period period) => Containing(period.Kind, period.Start.PlusDays(-1));

    /// <summary>The period directly after.</summary>
    public Period Next(Period period) => Containing(period.Kind, period.End);

    /// <summary>The <paramref name="count"/> periods that end with this one, oldest first.</summary>
    public IReadOnlyList<Period> Trailing(Period last, int count)
    {
        var periods = new Period[count];
        for (var i = count - 1; i >= 0; i--, last = Previous(last)) periods[i] = last;
        return periods;
    }

    /// <summary>
    /// The same period a year before: the quarter of the same number, or the week 52 weeks earlier. Where the rules were others
    /// then, it is the period that holds the middle of that time.
    /// </summary>
    public Period YearAgo(Period period)
    {
        if (period.Kind == PeriodKind.Week) return Week(MiddleOf(period).PlusWeeks(-52));
        var rule = _quarters.RuleAt(period.Start);
        var now = rule.Containing(period.Start);
        var then = rule.Find(now.Year - 1, now.Number)!.Value;
        return Quarter(then.Start.PlusDays(NodaTime.Period.DaysBetween(then.Start, then.End) / 2));
    }

    /// <summary>The fiscal quarter that quarter-bound KPIs answer for when asked for a week (D5): that of the week's last day.</summary>
    public Period QuarterOf(Period period) => period.Kind == PeriodKind.Quarter ? period : Quarter(period.End.PlusDays(-1));

    /// <summary>The three months of a quarter, which touch and cover it; fewer where a change of the rules cut the quarter short.</summary>
    public IReadOnlyList<FiscalMonth> MonthsOf(Period quarter)
    {
        var rule = _quarters.RuleAt(quarter.Start);
        LocalDate[] starts = [.. rule.MonthStarts(rule.Containing(quarter.Start)).Where(s => s < quarter.End), quarter.End];
        return [.. starts.SkipLast(1).Select((start, i) => new FiscalMonth((3 * (quarter.Number - 1)) + i + 1, start, starts[i + 1]))];
    }

    /// <summary>Whole weeks from a date to the quarter's end: 13 on the first day of a quarter of weeks, 0 in its last six days and after.</summary>
    public static int WeeksLeft(Period quarter, LocalDate date) => Math.Max(0, NodaTime.Period.DaysBetween(date, quarter.End) / 7);

    /// <summary>
    /// Where a week stands in its quarter (D12): the quarter of its fourth day (Thursday, if weeks begin on Monday) and the
    /// number of weeks of that quarter that follow. 0 is the quarter's last week.
    /// </summary>
    public (Period Quarter, int WeeksToEnd) WeekPosition(Period week)
    {
        var day = MiddleOf(week);
        var quarter = Quarter(day);
        return (quarter, WeeksLeft(quarter, day.PlusDays(1)));
    }

    /// <summary>Reads <c>2017-W50</c> or <c>2017-Q4</c>, in either case.</summary>
    /// <returns>False with a fault that says what is expected.</returns>
    public bool TryParse(string text, out Period period, out string fault)
    {
        const string expected = "write a week as 2017-W50 or a quarter as 2017-Q4.";
        period = null!;
        fault = $"'{text}' is no period: {expected}";
        if (PeriodLabel.Read(text) is not { } label) return false;
        var cut = label.Kind == PeriodKind.Week ? _weeks.Find(label.Year, label.Number, label.Mark) : _quarters.Find(label.Year, label.Number, label.Mark);
        if (cut is { } found) period = Name(label.Kind, (found, label.Mark));
        else fault = $"'{text}' is no period: the calendar has no {label.Words}; {expected}";
        return period is not null;
    }

    private Period Week(LocalDate date) => Containing(PeriodKind.Week, date);

    private Period Quarter(LocalDate date) => Containing(PeriodKind.Quarter, date);

    private Period Name(PeriodKind kind, (PeriodCut Cut, string Mark) found)
    {
        var (cut, label) = (found.Cut, new PeriodLabel(kind, found.Cut.Year, found.Cut.Number, found.Mark));
        return new Period(kind, cut.Start, cut.End, Zone, label.ToString()) { Year = cut.Year, Number = cut.Number };
    }

    /// <summary>A week's fourth day, or the last of one that a change of the rules cut shorter.</summary>
    private static LocalDate MiddleOf(Period week) => LocalDate.Min(week.Start.PlusDays(3), week.End.PlusDays(-1));
}
