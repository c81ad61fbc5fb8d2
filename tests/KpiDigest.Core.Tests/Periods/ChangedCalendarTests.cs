using KpiDigest.Core.Digests;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Tests.Support;
using NodaTime;

namespace KpiDigest.Core.Tests.Periods;

/// <summary>A calendar whose rules changed: what lies before the date stays as it was reported.</summary>
public class ChangedCalendarTests
{
    private static readonly CalendarRules Plain = new();
    private static readonly DigestFormat English = new("en-US", "USD", ShippedTexts.English);

    [Fact]
    public void Periods_that_start_before_the_date_keep_the_older_rules()
    {
        var calendar = SomeCalendars.Of(new CalendarRules { FiscalYearStartMonth = 2 }, new EarlierRules(Some.Date("2026-01-01"), Plain));

        Assert.Equal(SomeCalendars.Of(Plain).Containing(PeriodKind.Quarter, Some.Date("2025-09-30")), calendar.Containing(PeriodKind.Quarter, Some.Date("2025-09-30")));
        Assert.Equal(("2027-Q1", Some.Date("2026-02-01")), NameAndStart(calendar, "2026-02-01"));
    }

    [Fact]
    public void The_last_older_quarter_runs_on_to_the_first_new_one()
    {
        var calendar = SomeCalendars.Of(new CalendarRules { FiscalYearStartMonth = 2 }, new EarlierRules(Some.Date("2026-01-01"), Plain));
        var seam = calendar.Containing(PeriodKind.Quarter, Some.Date("2026-01-15"));

        Assert.Equal(("2025-Q4", Some.Date("2025-10-01"), Some.Date("2026-02-01")), (seam.Label, seam.Start, seam.End));
        Assert.Equal("quarter:2025-10-01", seam.Key);
        Assert.Equal(Some.Date("2026-02-01"), calendar.MonthsOf(seam)[^1].End);
    }

    [Fact]
    public void Or_it_ends_early_where_the_new_one_begins()
    {
        var calendar = SomeCalendars.Of(new CalendarRules { FiscalYearStartMonth = 2 }, new EarlierRules(Some.Date("2026-02-01"), Plain));
        var seam = calendar.Containing(PeriodKind.Quarter, Some.Date("2026-01-15"));

        Assert.Equal(("2026-Q1", Some.Date("2026-01-01"), Some.Date("2026-02-01")), (seam.Label, seam.Start, seam.End));
        Assert.Equal([new FiscalMonth(1, Some.Date("2026-01-01"), Some.Date("2026-02-01"))], calendar.MonthsOf(seam));
    }

    [Fact]
    public void A_period_that_starts_on_the_day_before_the_date_is_the_last_older_one()
    {
        var calendar = SomeCalendars.Of(new CalendarRules { FiscalYearStartMonth = 2 }, new EarlierRules(Some.Date("2026-01-02"), Plain));

        Assert.Equal(("2026-Q1", Some.Date("2026-01-01"), Some.Date("2026-02-01")), Span(calendar, "2026-01-01"));
        Assert.Equal(("2025-Q4", Some.Date("2025-10-01"), Some.Date("2026-01-01")), Span(calendar, "2025-12-31"));
    }

    [Fact]
    public void Rules_that_were_replaced_within_one_quarter_cut_none()
    {
        var calendar = SomeCalendars.Of(
            new CalendarRules { FiscalYearStartMonth = 3 },
            new EarlierRules(Some.Date("2026-02-10"), Plain),
            new EarlierRules(Some.Date("2026-02-20"), new CalendarRules { FiscalYearStartMonth = 2 }));

        Assert.Equal(("2026-Q1", Some.Date("2026-01-01"), Some.Date("2026-03-01")), Span(calendar, "2026-02-15"));
        Assert.Equal(("2027-Q1", Some.Date("2026-03-01"), Some.Date("2026-06-01")), Span(calendar, "2026-05-01"));
    }

    [Fact]
    public void A_number_that_the_new_rules_give_again_is_marked_on_the_older_period()
    {
        // A fiscal year from April named by its end has used 2026-Q1 to 2026-Q3 up when calendar quarters take over.
        var calendar = SomeCalendars.Of(Plain, new EarlierRules(Some.Date("2026-01-01"), new CalendarRules { FiscalYearStartMonth = 4 }));

        Assert.Equal(("2026-Q1a", Some.Date("2025-04-01")), NameAndStart(calendar, "2025-04-01"));
        Assert.Equal(("2026-Q1", Some.Date("2026-01-01")), NameAndStart(calendar, "2026-01-01"));
        Assert.Equal(("2025-Q4", Some.Date("2025-01-01")), NameAndStart(calendar, "2025-01-01"));
        Assert.Equal(Some.Date("2025-04-01"), SomeCalendars.Parse(calendar, "2026-q1A").Start);
        Assert.False(calendar.TryParse("2026-Q4a", out _, out _));
    }

    [Fact]
    public void Marked_periods_have_names_of_their_own_in_what_is_sent()
    {
        var calendar = SomeCalendars.Of(
            new CalendarRules { WeekStart = IsoDayOfWeek.Sunday },
            new EarlierRules(Some.Date("2026-01-01"), new CalendarRules { FiscalYearStartMonth = 4 }));

        Assert.Equal("Q1a 2026", English.Quarter(SomeCalendars.Parse(calendar, "2026-Q1a")));
        Assert.Equal("Q1 2026", English.Quarter(SomeCalendars.Parse(calendar, "2026-Q1")));
        Assert.Equal("Week 1a", English.Week(SomeCalendars.Parse(calendar, "2026-W01a")));
        Assert.Equal("Week 1", English.Week(SomeCalendars.Parse(calendar, "2026-W01")));
    }

    [Fact]
    public void A_new_week_start_makes_one_short_week()
    {
        var calendar = SomeCalendars.Of(new CalendarRules { WeekStart = IsoDayOfWeek.Sunday }, new EarlierRules(Some.Date("2026-01-01"), Plain));
        var seam = calendar.Containing(PeriodKind.Week, Some.Date("2026-01-01"));

        Assert.Equal(("2026-W01a", Some.Date("2025-12-29"), Some.Date("2026-01-04")), (seam.Label, seam.Start, seam.End));
        Assert.Equal(("2026-W01", Some.Date("2026-01-04")), (calendar.Next(seam).Label, calendar.Next(seam).Start));
        Assert.Equal("2025-W52", calendar.Previous(seam).Label);
    }

    [Fact]
    public void A_change_of_quarters_leaves_the_weeks_alone()
    {
        var (plain, changed) = (SomeCalendars.Of(Plain), SomeCalendars.Of(SomeCalendars.SundayNearestToDecember, new EarlierRules(Some.Date("2017-11-15"), Plain)));

        Assert.Equal(SomeCalendars.Walk(plain, PeriodKind.Week, "2016-01-01", "2019-01-01"), SomeCalendars.Walk(changed, PeriodKind.Week, "2016-01-01", "2019-01-01"));
    }

    [Theory]
    [InlineData("2026-Q1", "2025-Q1")]
    [InlineData("2026-Q3", "2025-Q3")]
    [InlineData("2027-Q1", "2026-Q1")]
    public void A_year_ago_across_the_change_is_the_quarter_that_holds_the_middle_of_that_time(string label, string expected)
    {
        var calendar = SomeCalendars.Of(SomeCalendars.SundayNearestToDecember, new EarlierRules(Some.Date("2025-12-25"), Plain));

        Assert.Equal(expected, calendar.YearAgo(SomeCalendars.Parse(calendar, label)).Label);
    }

    [Fact]
    public void A_week_after_a_new_week_start_looks_at_the_week_that_it_mostly_covers()
    {
        var calendar = SomeCalendars.Of(new CalendarRules { WeekStart = IsoDayOfWeek.Sunday }, new EarlierRules(Some.Date("2026-01-01"), Plain));

        Assert.Equal("2025-W10", calendar.YearAgo(SomeCalendars.Parse(calendar, "2026-W09")).Label);
    }

    [Fact]
    public void The_order_of_the_older_rules_does_not_matter_but_two_until_one_date_do()
    {
        var (first, second) = (new EarlierRules(Some.Date("2014-02-10"), Plain), new EarlierRules(Some.Date("2021-01-01"), SomeCalendars.FromAprilWithSaturdays));
        var swapped = SomeCalendars.Of(SomeCalendars.SundayNearestToDecember, second, first);

        Assert.Equal(SomeCalendars.Walk(SomeCalendars.Changed, PeriodKind.Quarter, "2010-01-01", "2030-01-01"), SomeCalendars.Walk(swapped, PeriodKind.Quarter, "2010-01-01", "2030-01-01"));
        Assert.Throws<ArgumentException>(() => SomeCalendars.Of(Plain, first, first with { Rules = SomeCalendars.Retail }));
    }

    private static (string Label, LocalDate Start, LocalDate End) Span(PeriodCalendar calendar, string date)
    {
        var quarter = calendar.Containing(PeriodKind.Quarter, Some.Date(date));
        return (quarter.Label, quarter.Start, quarter.End);
    }

    private static (string Label, LocalDate Start) NameAndStart(PeriodCalendar calendar, string date)
    {
        var quarter = calendar.Containing(PeriodKind.Quarter, Some.Date(date));
        return (quarter.Label, quarter.Start);
    }
}
