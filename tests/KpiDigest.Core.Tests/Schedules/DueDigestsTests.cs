using KpiDigest.Core.Periods;
using KpiDigest.Core.Schedules;
using NodaTime;

namespace KpiDigest.Core.Tests.Schedules;

public class DueDigestsTests
{
    private static readonly PeriodCalendar Calendar = new(DateTimeZoneProviders.Tzdb["Europe/Berlin"]);
    private static readonly DigestDefinition Weekly = Some.Digest(Some.Weekly(IsoDayOfWeek.Monday, new LocalTime(7, 0)), "Europe/Berlin");
    private static readonly Instant MondayAt7 = Instant.FromUtc(2026, 11, 16, 6, 0);

    [Fact]
    public void A_digest_is_due_from_its_time_on_and_not_before()
    {
        Assert.Empty(Find(MondayAt7 - Duration.FromSeconds(1)));
        var due = Assert.Single(Find(MondayAt7));
        Assert.Equal("2026-W46", due.Period.Label);
        Assert.Equal(MondayAt7, due.DueAt);
    }

    [Fact]
    public void A_missed_digest_is_due_until_its_catch_up_limit_and_not_after()
    {
        Assert.Single(Find(MondayAt7 + Weekly.CatchUp));
        Assert.Empty(Find(MondayAt7 + Weekly.CatchUp + Duration.FromSeconds(1)));
    }

    [Fact]
    public void A_digest_starts_with_its_first_due_time_at_or_after_activation()
    {
        Assert.Empty(Find(MondayAt7 + Duration.FromHours(1), activatedAt: MondayAt7 + Duration.FromSeconds(1)));
        Assert.Single(Find(MondayAt7 + Duration.FromHours(1), activatedAt: MondayAt7));
    }

    [Fact]
    public void A_digest_that_was_never_activated_is_never_due() =>
        Assert.Empty(DueDigests.Find([Weekly], Calendar, new Dictionary<string, Instant>(), MondayAt7));

    [Fact]
    public void All_missed_weeks_inside_the_limit_are_due_oldest_first()
    {
        var patient = Weekly with { CatchUp = Duration.FromDays(15) };

        var due = DueDigests.Find([patient], Calendar, Activated(MondayAt7 - Duration.FromDays(100)), MondayAt7);

        Assert.Equal(["2026-W44", "2026-W45", "2026-W46"], due.Select(d => d.Period.Label));
    }

    [Fact]
    public void A_schedule_that_starts_in_a_later_year_is_not_due_and_the_search_ends()
    {
        var later = Weekly with { Rule = new DeliveryRule { Clock = after => Weekly.Rule.Clock!(LocalDateTime.Max(after, new LocalDateTime(2030, 1, 1, 0, 0))) } };

        Assert.Empty(DueDigests.Find([later], Calendar, Activated(MondayAt7 - Duration.FromDays(100)), MondayAt7));
    }

    [Fact]
    public void The_next_run_is_the_first_one_after_now()
    {
        Assert.Equal(MondayAt7, DueDigests.Next(Weekly, Calendar, MondayAt7 - Duration.FromSeconds(1))!.DueAt);
        Assert.Equal("2026-W47", DueDigests.Next(Weekly, Calendar, MondayAt7)!.Period.Label);
    }

    private static IReadOnlyList<DueRun> Find(Instant now, Instant? activatedAt = null) =>
        DueDigests.Find([Weekly], Calendar, Activated(activatedAt ?? Instant.FromUtc(2026, 11, 15, 0, 0)), now);

    private static Dictionary<string, Instant> Activated(Instant at) => new() { [Weekly.Id] = at };
}
