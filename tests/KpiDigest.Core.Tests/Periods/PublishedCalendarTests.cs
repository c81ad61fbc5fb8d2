using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Tests.Periods;

/// <summary>Fiscal years as their owners published them.</summary>
public class PublishedCalendarTests
{
    private static readonly PeriodCalendar Retail = SomeCalendars.Of(SomeCalendars.Retail);

    [Fact]
    public void Us_retail_years_with_53_weeks_are_those_the_nrf_names()
    {
        // nrf.com, "4-5-4 Calendar", an explanation of the 53-week year: FY'00, FY'06, FY'12, FY'17, FY'23.
        var years = Enumerable.Range(2000, 26).Where(y => Weeks(Retail, y) == 53);

        Assert.Equal([2000, 2006, 2012, 2017, 2023], years);
        Assert.All(Enumerable.Range(2000, 26), y => Assert.InRange(Weeks(Retail, y), 52, 53));
    }

    [Fact]
    public void Us_retail_year_2017_has_the_months_of_the_published_calendar()
    {
        // nrf.com, 4-5-4 calendar of 2017: 29 January 2017 to 3 February 2018, the 53rd week in January.
        var months = Enumerable.Range(1, 4).SelectMany(q => Retail.MonthsOf(SomeCalendars.Parse(Retail, $"2017-Q{q}"))).ToList();

        Assert.Equal(
            ["2017-01-29", "2017-02-26", "2017-04-02", "2017-04-30", "2017-05-28", "2017-07-02", "2017-07-30", "2017-08-27", "2017-10-01", "2017-10-29", "2017-11-26", "2017-12-31"],
            months.Select(m => $"{m.Start:uuuu'-'MM'-'dd}"));
        Assert.Equal((12, Some.Date("2018-02-04")), (months[^1].Number, months[^1].End));
    }

    [Theory]
    [InlineData(2016, "2016-01-31", "2017-01-28")]
    [InlineData(2017, "2017-01-29", "2018-02-03")]
    [InlineData(2018, "2018-02-04", "2019-02-02")]
    [InlineData(2022, "2022-01-30", "2023-01-28")]
    [InlineData(2023, "2023-01-29", "2024-02-03")]
    [InlineData(2024, "2024-02-04", "2025-02-01")]
    public void Us_retail_years_begin_and_end_as_published(int year, string first, string last) => AssertYear(Retail, year, first, last);

    [Theory]
    [InlineData(2011, "2010-09-26", "2011-09-24")]
    [InlineData(2012, "2011-09-25", "2012-09-29")]
    [InlineData(2016, "2015-09-27", "2016-09-24")]
    [InlineData(2017, "2016-09-25", "2017-09-30")]
    [InlineData(2018, "2017-10-01", "2018-09-29")]
    [InlineData(2022, "2021-09-26", "2022-09-24")]
    [InlineData(2023, "2022-09-25", "2023-09-30")]
    [InlineData(2024, "2023-10-01", "2024-09-28")]
    public void A_year_that_ends_on_the_last_saturday_of_september_is_that_of_apples_10_ks(int year, string first, string last) =>
        AssertYear(SomeCalendars.Of(SomeCalendars.LastSaturdayOfSeptember), year, first, last);

    [Theory]
    [InlineData(2017, "2017-01-02", "2017-12-31")]
    [InlineData(2018, "2018-01-01", "2018-12-30")]
    [InlineData(2019, "2018-12-31", "2019-12-29")]
    [InlineData(2020, "2019-12-30", "2021-01-03")]
    [InlineData(2021, "2021-01-04", "2022-01-02")]
    public void A_year_that_ends_on_the_sunday_nearest_to_december_keeps_its_number_where_it_runs_into_january(int year, string first, string last) =>
        AssertYear(SomeCalendars.Of(SomeCalendars.SundayNearestToDecember), year, first, last); // Johnson & Johnson, 10-K of 2020 and 2021.

    [Fact]
    public void The_quarters_of_a_53_week_year_are_those_of_johnson_and_johnsons_10_qs_of_2020()
    {
        var calendar = SomeCalendars.Of(SomeCalendars.SundayNearestToDecember);

        Assert.Equal(
            [Some.Date("2020-03-29"), Some.Date("2020-06-28"), Some.Date("2020-09-27"), Some.Date("2021-01-03")],
            Enumerable.Range(1, 4).Select(q => SomeCalendars.Parse(calendar, $"2020-Q{q}").End.PlusDays(-1)));
    }

    [Theory]
    [InlineData("2023-12-31", "2024-W01")]
    [InlineData("2024-12-28", "2024-W52")]
    [InlineData("2024-12-29", "2025-W01")]
    [InlineData("2026-01-03", "2025-W53")]
    [InlineData("2026-01-04", "2026-W01")]
    public void Weeks_from_sunday_are_numbered_as_the_cdc_numbers_them(string date, string label) =>
        Assert.Equal(label, Retail.Containing(PeriodKind.Week, Some.Date(date)).Label); // MMWR weeks: from Sunday, week 1 has at least four days in the year.

    private static void AssertYear(PeriodCalendar calendar, int year, string first, string last) => Assert.Equal(
        (Some.Date(first), Some.Date(last)),
        (SomeCalendars.Parse(calendar, $"{year}-Q1").Start, SomeCalendars.Parse(calendar, $"{year}-Q4").End.PlusDays(-1)));

    private static int Weeks(PeriodCalendar calendar, int year) => Enumerable.Range(1, 4).Sum(q => SomeCalendars.Parse(calendar, $"{year}-Q{q}").Days) / 7;
}
