using System.Globalization;
using NodaTime;
using NodaTime.Calendars;

namespace KpiDigest.Core.Periods;

/// <summary>
/// Cuts time into ISO weeks and fiscal quarters in one zone. A fiscal year carries the number of the calendar year it ends
/// in (with a start in January both are the same).
/// </summary>
public sealed class PeriodCalendar
{
    private static readonly IWeekYearRule Iso = WeekYearRules.Iso;

    /// <param name="zone">The zone in which dates and period boundaries are read.</param>
    /// <param name="fiscalYearStartMonth">1 to 12.</param>
    /// <param name="holidays">Days that are not business days although they are Monday to Friday.</param>
    /// <exception cref="ArgumentOutOfRangeException">The month is not 1 to 12.</exception>
    public PeriodCalendar(DateTimeZone zone, int fiscalYearStartMonth = 1, IEnumerable<LocalDate>? holidays = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fiscalYearStartMonth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fiscalYearStartMonth, 12);
        Zone = zone;
        FiscalYearStartMonth = fiscalYearStartMonth;
        BusinessDays = new BusinessDays(holidays ?? []);
    }

    /// <summary>The zone in which dates and period boundaries are read.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>1 to 12.</summary>
    public int FiscalYearStartMonth { get; }

    /// <summary>Monday to Friday less the holidays; used for pace only.</summary>
    public BusinessDays BusinessDays { get; }

    /// <summary>The local date at an instant.</summary>
    public LocalDate DateOf(Instant instant) => instant.InZone(Zone).Date;

    /// <summary>The period of a kind that contains a local date.</summary>
    public Period Containing(PeriodKind kind, LocalDate date) => kind == PeriodKind.Week ? Week(date) : Quarter(date);

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

    /// <summary>The same period a year before: the same fiscal quarter, or the week 52 weeks earlier.</summary>
    public Period YearAgo(Period period) => period.Kind == PeriodKind.Week
        ? Week(period.Start.PlusWeeks(-52))
        : Quarter(period.Start.PlusYears(-1));

    /// <summary>The fiscal quarter that quarter-bound KPIs answer for when asked for a week (D5): that of the week's last day.</summary>
    public Period QuarterOf(Period period) => period.Kind == PeriodKind.Quarter ? period : Quarter(period.End.PlusDays(-1));

    /// <summary>Reads <c>2017-W50</c> or <c>2017-Q4</c>.</summary>
    /// <returns>False with a fault that says what is expected.</returns>
    public bool TryParse(string text, out Period period, out string fault)
    {
        period = null!;
        fault = $"'{text}' is no period: write a week as 2017-W50 or a quarter as 2017-Q4.";
        var parts = text.Trim().ToUpperInvariant().Split('-');
        if (parts.Length != 2 || parts[1].Length < 2 || parts[0].Length != 4) return false;
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < 1900) return false;
        if (!int.TryParse(parts[1].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        if (parts[1][0] == 'W' && number >= 1 && number <= Iso.GetWeeksInWeekYear(year))
            period = Week(Iso.GetLocalDate(year, number, IsoDayOfWeek.Monday));
        else if (parts[1][0] == 'Q' && number is >= 1 and <= 4)
            period = Quarter(FiscalYearStart(year).PlusMonths(3 * (number - 1)));
        return period is not null;
    }

    private Period Week(LocalDate date)
    {
        var start = date.PlusDays(1 - (int)date.DayOfWeek);
        var label = string.Create(CultureInfo.InvariantCulture, $"{Iso.GetWeekYear(start):0000}-W{Iso.GetWeekOfWeekYear(start):00}");
        return new Period(PeriodKind.Week, start, start.PlusDays(7), Zone, label);
    }

    private Period Quarter(LocalDate date)
    {
        var monthsIn = ((date.Month - FiscalYearStartMonth) + 12) % 12;
        var start = new LocalDate(date.Year, date.Month, 1).PlusMonths(-(monthsIn % 3));
        var fiscalYear = start.PlusMonths(-(monthsIn - (monthsIn % 3))).PlusMonths(11).Year;
        var label = string.Create(CultureInfo.InvariantCulture, $"{fiscalYear:0000}-Q{(monthsIn / 3) + 1}");
        return new Period(PeriodKind.Quarter, start, start.PlusMonths(3), Zone, label);
    }

    private LocalDate FiscalYearStart(int fiscalYear) =>
        new LocalDate(fiscalYear, FiscalYearStartMonth, 1).PlusYears(FiscalYearStartMonth == 1 ? 0 : -1);
}
