using KpiDigest.Configuration;
using KpiDigest.Core.Periods;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Configuration;

public class CalendarReaderTests
{
    [Fact]
    public void Without_settings_weeks_are_iso_weeks_and_quarters_are_calendar_quarters()
    {
        var calendar = Load("\"TimeZone\": \"UTC\"").Calendar;

        Assert.Equal(("2017-W50", new LocalDate(2017, 12, 11)), Start(calendar, PeriodKind.Week, new LocalDate(2017, 12, 17)));
        Assert.Equal(("2017-Q4", new LocalDate(2017, 10, 1)), Start(calendar, PeriodKind.Quarter, new LocalDate(2017, 12, 17)));
    }

    [Theory]
    [InlineData("\"454\"")]
    [InlineData("454")]
    [InlineData("\"4-5-4\"")]
    public void The_us_retail_calendar_is_four_settings(string pattern)
    {
        var calendar = Load($"\"WeekStart\": \"Sunday\", \"FiscalYearStartMonth\": 2, \"FiscalPattern\": {pattern}, \"FiscalYearEnd\": \"NearestWeekday\", \"FiscalYearNamed\": \"ByStart\"").Calendar;

        Assert.Equal(("2017-Q4", new LocalDate(2017, 10, 29)), Start(calendar, PeriodKind.Quarter, new LocalDate(2018, 2, 3)));
        Assert.Equal(new LocalDate(2017, 12, 31), calendar.MonthsOf(calendar.Containing(PeriodKind.Quarter, new LocalDate(2018, 2, 3)))[2].Start);
        Assert.Equal(("2018-W05", new LocalDate(2018, 1, 28)), Start(calendar, PeriodKind.Week, new LocalDate(2018, 2, 3)));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("null")]
    public void A_setting_that_is_empty_has_its_default(string nothing)
    {
        var calendar = Load($"\"WeekStart\": {nothing}, \"FiscalPattern\": {nothing}, \"FiscalYearEnd\": {nothing}, \"Before\": {nothing}, \"HolidaySet\": {nothing}").Calendar;

        Assert.Equal(("2017-Q4", new LocalDate(2017, 10, 1)), Start(calendar, PeriodKind.Quarter, new LocalDate(2017, 12, 17)));
    }

    [Theory]
    [InlineData("445", "2018-01-28", "2018-02-25")]
    [InlineData("454", "2018-01-28", "2018-03-04")]
    [InlineData("544", "2018-02-04", "2018-03-04")]
    public void The_patterns_are_told_apart(string pattern, string second, string third)
    {
        var calendar = Load($"\"WeekStart\": \"Sunday\", \"FiscalPattern\": \"{pattern}\"").Calendar;
        var months = calendar.MonthsOf(calendar.Containing(PeriodKind.Quarter, new LocalDate(2018, 2, 3)));

        Assert.Equal(["2017-12-31", second, third], months.Select(m => $"{m.Start:uuuu'-'MM'-'dd}"));
    }

    [Fact]
    public void Earlier_settings_cut_the_periods_before_their_date_with_their_own_defaults()
    {
        var calendar = Load("\"FiscalYearStartMonth\": 2, \"WeekStart\": \"Sunday\", \"Before\": [ { \"Until\": \"2026-01-01\" } ]").Calendar;

        Assert.Equal(("2025-Q3", new LocalDate(2025, 7, 1)), Start(calendar, PeriodKind.Quarter, new LocalDate(2025, 8, 1)));
        Assert.Equal(("2027-Q1", new LocalDate(2026, 2, 1)), Start(calendar, PeriodKind.Quarter, new LocalDate(2026, 2, 1)));
        Assert.Equal(IsoDayOfWeek.Monday, calendar.Containing(PeriodKind.Week, new LocalDate(2025, 8, 1)).Start.DayOfWeek);
    }

    [Theory]
    [InlineData("\"WeekStart\": \"Someday\"", "Calendar:WeekStart", "Someday", "Monday")]
    [InlineData("\"WeekStart\": \"None\"", "Calendar:WeekStart", "None", "Monday")]
    [InlineData("\"FiscalPattern\": \"553\"", "Calendar:FiscalPattern", "553", "445, 454 or 544")]
    [InlineData("\"FiscalPattern\": \"Weeks445\"", "Calendar:FiscalPattern", "Weeks445", "445, 454 or 544")]
    [InlineData("\"FiscalYearEnd\": \"FirstWeekday\"", "Calendar:FiscalYearEnd", "FirstWeekday", "LastWeekday, NearestWeekday")]
    [InlineData("\"FiscalYearNamed\": \"2017\"", "Calendar:FiscalYearNamed", "2017", "ByEnd, ByStart")]
    [InlineData("\"FiscalYearStartMonth\": 0", "Calendar:FiscalYearStartMonth", "0", "1 to 12")]
    [InlineData("\"HolidaySet\": \"DE\"", "Calendar:HolidaySet", "DE", "Supplements:Folder")]
    [InlineData("\"Holidays\": [ \"25.12.2026\" ]", "Calendar:Holidays:0", "25.12.2026", "2026-12-25")]
    [InlineData("\"Before\": [ { } ]", "Calendar:Before:0:Until", "", "such as 2026-01-01")]
    [InlineData("\"Before\": [ { \"Until\": \"9999-12-31\" } ]", "Calendar:Before:0:Until", "9999-12-31", "such as 2026-01-01")]
    [InlineData("\"Before\": [ { \"Until\": \"2026-01-01\", \"FiscalPattern\": \"444\" } ]", "Calendar:Before:0:FiscalPattern", "444", "445, 454 or 544")]
    [InlineData("\"Before\": [ { \"Until\": \"2026-01-01\", \"FiscalYearStartMonth\": 13 } ]", "Calendar:Before:0:FiscalYearStartMonth", "13", "1 to 12")]
    [InlineData("\"Before\": [ { \"Until\": \"2026-01-01\", \"HomeCurrency\": \"EUR\" } ]", "Calendar:Before:0:HomeCurrency", "EUR", "unknown key")]
    [InlineData("\"Before\": [ { \"Until\": \"2026-01-01\" }, { \"Until\": \"2026-01-01\" } ]", "Calendar:Before:1:Until", "2026-01-01", "give each its own date")]
    public void A_fault_names_key_value_and_what_to_write(string setting, string key, string value, string expected) =>
        Assert.Contains(
            Assert.Throws<ConfigurationException>(() => Load(setting)).Faults,
            f => f.Key == key && f.Value == value && f.Message.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void A_history_longer_than_the_alphabet_is_a_fault_and_one_as_long_is_none()
    {
        string Before(int count) => "\"Before\": [" + string.Join(",", Enumerable.Range(1990, count).Select(y => $"{{ \"Until\": \"{y}-01-01\" }}")) + "]";

        Assert.NotNull(Load(Before(26)).Calendar);
        Assert.Contains(Assert.Throws<ConfigurationException>(() => Load(Before(27))).Faults, f => f.Key == "Calendar:Before:26");
    }

    private static Settings Load(string calendar)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "appsettings.json");
        var json = ConfigurationLoaderTests.Minimal
            .Replace("\"TimeZone\": \"Europe/Berlin\", \"FiscalYearStartMonth\": 1, \"HomeCurrency\": \"EUR\"", calendar, StringComparison.Ordinal)
            .Replace("\"Folder\": \"supplements\"", "\"Folder\": \"\"", StringComparison.Ordinal);
        File.WriteAllText(path, json);
        return ConfigurationLoader.Load(path);
    }

    private static (string Label, LocalDate Start) Start(PeriodCalendar calendar, PeriodKind kind, LocalDate date)
    {
        var period = calendar.Containing(kind, date);
        return (period.Label, period.Start);
    }
}
