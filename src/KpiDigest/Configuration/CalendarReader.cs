using KpiDigest.Core.Periods;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;

namespace KpiDigest.Configuration;

/// <summary>Turns the calendar's options into a <see cref="PeriodCalendar"/>, adding every fault it finds.</summary>
internal static class CalendarReader
{
    public static PeriodCalendar Read(AppOptions all, List<ConfigurationFault> faults)
    {
        var options = all.Calendar;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(options.TimeZone);
        if (zone is null) faults.Add(new ConfigurationFault("Calendar:TimeZone", options.TimeZone, "unknown zone: write an IANA name such as Europe/Berlin."));
        if (options.HomeCurrency.Length != 3 || !options.HomeCurrency.All(char.IsAsciiLetterUpper))
            faults.Add(new ConfigurationFault("Calendar:HomeCurrency", options.HomeCurrency, "expected an ISO 4217 code such as EUR."));
        if (options.HolidaySet.Length > 0 && all.Supplements.Folder.Length == 0)
            faults.Add(new ConfigurationFault("Calendar:HolidaySet", options.HolidaySet, "no file holds this set: name the folder of holidays.csv in Supplements:Folder, or list the days in Calendar:Holidays."));
        var rules = Rules(options, "Calendar", faults);
        return new PeriodCalendar(zone ?? DateTimeZone.Utc, rules, Holidays(options, faults), Before(options, faults));
    }

    private static CalendarRules Rules(CalendarCutOptions options, string key, List<ConfigurationFault> faults)
    {
        var month = options.FiscalYearStartMonth;
        if (month is < 1 or > 12) faults.Add(new ConfigurationFault($"{key}:FiscalYearStartMonth", $"{month}", "expected 1 to 12."));
        var pattern = Pattern(options.FiscalPattern);
        if (pattern is null)
            faults.Add(new ConfigurationFault($"{key}:FiscalPattern", options.FiscalPattern, "expected Months for calendar months, or the weeks of a quarter's months: 445, 454 or 544."));
        return new CalendarRules
        {
            WeekStart = options.WeekStart.ToIsoDayOfWeek(),
            FiscalYearStartMonth = month is < 1 or > 12 ? 1 : month,
            FiscalPattern = pattern ?? FiscalPattern.Months,
            FiscalYearEnd = options.FiscalYearEnd,
            FiscalYearNamed = options.FiscalYearNamed,
        };
    }

    private static FiscalPattern? Pattern(string text) => text.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "MONTHS" => FiscalPattern.Months,
        "445" => FiscalPattern.Weeks445,
        "454" => FiscalPattern.Weeks454,
        "544" => FiscalPattern.Weeks544,
        _ => null,
    };

    private static List<LocalDate> Holidays(CalendarOptions options, List<ConfigurationFault> faults)
    {
        var holidays = new List<LocalDate>();
        for (var i = 0; i < options.Holidays.Count; i++)
        {
            if (LocalDatePattern.Iso.Parse(options.Holidays[i]) is { Success: true } day) holidays.Add(day.Value);
            else faults.Add(new ConfigurationFault($"Calendar:Holidays:{i}", options.Holidays[i], "expected a date such as 2026-12-25."));
        }

        return holidays;
    }

    private static List<EarlierRules> Before(CalendarOptions options, List<ConfigurationFault> faults)
    {
        var before = new List<EarlierRules>();
        for (var i = 0; i < options.Before.Count; i++)
        {
            var (key, text) = ($"Calendar:Before:{i}", options.Before[i].Until);
            var rules = Rules(options.Before[i], key, faults);
            if (LocalDatePattern.Iso.Parse(text) is not { Success: true, Value: { Year: >= 1900 and <= 2999 } until })
                faults.Add(new ConfigurationFault($"{key}:Until", text, "expected the first date on which periods no longer start by these settings, such as 2026-01-01."));
            else if (before.Exists(b => b.Until == until))
                faults.Add(new ConfigurationFault($"{key}:Until", text, "an earlier entry of Calendar:Before ends on this date too: keep one of them, or give each its own date."));
            else if (before.Count == PeriodCalendar.MostChanges)
                faults.Add(new ConfigurationFault(key, null, $"more than {PeriodCalendar.MostChanges} earlier settings: leave out those before your data begins."));
            else before.Add(new EarlierRules(until, rules));
        }

        return before;
    }
}
