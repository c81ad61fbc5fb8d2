using NodaTime;

namespace KpiDigest.Core.Periods;

/// <summary>
/// Monday to Friday less the holidays. For pace and schedules: quotas are prorated by calendar days (D10). Spans are counted by
/// arithmetic, not day by day.
/// </summary>
public sealed class BusinessDays
{
    private const int Weekdays = 5;
    private static readonly LocalDate Monday = new(1900, 1, 1);

    /// <summary>Holidays from Monday to Friday as days since <see cref="Monday"/>, in order.</summary>
    private readonly int[] _holidays;

    /// <param name="holidays">Dates that are not worked; those on a weekend change nothing.</param>
    public BusinessDays(IEnumerable<LocalDate> holidays) =>
        _holidays = [.. holidays.Where(IsWeekday).Select(DayOf).Distinct().Order()];

    /// <summary>Whether a date is worked.</summary>
    public bool IsBusinessDay(LocalDate date) => IsWeekday(date) && Array.BinarySearch(_holidays, DayOf(date)) < 0;

    /// <summary>Number of business days in <c>[start, end)</c>; 0 where the end is not after the start.</summary>
    public int Between(LocalDate start, LocalDate end) => end <= start ? 0 : Before(DayOf(end)) - Before(DayOf(start));

    /// <summary>The first date on or after <paramref name="start"/> before which <paramref name="count"/> business days have gone.</summary>
    public LocalDate After(LocalDate start, int count)
    {
        var date = start;
        // A step of as many days as are missing never goes too far.
        for (var missing = count; missing > 0; missing = count - Between(start, date)) date = date.PlusDays(missing);
        return date;
    }

    /// <summary>Business days before a day, counted from that first Monday.</summary>
    private int Before(int day)
    {
        var inWeek = ((day % 7) + 7) % 7;
        var holidays = Array.BinarySearch(_holidays, day);
        return ((day - inWeek) / 7 * Weekdays) + Math.Min(inWeek, Weekdays) - (holidays < 0 ? ~holidays : holidays);
    }

    private static bool IsWeekday(LocalDate date) => (int)date.DayOfWeek <= Weekdays;

    private static int DayOf(LocalDate date) => NodaTime.Period.DaysBetween(Monday, date);
}
