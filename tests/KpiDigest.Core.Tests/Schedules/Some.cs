using KpiDigest.Core.Periods;
using KpiDigest.Core.Schedules;
using NodaTime;

namespace KpiDigest.Core.Tests.Schedules;

/// <summary>Small builders.</summary>
internal static class Some
{
    public static WallClock Weekly(IsoDayOfWeek day, LocalTime time) => after =>
    {
        var date = after.Date.DayOfWeek == day ? after.Date : after.Date.Next(day);
        return date + time > after ? date + time : date.PlusWeeks(1) + time;
    };

    public static WallClock FifthOfQuarter(LocalTime time) => after =>
    {
        var month = new LocalDate(after.Year, ((after.Month - 1) / 3 * 3) + 1, 5);
        return month + time > after ? month + time : month.PlusMonths(3) + time;
    };

    public static DigestDefinition Digest(WallClock clock, params string[] zones) => new()
    {
        Id = "weekly",
        Template = "weekly",
        Kind = PeriodKind.Week,
        Rule = new DeliveryRule { Clock = clock },
        ClockText = "0 0 7 ? * MON",
        CatchUp = Duration.FromDays(3),
        Recipients = [.. zones.Select((z, i) => new RecipientDefinition($"r{i}@example.com", "", "company", DateTimeZoneProviders.Tzdb[z], "en-GB"))],
    };
}
