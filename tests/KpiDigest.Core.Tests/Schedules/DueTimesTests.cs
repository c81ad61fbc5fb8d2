using KpiDigest.Core.Schedules;
using NodaTime;

namespace KpiDigest.Core.Tests.Schedules;

public class DueTimesTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public void A_time_that_the_clock_skips_is_delivered_when_the_next_valid_interval_starts()
    {
        var due = DueTimes.InstantOf(new LocalDateTime(2026, 3, 29, 2, 30), Berlin);

        Assert.Equal(Instant.FromUtc(2026, 3, 29, 1, 0), due);
    }

    [Fact]
    public void A_time_that_happens_twice_is_delivered_the_first_time()
    {
        var due = DueTimes.InstantOf(new LocalDateTime(2026, 10, 25, 2, 30), Berlin);

        Assert.Equal(Instant.FromUtc(2026, 10, 25, 0, 30), due);
    }

    [Fact]
    public void A_delivery_exactly_at_the_periods_end_is_in_time()
    {
        var digest = Some.Digest(Some.Weekly(IsoDayOfWeek.Monday, new LocalTime(0, 0)), "Europe/Berlin");
        var week = new Core.Periods.PeriodCalendar(Berlin).Containing(Core.Periods.PeriodKind.Week, new LocalDate(2026, 11, 10));

        Assert.Equal(week.EndInstant, DueTimes.Of(digest, week));
    }

    [Fact]
    public void A_recipient_whose_monday_comes_earlier_waits_for_the_week_to_end_where_it_counts()
    {
        // Monday 07:00 in Tokyo is Sunday 23:00 in Berlin: the week is not over, so the next Monday it is.
        var digest = Some.Digest(Some.Weekly(IsoDayOfWeek.Monday, new LocalTime(7, 0)), "Asia/Tokyo");
        var week = new Core.Periods.PeriodCalendar(Berlin).Containing(Core.Periods.PeriodKind.Week, new LocalDate(2026, 11, 10));

        Assert.Equal(Instant.FromUtc(2026, 11, 22, 22, 0), DueTimes.Of(digest, digest.Recipients[0], week));
    }

    [Fact]
    public void The_run_is_due_as_soon_as_it_is_for_the_first_recipient()
    {
        var digest = Some.Digest(Some.Weekly(IsoDayOfWeek.Monday, new LocalTime(7, 0)), "America/New_York", "Europe/Berlin");
        var week = new Core.Periods.PeriodCalendar(Berlin).Containing(Core.Periods.PeriodKind.Week, new LocalDate(2026, 11, 10));

        Assert.Equal(Instant.FromUtc(2026, 11, 16, 6, 0), DueTimes.Of(digest, week));
    }

    [Fact]
    public void A_quarter_of_weeks_is_due_on_the_first_planned_weekday_after_it_whatever_month_it_ends_in()
    {
        var rules = new Core.Periods.CalendarRules { FiscalPattern = Core.Periods.FiscalPattern.Weeks445, WeekStart = IsoDayOfWeek.Sunday };
        var digest = Some.Digest(Some.Weekly(IsoDayOfWeek.Tuesday, new LocalTime(7, 0)), "Europe/Berlin");
        var quarter = new Core.Periods.PeriodCalendar(Berlin, rules).Containing(Core.Periods.PeriodKind.Quarter, new LocalDate(2026, 11, 10));

        Assert.Equal(new LocalDate(2026, 12, 27), quarter.End);
        Assert.Equal(Instant.FromUtc(2026, 12, 29, 6, 0), DueTimes.Of(digest, digest.Recipients[0], quarter));
    }
}
