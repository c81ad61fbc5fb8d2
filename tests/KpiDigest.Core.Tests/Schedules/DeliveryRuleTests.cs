using KpiDigest.Core.Periods;
using KpiDigest.Core.Schedules;
using NodaTime;

namespace KpiDigest.Core.Tests.Schedules;

public class DeliveryRuleTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly DateTimeZone Tokyo = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];
    private static readonly PeriodCalendar Calendar = new(Berlin);
    private static readonly LocalTime Seven = new(7, 0);
    private static readonly BusinessDays Worked = new([new LocalDate(2026, 1, 1), new LocalDate(2026, 4, 6), new LocalDate(2026, 12, 25)]);
    private static readonly DeliveryRule SecondDay = new() { BusinessDay = 2, At = Seven, Worked = Worked };
    private static readonly DeliveryRule Mondays = new() { Clock = Some.Weekly(IsoDayOfWeek.Monday, Seven), Worked = Worked };

    [Theory]
    [InlineData("2025-Q4", "2026-01-05T07:00")] // January 1 is a holiday, January 2 the first business day.
    [InlineData("2026-Q1", "2026-04-02T07:00")]
    [InlineData("2026-Q3", "2026-10-02T07:00")]
    public void The_second_business_day_after_a_quarter_leaves_out_weekends_and_holidays(string quarter, string expected) =>
        Assert.Equal(expected, Wall(SecondDay, quarter));

    [Theory]
    [InlineData(1, "2026-04-01T07:00")]
    [InlineData(3, "2026-04-03T07:00")]
    [InlineData(4, "2026-04-07T07:00")] // Easter Monday is a holiday.
    [InlineData(60, "2026-06-24T07:00")]
    public void Business_days_are_counted_from_the_first_day_after_the_period(int day, string expected) =>
        Assert.Equal(expected, Wall(SecondDay with { BusinessDay = day }, "2026-Q1"));

    [Fact]
    public void A_recipient_far_east_waits_for_a_business_day_after_the_period_has_ended_where_it_counts()
    {
        // 06:00 of April 1 in Tokyo is still March 31 in Berlin, 07:00 is not.
        Assert.Equal("2026-04-02T06:00", Wall(SecondDay with { BusinessDay = 1 }, "2026-Q1", Tokyo, new LocalTime(6, 0)));
        Assert.Equal("2026-04-01T07:00", Wall(SecondDay with { BusinessDay = 1 }, "2026-Q1", Tokyo));
    }

    [Fact]
    public void An_own_time_takes_the_place_of_the_rules_on_the_same_day()
    {
        Assert.Equal("2026-04-02T06:30", Wall(SecondDay, "2026-Q1", own: new LocalTime(6, 30)));
        Assert.Equal("2026-03-30T21:15", Wall(Mondays, "2026-W13", own: new LocalTime(21, 15)));
        Assert.Equal("2026-03-30T00:00", Wall(Mondays, "2026-W13", own: LocalTime.Midnight));
    }

    [Theory]
    [InlineData("2026-W14", "2026-04-07T07:00")]
    [InlineData("2026-W13", "2026-03-30T07:00")]
    public void A_cron_that_falls_on_a_holiday_moves_to_the_next_business_day_where_asked(string week, string expected) =>
        Assert.Equal(expected, Wall(Mondays with { OnlyWorkedDays = true }, week));

    [Fact]
    public void A_time_that_holidays_moved_is_found_on_the_day_it_was_moved_to()
    {
        // Saturday, January 3, then a weekend and two holidays: the search on Wednesday must reach back to Saturday.
        var saturdays = new DeliveryRule { Clock = Some.Weekly(IsoDayOfWeek.Saturday, Seven), OnlyWorkedDays = true, Worked = new([new LocalDate(2026, 1, 5), new LocalDate(2026, 1, 6)]) };
        Assert.True(Calendar.TryParse("2026-W01", out var week, out _));
        var wednesday = new LocalDateTime(2026, 1, 7, 7, 0).InZoneStrictly(Berlin).ToInstant();

        Assert.Equal(wednesday, saturdays.FirstAtOrAfter(week, Berlin, null, wednesday));
        Assert.Equal(wednesday, saturdays.FirstAtOrAfter(week, Berlin, null, wednesday - Duration.FromDays(4)));
    }

    [Fact]
    public void Without_being_asked_a_cron_keeps_to_its_day() => Assert.Equal("2026-04-06T07:00", Wall(Mondays, "2026-W14"));

    [Theory]
    [InlineData("21:00", "2026-03-31T06:30")]
    [InlineData("20:00", "2026-03-31T06:30")]
    [InlineData("19:59", "2026-03-30T19:59")]
    [InlineData("06:29", "2026-03-30T06:30")]
    [InlineData("06:30", "2026-03-30T06:30")]
    [InlineData("00:00", "2026-03-30T06:30")]
    public void What_comes_due_in_quiet_hours_is_delivered_at_their_end(string own, string expected) =>
        Assert.Equal(expected, Wall(Mondays with { Quiet = Night }, "2026-W13", own: Time(own)));

    [Theory]
    [InlineData("12:30", "2026-03-30T14:00")]
    [InlineData("14:00", "2026-03-30T14:00")]
    [InlineData("11:59", "2026-03-30T11:59")]
    public void Quiet_hours_inside_a_day_end_on_that_day(string own, string expected) =>
        Assert.Equal(expected, Wall(Mondays with { Quiet = new QuietHours(new LocalTime(12, 0), new LocalTime(14, 0)) }, "2026-W13", own: Time(own)));

    [Fact]
    public void Quiet_hours_that_end_on_a_holiday_move_on_to_the_next_business_day()
    {
        // Monday to Friday only: Thursday December 24 at 21:00 → Friday, a holiday → Monday.
        var late = SecondDay with { BusinessDay = 3, At = new LocalTime(21, 0), Quiet = Night };

        Assert.Equal("2026-12-28T06:30", Wall(late with { BusinessDay = 4 }, "2026-W51"));
        Assert.Equal("2026-12-24T06:30", Wall(late, "2026-W51"));
    }

    [Fact]
    public void A_time_that_the_clock_skips_into_quiet_hours_waits_for_their_end()
    {
        // 02:30 does not exist on March 29; the next moment is 03:00, which is quiet.
        var sundays = new DeliveryRule { Clock = Some.Weekly(IsoDayOfWeek.Sunday, new LocalTime(2, 30)), Quiet = new QuietHours(new LocalTime(3, 0), new LocalTime(5, 0)) };

        Assert.Equal("2026-03-29T05:00", Wall(sundays, "2026-W12"));
    }

    [Fact]
    public void A_delivery_that_quiet_hours_move_beyond_the_periods_end_is_that_periods()
    {
        // Monday 07:00 in Tokyo comes before the end of Berlin's week, but it is quiet until 09:00, and by then the week has ended.
        Assert.Equal("2026-01-19T09:00", Wall(Mondays with { Quiet = new QuietHours(new LocalTime(20, 0), new LocalTime(9, 0)) }, "2026-W03", Tokyo));
    }

    [Fact]
    public void What_goes_out_late_waits_for_the_end_of_quiet_hours_too()
    {
        var rule = Mondays with { Quiet = Night };

        Assert.Equal(Instant.FromUtc(2026, 3, 31, 4, 30), rule.OutOfQuietHours(Instant.FromUtc(2026, 3, 30, 21, 0), Berlin));
        Assert.Equal(Instant.FromUtc(2026, 3, 30, 17, 59), rule.OutOfQuietHours(Instant.FromUtc(2026, 3, 30, 17, 59), Berlin));
        Assert.Equal(Instant.FromUtc(2026, 3, 30, 21, 0), Mondays.OutOfQuietHours(Instant.FromUtc(2026, 3, 30, 21, 0), Berlin));
    }

    [Fact]
    public void A_long_row_of_holidays_is_left_out_whole()
    {
        var closed = new BusinessDays(Enumerable.Range(0, 24).Select(i => new LocalDate(2025, 12, 20).PlusDays(i)));

        Assert.Equal("2026-01-13T07:00", Wall(Mondays with { OnlyWorkedDays = true, Worked = closed }, "2025-W52"));
        Assert.Equal("2026-01-13T07:00", Wall(Mondays with { OnlyWorkedDays = true, Worked = closed }, "2026-W02"));
    }

    private static QuietHours Night { get; } = new(new LocalTime(20, 0), new LocalTime(6, 30));

    private static LocalTime Time(string text) => NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    private static string Wall(DeliveryRule rule, string label, DateTimeZone? zone = null, LocalTime? own = null)
    {
        Assert.True(Calendar.TryParse(label, out var period, out var fault), fault);
        var due = rule.FirstAtOrAfter(period, zone ?? Berlin, own, period.EndInstant);
        return due!.Value.InZone(zone ?? Berlin).LocalDateTime.ToString("uuuu-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
    }
}
