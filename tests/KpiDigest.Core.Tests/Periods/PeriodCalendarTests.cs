using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Tests.Periods;

public class PeriodCalendarTests
{
    private static readonly string[] ZoneSample =
    [
        "UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "America/St_Johns", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tehran",
        "Asia/Gaza", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Apia", "Pacific/Kiritimati", "America/Havana",
    ];

    public static TheoryData<string> Zones => [.. ZoneSample];

    public static TheoryData<int> Months => [.. Enumerable.Range(1, 12)];

    [Theory]
    [InlineData("2017-01-01", "2016-W52")]
    [InlineData("2018-12-31", "2019-W01")]
    [InlineData("2015-12-31", "2015-W53")]
    [InlineData("2016-01-03", "2015-W53")]
    [InlineData("2016-01-04", "2016-W01")]
    [InlineData("2017-12-17", "2017-W50")]
    [InlineData("2020-12-28", "2020-W53")]
    public void Weeks_are_iso_weeks_of_the_iso_week_year(string date, string label) =>
        Assert.Equal(label, Calendar().Containing(PeriodKind.Week, Some.Date(date)).Label);

    [Fact]
    public void A_week_runs_from_monday_to_the_next_monday()
    {
        var week = Calendar().Containing(PeriodKind.Week, Some.Date("2017-12-13"));

        Assert.Equal((Some.Date("2017-12-11"), Some.Date("2017-12-18"), 7), (week.Start, week.End, week.Days));
        Assert.Equal("week:2017-12-11", week.Key);
        Assert.True(week.Contains(Some.Date("2017-12-17")));
        Assert.False(week.Contains(Some.Date("2017-12-18")));
    }

    [Theory]
    [InlineData(1, "2017-11-15", "2017-Q4", "2017-10-01", "2018-01-01")]
    [InlineData(2, "2017-11-15", "2018-Q4", "2017-11-01", "2018-02-01")]
    [InlineData(4, "2018-03-31", "2018-Q4", "2018-01-01", "2018-04-01")]
    [InlineData(4, "2018-04-01", "2019-Q1", "2018-04-01", "2018-07-01")]
    [InlineData(7, "2017-07-01", "2018-Q1", "2017-07-01", "2017-10-01")]
    [InlineData(10, "2017-11-15", "2018-Q1", "2017-10-01", "2018-01-01")]
    [InlineData(12, "2018-02-28", "2018-Q1", "2017-12-01", "2018-03-01")]
    public void A_fiscal_year_carries_the_year_it_ends_in(int month, string date, string label, string start, string end)
    {
        var quarter = Calendar(month).Containing(PeriodKind.Quarter, Some.Date(date));

        Assert.Equal((label, Some.Date(start), Some.Date(end)), (quarter.Label, quarter.Start, quarter.End));
    }

    [Theory]
    [MemberData(nameof(Months))]
    public void Every_day_of_ten_years_lies_in_one_quarter_that_reads_back(int month)
    {
        var calendar = Calendar(month);
        for (var date = Some.Date("2012-01-01"); date < Some.Date("2022-01-01"); date = date.PlusDays(1))
        {
            var quarter = calendar.Containing(PeriodKind.Quarter, date);
            Assert.True(quarter.Contains(date));
            Assert.True(calendar.TryParse(quarter.Label, out var read, out _));
            Assert.Equal(quarter, read);
            Assert.Equal(calendar.Next(calendar.Previous(quarter)), quarter);
            Assert.Equal(quarter.End, calendar.Next(quarter).Start);
            Assert.Equal(0, ((quarter.Start.Month - month) + 12) % 3);
        }
    }

    [Fact]
    public void Every_day_of_thirty_years_lies_in_one_week_that_reads_back()
    {
        var calendar = Calendar();
        for (var date = Some.Date("2000-01-01"); date < Some.Date("2030-01-01"); date = date.PlusDays(1))
        {
            var week = calendar.Containing(PeriodKind.Week, date);
            Assert.True(week.Contains(date) && week.Start.DayOfWeek == IsoDayOfWeek.Monday);
            Assert.True(calendar.TryParse(week.Label, out var read, out _));
            Assert.Equal(week, read);
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Periods_touch_without_gap_or_overlap_in_every_zone(string zone)
    {
        foreach (var kind in Enum.GetValues<PeriodKind>())
        {
            var calendar = new PeriodCalendar(Some.Zone(zone));
            var period = calendar.Containing(kind, Some.Date("2011-06-01"));
            for (var i = 0; i < 500; i++)
            {
                var next = calendar.Next(period);
                Assert.Equal(period.EndInstant, next.StartInstant);
                Assert.Equal(period, calendar.Containing(kind, period.StartInstant));
                Assert.Equal(period, calendar.Containing(kind, next.StartInstant - Duration.Epsilon));
                Assert.Equal(next, calendar.Containing(kind, next.StartInstant));
                period = next;
            }
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", "2017-W12", 167)]
    [InlineData("Europe/Berlin", "2017-W13", 168)]
    [InlineData("Europe/Berlin", "2017-W43", 169)]
    [InlineData("America/Sao_Paulo", "2017-W41", 167)]
    [InlineData("Australia/Lord_Howe", "2017-W39", 167.5)]
    [InlineData("Pacific/Apia", "2011-W52", 144)]
    public void Weeks_with_a_clock_change_are_shorter_or_longer(string zone, string label, double hours)
    {
        var calendar = new PeriodCalendar(Some.Zone(zone));
        Assert.True(calendar.TryParse(label, out var week, out _));

        Assert.Equal(hours, (week.EndInstant - week.StartInstant).TotalHours);
    }

    [Fact]
    public void A_day_whose_midnight_is_skipped_begins_at_its_first_instant()
    {
        var calendar = new PeriodCalendar(Some.Zone("America/Havana"));
        var day = Some.Date("2017-03-12");

        Assert.Equal(day, calendar.DateOf(day.AtStartOfDayInZone(calendar.Zone).ToInstant()));
        Assert.Equal(day.PlusDays(-1), calendar.DateOf(day.AtStartOfDayInZone(calendar.Zone).ToInstant() - Duration.Epsilon));
    }

    [Fact]
    public void The_last_ended_period_is_the_one_before_the_one_that_is_running()
    {
        var calendar = Calendar();

        Assert.Equal("2017-W50", calendar.LastEnded(PeriodKind.Week, Some.Instant("2017-12-18")).Label);
        Assert.Equal("2017-W49", calendar.LastEnded(PeriodKind.Week, Some.Instant("2017-12-17T23:59:59Z")).Label);
        Assert.Equal("2017-Q4", calendar.LastEnded(PeriodKind.Quarter, Some.Instant("2018-01-01")).Label);
    }

    [Fact]
    public void Trailing_periods_end_with_the_one_given_oldest_first()
    {
        var calendar = Calendar();
        var weeks = calendar.Trailing(calendar.Containing(PeriodKind.Week, Some.Date("2018-01-03")), 13);

        Assert.Equal(("2017-W41", "2018-W01", 13), (weeks[0].Label, weeks[^1].Label, weeks.Count));
    }

    [Theory]
    [InlineData("2017-W50", "2016-W50")]
    [InlineData("2016-W01", "2015-W02")]
    [InlineData("2017-Q4", "2016-Q4")]
    public void A_year_ago_is_the_same_quarter_or_52_weeks_before(string label, string expected)
    {
        var calendar = Calendar();
        Assert.True(calendar.TryParse(label, out var period, out _));

        Assert.Equal(expected, calendar.YearAgo(period).Label);
    }

    [Theory]
    [InlineData("2017-W52", "2017-Q4")]
    [InlineData("2018-W01", "2018-Q1")]
    [InlineData("2018-W13", "2018-Q2")]
    public void A_week_belongs_to_the_quarter_of_its_last_day(string week, string quarter)
    {
        var calendar = Calendar();
        Assert.True(calendar.TryParse(week, out var period, out _));

        Assert.Equal(quarter, calendar.QuarterOf(period).Label);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2017")]
    [InlineData("2017-W")]
    [InlineData("2017-W00")]
    [InlineData("2017-W53")]
    [InlineData("2017-Q0")]
    [InlineData("2017-Q5")]
    [InlineData("2017-X1")]
    [InlineData("17-Q1")]
    [InlineData("2017-Q1-2")]
    [InlineData("2017-Q-1")]
    [InlineData("+017-Q1")]
    public void A_text_that_is_no_period_is_a_fault_that_says_what_is_expected(string text)
    {
        Assert.False(Calendar().TryParse(text, out _, out var fault));
        Assert.Contains($"'{text}'", fault, StringComparison.Ordinal);
        Assert.Contains("2017-W50", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2015-W53")]
    [InlineData("2020-w53")]
    [InlineData(" 2017-q4 ")]
    public void Labels_are_read_in_either_case_and_with_week_53_where_there_is_one(string text) =>
        Assert.True(Calendar().TryParse(text, out _, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void A_fiscal_year_starts_in_a_month(int month) => Assert.Throws<ArgumentOutOfRangeException>(() => Calendar(month));

    private static PeriodCalendar Calendar(int month = 1) => new(DateTimeZone.Utc, month);
}
