using KpiDigest.Core.Periods;
using KpiDigest.Core.Signals;
using NodaTime;

namespace KpiDigest.Core.Tests.Signals;

public class SignalWeekTests
{
    private static readonly PeriodCalendar Calendar = new(DateTimeZone.Utc);

    // The Thursdays of 2017-Q4 are 5 October to 28 December; the week of Monday 2 October has twelve after its own.
    [Theory]
    [InlineData(2017, 10, 2, 2017, 10, 12)]
    [InlineData(2017, 12, 18, 2017, 10, 1)]
    [InlineData(2017, 12, 25, 2017, 10, 0)]
    [InlineData(2018, 1, 1, 2018, 1, 12)]
    [InlineData(2015, 12, 28, 2015, 10, 0)]
    [InlineData(2018, 4, 2, 2018, 4, 12)]
    [InlineData(2018, 3, 26, 2018, 1, 0)]
    public void Its_Thursday_says_which_quarter_and_how_far_the_end_is(int year, int month, int day, int quarterYear, int quarterMonth, int toEnd)
    {
        var week = SignalWeek.Of(Calendar, Calendar.Containing(PeriodKind.Week, new LocalDate(year, month, day)), 7);

        Assert.Equal((new LocalDate(year, month, day), new LocalDate(quarterYear, quarterMonth, 1), toEnd, 7.0), (week.Start, week.Quarter, week.WeeksToQuarterEnd, week.Value));
    }

    // 2015-Q1 began on a Thursday: 1 January to 26 March are 13; 2015-Q4 has 14, from 1 October to 31 December.
    [Fact]
    public void A_quarter_can_have_fourteen_Thursdays()
    {
        var week = Calendar.Containing(PeriodKind.Week, new LocalDate(2015, 10, 1));

        Assert.Equal(13, SignalWeek.Of(Calendar, week, 3, 9).WeeksToQuarterEnd);
    }
}
