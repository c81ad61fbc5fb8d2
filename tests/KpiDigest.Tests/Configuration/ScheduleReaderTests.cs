using KpiDigest.Configuration;
using KpiDigest.Core.Schedules;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Configuration;

public class ScheduleReaderTests
{
    [Theory]
    [InlineData("\"BusinessDay\": 2", "Schedule:At", "", "such as 07:00")]
    [InlineData("\"BusinessDay\": 61, \"At\": \"07:00\"", "Schedule:BusinessDay", "61", "1 to 60")]
    [InlineData("\"BusinessDay\": -1, \"At\": \"07:00\"", "Schedule:BusinessDay", "-1", "1 to 60")]
    [InlineData("\"BusinessDay\": 2, \"At\": \"7 am\"", "Schedule:At", "7 am", "such as 07:00")]
    [InlineData("\"BusinessDay\": 2, \"At\": \"07:00\", \"Cron\": \"0 0 7 5 1,4,7,10 ?\"", "Schedule:Cron", "0 0 7 5 1,4,7,10 ?", "write one of them")]
    [InlineData("\"Cron\": \"0 0 7 5 1,4,7,10 ?\", \"At\": \"07:00\"", "Schedule:At", "07:00", "leave At out")]
    [InlineData("\"Cron\": \"0 0 7 5 1,4,7,10 ?\", \"QuietHours\": \"20-6\"", "Schedule:QuietHours", "20-6", "such as 20:00-06:30")]
    [InlineData("\"Cron\": \"0 0 7 5 1,4,7,10 ?\", \"QuietHours\": \"07:00-07:00\"", "Schedule:QuietHours", "07:00-07:00", "two different times")]
    [InlineData("\"Cron\": \"0 0 7 5 1,4,7,10 ?\", \"OnHoliday\": \"Skip\"", "Schedule:OnHoliday", "Skip", "Send, NextBusinessDay")]
    [InlineData("", "Schedule:Cron", "", "Or write BusinessDay and At")]
    public void A_fault_of_a_schedule_names_key_value_and_what_to_write(string schedule, string key, string value, string expected) =>
        Assert.Contains(Faults(schedule), f => f.Key == "Digests:0:" + key && f.Value == value && f.Message.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void A_business_day_rule_is_due_on_that_day_at_that_time_in_the_recipients_zone()
    {
        var settings = Load("\"BusinessDay\": 2, \"At\": \"07:00\"", holidays: "\"2026-04-02\"");

        Assert.Equal(Instant.FromUtc(2026, 4, 3, 5, 0), Due(settings, 0));
        Assert.Equal(Instant.FromUtc(2026, 4, 3, 10, 30), Due(settings, 1));
        Assert.Equal(Instant.FromUtc(2026, 4, 3, 5, 0), DueTimes.Of(settings.Digests[0], settings.Calendar.Containing(Core.Periods.PeriodKind.Quarter, new LocalDate(2026, 2, 1))));
    }

    [Fact]
    public void A_cron_moves_to_the_next_business_day_and_out_of_quiet_hours()
    {
        // April 5 is a Sunday, April 6 a holiday.
        var settings = Load("\"Cron\": \"0 0 22 5 1,4,7,10 ?\", \"OnHoliday\": \"NextBusinessDay\", \"QuietHours\": \"20:00-06:30\"", holidays: "\"2026-04-06\"");

        Assert.Equal(Instant.FromUtc(2026, 4, 8, 4, 30), Due(settings, 0));
    }

    [Fact]
    public void The_days_of_the_holiday_set_count_where_a_schedule_knows_business_days()
    {
        const string file = "set,date,name\nde,2026-04-02,Closed\nfr,2026-04-01,Closed there\n";

        Assert.Equal(Instant.FromUtc(2026, 4, 3, 5, 0), Due(Load("\"BusinessDay\": 2, \"At\": \"07:00\"", set: "DE", file: file), 0));
        Assert.Equal(Instant.FromUtc(2026, 4, 2, 5, 0), Due(Load("\"BusinessDay\": 2, \"At\": \"07:00\"", file: file), 0));
    }

    [Theory]
    [InlineData(null, "there is no holidays.csv")]
    [InlineData("set,date\nfr,2026-04-01\n", "no day of this set")]
    [InlineData("set,date\nde,April 1\n", "has faults")]
    public void Holidays_that_a_schedule_needs_and_nobody_can_read_are_a_fault(string? file, string expected)
    {
        var faults = Faults("\"BusinessDay\": 2, \"At\": \"07:00\"", set: "de", file: file);

        Assert.Contains(faults, f => f.Key == "Calendar:HolidaySet" && f.Message.Contains(expected, StringComparison.Ordinal));
        Assert.Empty(Faults("\"Cron\": \"0 0 7 5 1,4,7,10 ?\"", set: "de", file: file));
    }

    [Fact]
    public void Kept_settings_have_the_holidays_they_were_read_with()
    {
        var settings = Load("\"BusinessDay\": 2, \"At\": \"07:00\"", set: "de", file: "set,date\nde,2026-04-02\n");

        Assert.Equal(Due(settings, 0), Due(ConfigurationShape.Restore(settings.Shape, settings), 0));
    }

    private static Instant? Due(Settings settings, int recipient) => DueTimes.Of(
        settings.Digests[0], settings.Digests[0].Recipients[recipient], settings.Calendar.Containing(Core.Periods.PeriodKind.Quarter, new LocalDate(2026, 2, 1)));

    private static IReadOnlyList<ConfigurationFault> Faults(string schedule, string set = "", string? file = null)
    {
        try
        {
            _ = Load(schedule, set: set, file: file);
            return [];
        }
        catch (ConfigurationException e)
        {
            return e.Faults;
        }
    }

    private static Settings Load(string schedule, string holidays = "", string set = "", string? file = null)
    {
        using var folder = new TempFolder();
        if (file is not null) folder.Write("holidays.csv", file);
        return ConfigurationLoader.Load(folder.Write("appsettings.json", $$"""
            { "Crm": { "Kind": "HubSpot", "Token": "t" }, "Supplements": { "Folder": "." },
              "Calendar": { "TimeZone": "Europe/Berlin", "Holidays": [ {{holidays}} ], "HolidaySet": "{{set}}" },
              "Digests": [ { "Id": "q", "Template": "quarterly", "Schedule": { {{schedule}} }, "Recipients": [
                { "Email": "a@example.com", "Scope": "company" }, { "Email": "b@example.com", "Scope": "company", "TimeZone": "America/New_York", "At": "06:30" } ] } ] }
            """));
    }
}
