using KpiDigest.Core.Periods;
using KpiDigest.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Configuration;

/// <summary>Reads when a digest is delivered; every fault with its key.</summary>
internal static class ScheduleReader
{
    private const int MostForWeeks = 5;
    private const int MostForQuarters = 60;

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The rule; null: there is none without fault.</summary>
    /// <param name="options">As configured.</param>
    /// <param name="key">Its key.</param>
    /// <param name="kind">The digest's kind; null: unknown.</param>
    /// <param name="worked">Which days are worked.</param>
    /// <param name="faults">Gets what is wrong.</param>
    public static DeliveryRule? Read(ScheduleOptions options, string key, PeriodKind? kind, BusinessDays worked, List<ConfigurationFault> faults)
    {
        var before = faults.Count;
        if (options.SettleMinutes < 0) faults.Add(new ConfigurationFault($"{key}:SettleMinutes", $"{options.SettleMinutes}", "expected 0 or more minutes."));
        var rule = options.BusinessDay == 0 ? ByCron(options, key, faults) : ByBusinessDay(options, key, kind, faults);
        rule = rule with { Quiet = Quiet(options.QuietHours, $"{key}:QuietHours", faults), Worked = worked };
        return faults.Count == before ? rule : null;
    }

    /// <summary>A time of day; null: none is set, or it is none.</summary>
    public static LocalTime? TimeOfDay(string text, string key, List<ConfigurationFault> faults)
    {
        if (text.Length == 0) return null;
        if (Time.Parse(text) is { Success: true } parsed) return parsed.Value;
        faults.Add(new ConfigurationFault(key, text, "expected a time of day such as 07:00."));
        return null;
    }

    private static DeliveryRule ByCron(ScheduleOptions options, string key, List<ConfigurationFault> faults)
    {
        var clock = CronClock.TryParse(options.Cron, out var fault);
        if (clock is null) faults.Add(new ConfigurationFault($"{key}:Cron", options.Cron, options.Cron.Length == 0 ? fault + " Or write BusinessDay and At." : fault));
        if (options.At.Length > 0) faults.Add(new ConfigurationFault($"{key}:At", options.At, "the cron says the time already: leave At out, or write BusinessDay instead of the cron."));
        return new DeliveryRule { Clock = clock, OnlyWorkedDays = options.OnHoliday == OnHoliday.NextBusinessDay };
    }

    private static DeliveryRule ByBusinessDay(ScheduleOptions options, string key, PeriodKind? kind, List<ConfigurationFault> faults)
    {
        var most = kind == PeriodKind.Week ? MostForWeeks : MostForQuarters;
        if (options.BusinessDay < 1 || options.BusinessDay > most)
            faults.Add(new ConfigurationFault($"{key}:BusinessDay", $"{options.BusinessDay}", $"expected 1 to {most}: which business day after the period's end."));
        if (options.Cron.Length > 0) faults.Add(new ConfigurationFault($"{key}:Cron", options.Cron, "there is a BusinessDay too: write one of them."));
        if (options.At.Length == 0) faults.Add(new ConfigurationFault($"{key}:At", "", "missing: the time of day for BusinessDay, such as 07:00."));
        return new DeliveryRule { BusinessDay = Math.Max(1, options.BusinessDay), At = TimeOfDay(options.At, $"{key}:At", faults) ?? LocalTime.Midnight };
    }

    private static QuietHours? Quiet(string text, string key, List<ConfigurationFault> faults)
    {
        if (text.Length == 0) return null;
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && Time.Parse(parts[0]) is { Success: true } from && Time.Parse(parts[1]) is { Success: true } to && from.Value != to.Value)
            return new QuietHours(from.Value, to.Value);
        faults.Add(new ConfigurationFault(key, text, "expected two different times such as 20:00-06:30."));
        return null;
    }
}
