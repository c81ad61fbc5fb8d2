using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Tests.Periods;

public class BusinessDaysTests
{
    private static readonly BusinessDays Days = new([Some.Date("2017-12-25"), Some.Date("2017-12-26"), Some.Date("2017-12-30")]);

    [Fact]
    public void The_fourth_quarter_of_2017_has_63_less_the_two_holidays()
    {
        Assert.Equal(63, Days.Between(Some.Date("2017-10-01"), Some.Date("2018-01-01")));
        Assert.Equal(33, Days.Between(Some.Date("2017-10-01"), Some.Date("2017-11-16")));
    }

    [Fact]
    public void A_holiday_on_a_weekend_takes_nothing_away() =>
        Assert.Equal(3, Days.Between(Some.Date("2017-12-25"), Some.Date("2018-01-01")));

    [Fact]
    public void An_empty_or_reversed_span_has_none()
    {
        Assert.Equal(0, Days.Between(Some.Date("2017-12-12"), Some.Date("2017-12-12")));
        Assert.Equal(0, Days.Between(Some.Date("2017-12-12"), Some.Date("2017-12-01")));
    }

    [Fact]
    public void After_is_the_first_date_before_which_that_many_have_gone()
    {
        Assert.Equal(Some.Date("2017-12-23"), Days.After(Some.Date("2017-12-18"), 5));
        Assert.Equal(Some.Date("2017-12-28"), Days.After(Some.Date("2017-12-18"), 6));
        Assert.Equal(Some.Date("2017-12-18"), Days.After(Some.Date("2017-12-18"), 0));
    }

    [Fact]
    public void After_and_between_agree_for_every_count()
    {
        var start = Some.Date("2017-10-01");
        for (var count = 0; count <= 63; count++) Assert.Equal(count, Days.Between(start, Days.After(start, count)));
    }

    [Fact]
    public void Spans_are_as_long_as_counted_day_by_day()
    {
        var holidays = Enumerable.Range(0, 400).Select(i => Some.Date("1998-01-01").PlusDays(i * 23)).ToList();
        var days = new BusinessDays(holidays.Concat(holidays.Take(10)));
        for (var from = 0; from < 60; from++)
        {
            var (start, count) = (Some.Date("1999-12-20").PlusDays(from), 0);
            for (var date = start; date < start.PlusDays(150); date = date.PlusDays(1))
            {
                Assert.Equal(count, days.Between(start, date));
                if (date.DayOfWeek <= NodaTime.IsoDayOfWeek.Friday && !holidays.Contains(date)) count++;
                if (days.IsBusinessDay(date)) Assert.Equal(date.PlusDays(1), days.After(start, count));
            }
        }
    }

    [Fact]
    public void Dates_before_1900_are_counted_too()
    {
        Assert.Equal(5, Days.Between(Some.Date("1899-12-25"), Some.Date("1900-01-01")));
        Assert.Equal(3, Days.Between(Some.Date("1899-12-27"), Some.Date("1899-12-31")));
    }
}
