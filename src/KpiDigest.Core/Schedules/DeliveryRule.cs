using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Schedules;

/// <summary>
/// When a digest is delivered, on the recipient's wall clock: at the times of a clock, or on the n-th business day after the period. Business days
/// are those of <see cref="Worked"/>, in the recipient's zone.
/// </summary>
public sealed record DeliveryRule
{
    // A quiet evening moves a time into the next day, and around a shift of the clock wall-clock order and instant order differ.
    private const int DaysAhead = 2;

    /// <summary>The times of a clock; null: <see cref="BusinessDay"/> says the day.</summary>
    public WallClock? Clock { get; init; }

    /// <summary>Without a clock: which business day on or after the period's end, from 1 on.</summary>
    public int BusinessDay { get; init; } = 1;

    /// <summary>Time of day on business days; by a clock its own times count.</summary>
    public LocalTime At { get; init; }

    /// <summary>When nothing is delivered; null: no such hours.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>A delivery on a day that is not worked moves to the next that is, at the same time. Always so without a clock.</summary>
    public bool OnlyWorkedDays { get; init; }

    /// <summary>Which days are worked.</summary>
    public BusinessDays Worked { get; init; } = new([]);

    private bool MovesDays => OnlyWorkedDays || Clock is null;

    /// <summary>The first delivery time at or after an instant; null: the clock has none.</summary>
    /// <param name="period">What is reported on.</param>
    /// <param name="zone">The recipient's zone.</param>
    /// <param name="own">The recipient's own time of day, which takes the place of the rule's; null: none.</param>
    /// <param name="earliest">Not before this.</param>
    public Instant? FirstAtOrAfter(Period period, DateTimeZone zone, LocalTime? own, Instant earliest)
    {
        foreach (var wall in Walls(period, own, Start(earliest.InZone(zone).Date)))
            if (Delivered(wall, zone) is var instant && instant >= earliest) return instant;
        return null;
    }

    /// <summary>An instant, or the end of the quiet hours it lies in: for what goes out later than planned.</summary>
    /// <param name="instant">When it could go out.</param>
    /// <param name="zone">The recipient's zone.</param>
    public Instant OutOfQuietHours(Instant instant, DateTimeZone zone)
    {
        var shown = instant.InZone(zone).LocalDateTime;
        var allowed = Quiet?.After(shown) ?? shown;
        return allowed == shown ? instant : DueTimes.InstantOf(allowed, zone);
    }

    private IEnumerable<LocalDateTime> Walls(Period period, LocalTime? own, LocalDate start) =>
        Clock is null ? OnBusinessDays(LocalDate.Max(start, Worked.After(period.End, BusinessDay - 1)), own ?? At)
        : own is { } time ? OnDaysOf(Clock, time, start)
        : ByClock(Clock, start.AtMidnight());

    private static IEnumerable<LocalDateTime> ByClock(WallClock clock, LocalDateTime after)
    {
        for (var wall = clock(after.PlusNanoseconds(-1)); wall is { } time; wall = clock(time)) yield return time;
    }

    /// <summary>Each day of the clock once, at another time.</summary>
    private static IEnumerable<LocalDateTime> OnDaysOf(WallClock clock, LocalTime time, LocalDate start)
    {
        for (var wall = clock(start.AtMidnight().PlusNanoseconds(-1)); wall is { } next; wall = clock(next.Date.PlusDays(1).AtMidnight().PlusNanoseconds(-1)))
            yield return next.Date + time;
    }

    private IEnumerable<LocalDateTime> OnBusinessDays(LocalDate start, LocalTime time)
    {
        for (var date = NextWorked(start); ; date = NextWorked(date.PlusDays(1))) yield return date + time;
    }

    /// <summary>A time that DST skips may come out inside quiet hours, so these are looked at again.</summary>
    private Instant Delivered(LocalDateTime wall, DateTimeZone zone)
    {
        var allowed = Allowed(wall);
        var instant = DueTimes.InstantOf(allowed, zone);
        var shown = instant.InZone(zone).LocalDateTime;
        return shown == allowed ? instant : DueTimes.InstantOf(Allowed(shown), zone);
    }

    /// <summary>The end of quiet hours can be a day that is not worked; the next that is has the same, quiet no more, time.</summary>
    private LocalDateTime Allowed(LocalDateTime wall)
    {
        var moved = OnWorkedDay(wall);
        var quiet = Quiet?.After(moved) ?? moved;
        return OnWorkedDay(quiet);
    }

    private LocalDateTime OnWorkedDay(LocalDateTime wall) => MovesDays ? NextWorked(wall.Date) + wall.TimeOfDay : wall;

    private LocalDate NextWorked(LocalDate date)
    {
        while (!Worked.IsBusinessDay(date)) date = date.PlusDays(1);
        return date;
    }

    /// <summary>A day early enough that whatever is moved to the day asked for, or beyond it, comes after it.</summary>
    private LocalDate Start(LocalDate date)
    {
        var start = date.PlusDays(-DaysAhead);
        while (MovesDays && !Worked.IsBusinessDay(start)) start = start.PlusDays(-1);
        return start;
    }
}
