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
        var earliest = Instant.FromUtc(2026, 11, 15, 23, 0);

        Assert.Equal(earliest, DueTimes.FirstAtOrAfter(Some.Weekly(IsoDayOfWeek.Monday, new LocalTime(0, 0)), Berlin, earliest));
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

    /// <summary>One due instant per period and recipient, never before the period's end, in every zone, through every shift of ten years.</summary>
    [Fact]
    public void Every_zone_has_exactly_one_due_instant_a_week_for_ten_years()
    {
        var calendar = new Core.Periods.PeriodCalendar(Berlin);
        var clock = Some.Weekly(IsoDayOfWeek.Monday, new LocalTime(2, 30));
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            var digest = Some.Digest(clock, id);
            var week = calendar.Containing(Core.Periods.PeriodKind.Week, new LocalDate(2026, 1, 1));
            Instant? before = null;
            for (; week.Start.Year < 2036; week = calendar.Next(week))
            {
                var due = DueTimes.Of(digest, digest.Recipients[0], week);
                Assert.NotNull(due);
                Assert.True(due >= week.EndInstant, $"{id} {week.Label}");
                Assert.True(due < week.EndInstant + Duration.FromDays(8), $"{id} {week.Label}");
                // Equal where a shift of the clock brings the period's end across the delivery time (Baku): two periods, two mails, one morning.
                Assert.True(before is null || due >= before, $"{id} {week.Label}: due before the week before");
                before = due;
            }
        }
    }
}
