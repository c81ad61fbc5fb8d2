using KpiDigest.Core.Periods;
using KpiDigest.Core.Schedules;
using NodaTime;

namespace KpiDigest.Core.Tests.Schedules;

/// <summary>Every zone of the zone database, ten years, weekly and quarterly schedules: one due instant a period and recipient.</summary>
public class EveryZoneTests
{
    private static readonly LocalDate First = new(2026, 1, 1);
    private static readonly LocalDate Last = new(2036, 1, 1);
    private static readonly Duration Settle = Duration.FromMinutes(45);
    private static readonly BusinessDays Worked = new(Enumerable.Range(2025, 13).SelectMany(y => (LocalDate[])[new(y, 1, 1), new(y, 5, 1), new(y, 12, 25), new(y, 12, 26)]));
    private static readonly QuietHours Night = new(new LocalTime(20, 0), new LocalTime(6, 30));

    /// <summary>Kind, rule, and how late after the period's end its delivery can be.</summary>
    public static readonly TheoryData<string> Rules = ["monday", "monday-quiet", "monday-worked", "third-day", "fifth-of-quarter", "second-day-quiet"];

    private static (PeriodKind Kind, DeliveryRule Rule, int MostDays) RuleOf(string name) => name switch
    {
        "monday" => (PeriodKind.Week, Mondays(new LocalTime(7, 0)), 8),
        "monday-quiet" => (PeriodKind.Week, Mondays(new LocalTime(2, 30)) with { Quiet = Night }, 8),
        "monday-worked" => (PeriodKind.Week, Mondays(new LocalTime(23, 0)) with { OnlyWorkedDays = true, Quiet = Night, Worked = Worked }, 12),
        "third-day" => (PeriodKind.Week, new DeliveryRule { BusinessDay = 3, At = new LocalTime(7, 0), Worked = Worked }, 10),
        "fifth-of-quarter" => (PeriodKind.Quarter, new DeliveryRule { Clock = Some.FifthOfQuarter(new LocalTime(7, 0)) }, 6),
        _ => (PeriodKind.Quarter, new DeliveryRule { BusinessDay = 2, At = new LocalTime(6, 0), Quiet = Night, Worked = Worked }, 10),
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_recipient_in_the_calendars_zone_has_one_due_instant_a_period_each_after_the_one_before(string rule)
    {
        foreach (var zone in Zones())
            Walk(rule, zone, zone, (before, due) => before < due);
    }

    /// <summary>
    /// Where a shift of either clock brings the period's end across the delivery time, two periods fall on one morning (Monday 07:00 in Tokyo is in Berlin Monday in
    /// summer and Sunday in winter): two mails at once, each once; never one before the period before it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void A_recipient_anywhere_waits_for_the_period_to_end_in_the_calendars_zone(string rule)
    {
        var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        foreach (var zone in Zones())
            Walk(rule, berlin, zone, (before, due) => before <= due);
    }

    [Fact]
    public void No_zone_is_left_out() => Assert.True(Zones().Count > 300, $"{Zones().Count} zones");

    private static void Walk(string name, DateTimeZone calendarZone, DateTimeZone zone, Func<Instant, Instant, bool> follows)
    {
        var (kind, rule, mostDays) = RuleOf(name);
        var calendar = new PeriodCalendar(calendarZone);
        Instant? before = null;
        for (var period = calendar.Containing(kind, First); period.Start < Last; period = calendar.Next(period))
        {
            var earliest = period.EndInstant + Settle;
            var due = rule.FirstAtOrAfter(period, zone, null, earliest);
            var said = $"{name} {zone.Id} {period.Label}: {due}";
            Assert.True(due >= earliest, said);
            Assert.True(due < earliest + Duration.FromDays(mostDays), said);
            Assert.True(before is not { } last || follows(last, due!.Value), said);
            Assert.True(IsAllowed(rule, due!.Value.InZone(zone)), said);
            before = due;
        }
    }

    /// <summary>What is delivered is neither quiet nor, where days are worked, on a day that is not.</summary>
    private static bool IsAllowed(DeliveryRule rule, ZonedDateTime at) =>
        (rule.Quiet is null || rule.Quiet.After(at.LocalDateTime) == at.LocalDateTime)
        && ((rule.Clock is not null && !rule.OnlyWorkedDays) || rule.Worked.IsBusinessDay(at.Date));

    /// <summary>Zones that differ: names of one zone are asked once.</summary>
    private static IReadOnlyList<DateTimeZone> Zones() =>
        [.. DateTimeZoneProviders.Tzdb.Ids.Select(id => NodaTime.TimeZones.TzdbDateTimeZoneSource.Default.CanonicalIdMap[id]).Distinct().Select(id => DateTimeZoneProviders.Tzdb[id])];

    private static DeliveryRule Mondays(LocalTime time) => new() { Clock = Some.Weekly(IsoDayOfWeek.Monday, time) };
}
