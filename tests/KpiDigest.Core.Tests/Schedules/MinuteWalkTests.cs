using KpiDigest.Core.Periods;
using KpiDigest.Core.Schedules;
using NodaTime;

namespace KpiDigest.Core.Tests.Schedules;

/// <summary>Due instants against somebody who looks at a clock every minute, where clocks do odd things.</summary>
public class MinuteWalkTests
{
    private static readonly LocalTime HalfPastTwo = new(2, 30);

    [Theory]
    [InlineData("Australia/Lord_Howe", 2026)] // half an hour
    [InlineData("Pacific/Apia", 2011)] // December 30 was left out
    [InlineData("Pacific/Kwajalein", 1993)] // August 21 was left out
    [InlineData("America/Caracas", 2007)] // half an hour back for good
    [InlineData("Antarctica/Troll", 2026)] // two hours
    [InlineData("Africa/Casablanca", 2026)] // Ramadan
    [InlineData("America/St_Johns", 2006)] // at one minute past midnight
    [InlineData("America/Santiago", 2026)] // midnight is skipped
    [InlineData("Asia/Gaza", 2026)]
    [InlineData("Europe/Berlin", 2026)]
    public void Daily_looks_at_a_wall_clock_find_the_same_instants(string id, int year)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        foreach (var time in (LocalTime[])[LocalTime.Midnight, new(0, 1), HalfPastTwo, new(3, 0), new(23, 59)])
        {
            WallClock daily = after => after.TimeOfDay < time ? after.Date + time : after.Date.PlusDays(1) + time;
            var rule = new DeliveryRule { Clock = daily };
            var seen = Walked(zone, year, time);
            var asked = seen.SelectMany(due => (Instant[])[due - Duration.FromHours(2), due - Duration.Epsilon, due]);
            foreach (var earliest in asked.Where(e => e >= seen[0] - Duration.FromMinutes(1) && e <= seen[^1]))
            {
                var expected = seen.First(due => due >= earliest);
                Assert.True(expected == rule.FirstAtOrAfter(Anything(zone), zone, null, earliest), $"{id} {time} from {earliest}: expected {expected}");
            }
        }
    }

    /// <summary>The first minute of each local date that shows the time or, where that was skipped, a later one; of a date that was left out the next minute there is.</summary>
    private static List<Instant> Walked(DateTimeZone zone, int year, LocalTime time)
    {
        var seen = new List<Instant>();
        var minute = zone.AtStartOfDay(new LocalDate(year, 1, 1)).ToInstant();
        var end = zone.AtStartOfDay(new LocalDate(year + 1, 1, 1)).ToInstant();
        var wanted = new LocalDate(year, 1, 1) + time;
        for (; minute < end; minute += Duration.FromMinutes(1))
        {
            // A clock that shows a later time than the one waited for has reached or jumped over it.
            while (minute.InZone(zone).LocalDateTime >= wanted)
            {
                seen.Add(minute);
                wanted = wanted.PlusDays(1);
            }
        }

        return seen;
    }

    private static Core.Periods.Period Anything(DateTimeZone zone) => new PeriodCalendar(zone).Containing(PeriodKind.Week, new LocalDate(1990, 1, 1));
}
