using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Tests.Periods;

/// <summary>What holds for every calendar.</summary>
public class PeriodPropertyTests
{
    private const string From = "2006-01-01";
    private const string Until = "2026-01-01";

    public static TheoryData<int> Golden => [.. Enumerable.Range(0, 5)];

    [Theory]
    [MemberData(nameof(Golden))]
    public void Every_date_of_twenty_years_belongs_to_exactly_one_week_and_one_quarter(int index)
    {
        var calendar = SomeCalendars.Golden[index].Calendar;
        foreach (var kind in Enum.GetValues<PeriodKind>())
        {
            var periods = SomeCalendars.Walk(calendar, kind, From, Until);
            for (var date = Some.Date(From); date < Some.Date(Until); date = date.PlusDays(1))
                Assert.True(periods.Count(p => p.Start <= date && date < p.End) == 1 && calendar.Containing(kind, date).Contains(date), $"{kind} of {date}");
        }
    }

    [Fact]
    public void Quarters_of_every_rule_touch_read_back_and_have_labels_of_their_own()
    {
        foreach (var rules in SomeCalendars.AllRules()) AssertLine(SomeCalendars.Of(rules), PeriodKind.Quarter);
    }

    [Fact]
    public void Weeks_of_every_start_touch_read_back_and_have_labels_of_their_own()
    {
        foreach (var start in Enumerable.Range(1, 7)) AssertLine(SomeCalendars.Of(new CalendarRules { WeekStart = (IsoDayOfWeek)start }), PeriodKind.Week);
    }

    [Fact]
    public void Calendars_that_changed_up_to_four_times_leave_no_gap_and_no_overlap()
    {
        var all = SomeCalendars.AllRules().ToList();
        var random = new Random(20_171_115);
        for (var i = 0; i < 150; i++)
        {
            var changes = Enumerable.Range(0, random.Next(1, 5)).Select(_ => new EarlierRules(Some.Date(From).PlusDays(random.Next(7300)), all[random.Next(all.Count)]));
            var calendar = SomeCalendars.Of(all[random.Next(all.Count)], [.. changes.DistinctBy(c => c.Until)]);
            foreach (var kind in Enum.GetValues<PeriodKind>()) AssertLine(calendar, kind);
        }
    }

    [Fact]
    public void Two_changes_within_days_leave_no_gap_and_no_overlap()
    {
        for (var days = 1; days < 200; days += 3)
        {
            var first = Some.Date("2016-01-01").PlusDays(days / 2);
            var calendar = SomeCalendars.Of(SomeCalendars.Retail, new(first, new CalendarRules()), new(first.PlusDays(days), SomeCalendars.FromAprilWithSaturdays));
            foreach (var kind in Enum.GetValues<PeriodKind>()) AssertLine(calendar, kind);
        }
    }

    [Fact]
    public void Quarters_of_weeks_begin_on_the_week_start_and_have_13_weeks_or_a_14th_at_the_years_end()
    {
        foreach (var rules in SomeCalendars.AllRules().Where(r => r.FiscalPattern != FiscalPattern.Months))
        {
            foreach (var quarter in SomeCalendars.Walk(SomeCalendars.Of(rules), PeriodKind.Quarter, From, Until))
            {
                Assert.True(rules.WeekStart == quarter.Start.DayOfWeek, quarter.Label);
                Assert.True(quarter.Days == 91 || (quarter.Number == 4 && quarter.Days == 98), $"{quarter.Label} has {quarter.Days} days");
            }
        }
    }

    [Fact]
    public void A_year_of_weeks_ends_at_most_six_days_before_its_month_does_or_within_three_days_of_it()
    {
        foreach (var rules in SomeCalendars.AllRules().Where(r => r.FiscalPattern == FiscalPattern.Weeks445))
        {
            var calendar = SomeCalendars.Of(rules);
            var months = SomeCalendars.Of(rules with { FiscalPattern = FiscalPattern.Months });
            for (var year = 2006; year < 2026; year++)
            {
                var late = NodaTime.Period.DaysBetween(SomeCalendars.Parse(months, $"{year}-Q4").End, SomeCalendars.Parse(calendar, $"{year}-Q4").End);
                if (rules.FiscalYearEnd == FiscalYearEnd.LastWeekday) Assert.InRange(late, -6, 0);
                else Assert.InRange(late, -3, 3);
            }
        }
    }

    private static void AssertLine(PeriodCalendar calendar, PeriodKind kind)
    {
        var periods = SomeCalendars.Walk(calendar, kind, "2005-06-01", "2026-06-01");
        Assert.Equal(periods.Count, periods.Select(p => p.Label).Distinct().Count());
        Assert.Equal(periods.Count, periods.Select(p => p.Key).Distinct().Count());
        for (var i = 0; i < periods.Count; i++)
        {
            var period = periods[i];
            Assert.True(period.Start < period.End, period.Label);
            foreach (var day in (int[])[0, period.Days / 2, period.Days - 1])
                Assert.True(calendar.Containing(kind, period.Start.PlusDays(day)) == period, $"day {day} of {period}");
            Assert.True(SomeCalendars.Parse(calendar, period.Label) == period, period.Label);
            if (i > 0) Assert.True(periods[i - 1].End == period.Start && calendar.Previous(period) == periods[i - 1], period.Label);
            if (kind == PeriodKind.Quarter) AssertMonths(calendar, period);
        }
    }

    private static void AssertMonths(PeriodCalendar calendar, Period quarter)
    {
        var months = calendar.MonthsOf(quarter);
        Assert.True(months.Count is >= 1 and <= 3 && months[0].Start == quarter.Start && months[^1].End == quarter.End, quarter.Label);
        Assert.True(months.Zip(months.Skip(1)).All(m => m.First.End == m.Second.Start), quarter.Label);
        Assert.True(months.Select((m, i) => m.Number == (3 * (quarter.Number - 1)) + i + 1 && m.Start < m.End).All(m => m), quarter.Label);
    }
}
