using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Tests.Periods;

public class CalendarRulesTests
{
    private static readonly PeriodCalendar Retail = SomeCalendars.Of(SomeCalendars.Retail);

    [Theory]
    [InlineData(FiscalPattern.Weeks445, 4, 4, 5)]
    [InlineData(FiscalPattern.Weeks454, 4, 5, 4)]
    [InlineData(FiscalPattern.Weeks544, 5, 4, 4)]
    public void A_pattern_says_which_month_of_a_quarter_has_five_weeks(FiscalPattern pattern, int first, int second, int third)
    {
        var calendar = SomeCalendars.Of(SomeCalendars.Retail with { FiscalPattern = pattern });

        Assert.Equal([first, second, third], WeeksOfMonths(calendar, "2017-Q1"));
        Assert.Equal([first, second, third + 1], WeeksOfMonths(calendar, "2017-Q4"));
        Assert.Equal([first, second, third], WeeksOfMonths(calendar, "2018-Q4"));
    }

    [Fact]
    public void Months_of_a_quarter_of_months_are_calendar_months()
    {
        var calendar = new PeriodCalendar(DateTimeZone.Utc, 2);
        var months = calendar.MonthsOf(SomeCalendars.Parse(calendar, "2018-Q4"));

        Assert.Equal([Month(10, "2017-11-01", "2017-12-01"), Month(11, "2017-12-01", "2018-01-01"), Month(12, "2018-01-01", "2018-02-01")], months);
    }

    [Theory]
    [InlineData(1, FiscalYearNamed.ByEnd, "2017-Q4")]
    [InlineData(1, FiscalYearNamed.ByStart, "2017-Q4")]
    [InlineData(2, FiscalYearNamed.ByEnd, "2018-Q4")]
    [InlineData(2, FiscalYearNamed.ByStart, "2017-Q4")]
    [InlineData(12, FiscalYearNamed.ByEnd, "2017-Q4")]
    [InlineData(12, FiscalYearNamed.ByStart, "2016-Q4")]
    public void A_fiscal_year_is_named_by_its_end_or_its_start(int month, FiscalYearNamed named, string label) =>
        Assert.Equal(label, SomeCalendars.Of(new CalendarRules { FiscalYearStartMonth = month, FiscalYearNamed = named }).Containing(PeriodKind.Quarter, Some.Date("2017-11-15")).Label);

    [Fact]
    public void A_period_knows_its_year_and_number()
    {
        var quarter = Retail.Containing(PeriodKind.Quarter, Some.Date("2018-02-03"));
        var week = Retail.Containing(PeriodKind.Week, Some.Date("2018-02-03"));

        Assert.Equal(("2017-Q4", 2017, 4), (quarter.Label, quarter.Year, quarter.Number));
        Assert.Equal(("2018-W05", 2018, 5), (week.Label, week.Year, week.Number));
    }

    [Theory]
    [InlineData("2018-Q1", "2017-Q1")]
    [InlineData("2018-Q4", "2017-Q4")]
    [InlineData("2017-Q4", "2016-Q4")]
    [InlineData("2018-W10", "2017-W10")]
    [InlineData("2021-W01", "2020-W02")]
    public void A_year_ago_is_the_quarter_of_the_same_number_also_around_a_53rd_week(string label, string expected) =>
        Assert.Equal(expected, Retail.YearAgo(SomeCalendars.Parse(Retail, label)).Label);

    [Fact]
    public void A_year_ago_is_the_same_quarter_number_for_every_quarter_of_weeks()
    {
        foreach (var rules in SomeCalendars.AllRules())
        {
            var calendar = SomeCalendars.Of(rules);
            foreach (var quarter in SomeCalendars.Walk(calendar, PeriodKind.Quarter, "2015-01-01", "2021-06-01"))
            {
                var before = calendar.YearAgo(quarter);
                Assert.True(before.Year == quarter.Year - 1 && before.Number == quarter.Number, $"{before} before {quarter}");
            }
        }
    }

    [Theory]
    [InlineData("2017-10-29", 14)]
    [InlineData("2017-10-30", 13)]
    [InlineData("2018-01-28", 1)]
    [InlineData("2018-01-29", 0)]
    [InlineData("2018-02-04", 0)]
    [InlineData("2018-06-01", 0)]
    public void Weeks_left_are_whole_weeks_to_the_quarters_end(string date, int weeks) =>
        Assert.Equal(weeks, PeriodCalendar.WeeksLeft(SomeCalendars.Parse(Retail, "2017-Q4"), Some.Date(date)));

    [Theory]
    [InlineData("2017-W40", "2017-Q4", 12)]
    [InlineData("2017-W52", "2017-Q4", 0)]
    [InlineData("2017-W51", "2017-Q4", 1)]
    [InlineData("2018-W01", "2018-Q1", 12)]
    [InlineData("2020-W14", "2020-Q2", 12)]
    [InlineData("2020-W27", "2020-Q3", 12)]
    [InlineData("2020-W53", "2020-Q4", 0)]
    [InlineData("2021-W26", "2021-Q3", 13)]
    [InlineData("2010-W01", "2010-Q1", 11)]
    public void A_week_stands_in_the_quarter_of_its_thursday_with_the_weeks_that_follow(string label, string quarter, int toEnd)
    {
        var calendar = SomeCalendars.Of(new CalendarRules());
        var (found, weeks) = calendar.WeekPosition(SomeCalendars.Parse(calendar, label));

        Assert.Equal((quarter, toEnd), (found.Label, weeks));
    }

    [Fact]
    public void Positions_count_down_to_0_in_every_quarter_of_every_calendar()
    {
        foreach (var (_, calendar) in SomeCalendars.Golden.Take(4))
        {
            var weeks = SomeCalendars.Walk(calendar, PeriodKind.Week, "2010-01-01", "2030-01-01").Select(calendar.WeekPosition).ToList();
            foreach (var (now, next) in weeks.Zip(weeks.Skip(1)))
                Assert.True(next.Quarter == now.Quarter ? next.WeeksToEnd == now.WeeksToEnd - 1 : now.WeeksToEnd == 0 && next.WeeksToEnd is >= 11 and <= 13);
        }
    }

    [Fact]
    public void Holidays_of_a_set_join_those_that_are_configured_and_change_no_period()
    {
        var calendar = new PeriodCalendar(DateTimeZone.Utc, SomeCalendars.Retail, [Some.Date("2017-12-25")]);
        var joined = calendar.WithHolidays([Some.Date("2017-12-26")]);
        var week = calendar.Containing(PeriodKind.Week, Some.Date("2017-12-25"));

        Assert.Equal((4, 3), (calendar.BusinessDays.Between(week.Start, week.End), joined.BusinessDays.Between(week.Start, week.End)));
        Assert.Equal(week, joined.Containing(PeriodKind.Week, Some.Date("2017-12-25")));
    }

    [Theory]
    [InlineData("2017-W53", "the calendar has no week 53 of 2017")]
    [InlineData("2017-Q5", "the calendar has no quarter 5 of 2017")]
    [InlineData("2017-Q4a", "the calendar has no quarter 4a of 2017")]
    [InlineData("9999-Q4", "'9999-Q4' is no period")]
    [InlineData("1899-W01", "'1899-W01' is no period")]
    [InlineData("2017-Q4ab", "'2017-Q4ab' is no period")]
    public void A_label_that_no_period_has_is_a_fault_in_every_family(string text, string expected)
    {
        Assert.False(Retail.TryParse(text, out _, out var fault));
        Assert.Contains(expected, fault, StringComparison.Ordinal);
        Assert.Contains("write a week as 2017-W50 or a quarter as 2017-Q4", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SomeCalendars.Of(new CalendarRules { WeekStart = IsoDayOfWeek.None }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SomeCalendars.Of(new CalendarRules { FiscalPattern = (FiscalPattern)9 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SomeCalendars.Of(new CalendarRules(), new EarlierRules(Some.Date("2017-01-01"), new CalendarRules { FiscalYearStartMonth = 13 })));
    }

    private static IEnumerable<int> WeeksOfMonths(PeriodCalendar calendar, string label) =>
        calendar.MonthsOf(SomeCalendars.Parse(calendar, label)).Select(m => NodaTime.Period.DaysBetween(m.Start, m.End) / 7);

    private static FiscalMonth Month(int number, string start, string end) => new(number, Some.Date(start), Some.Date(end));
}
