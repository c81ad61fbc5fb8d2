using System.Text.Json.Nodes;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Tests.Crm.Pipedrive;

public sealed class PipedriveActivitiesTests : IDisposable
{
    private readonly Pulling _pulling = new();

    private FakePipedrive Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task Types_tell_meetings_calls_emails_and_to_dos_and_the_companys_own_by_their_picture()
    {
        Type("site_visit", "Site visit", "meeting");
        Type("demo", "Demo", "bulb");
        foreach (var (id, type) in new[] { (1, "call"), (2, "meeting"), (3, "lunch"), (4, "email"), (5, "deadline"), (6, "site_visit"), (7, "demo") }) Add(id, type);

        Assert.Equal(["Call", "Meeting", "Meeting", "Email", "Task", "Meeting", "Task"], (await ActivitiesAsync()).Select(a => $"{a.Kind}"));
    }

    [Fact]
    public async Task Held_is_what_is_done_when_it_was_due_in_utc_and_as_long_as_it_says()
    {
        Add(1, "meeting").Set("due_time", "13:00:00").Set("duration", "27:30").Set("done", true);
        Add(2, "meeting").Set("due_time", "13:00").Set("duration", "00:45:30");
        Fake.Me["timezone_name"] = "Europe/Berlin";
        Add(3, "meeting");
        Add(4, "call").Set("due_date", null).Set("marked_as_done_time", "2026-11-18T14:02:00Z").Set("done", true).Set("duration", "soon");

        Assert.Equal(
            ["Held 2026-11-18T13:00:00Z 27.5", "Scheduled 2026-11-18T13:00:00Z 0.75833", "Scheduled 2026-11-17T23:00:00Z ", "Held 2026-11-18T14:02:00Z "],
            (await ActivitiesAsync()).Select(a => FormattableString.Invariant($"{a.Status} {a.StartAt} {a.Length?.TotalHours:0.#####}")));
    }

    [Fact]
    public async Task Coaching_is_a_type_by_name_or_key_and_a_meeting_of_colleagues_only_is_internal()
    {
        Type("c_1", "Coaching", "task");
        Add(1, "c_1").Set("deal_id", 311);
        Add(2, "meeting").Set("attendees", Attendees((12, null), (14, null)));
        Add(3, "meeting").Set("attendees", Attendees((14, null), (null, 88)));
        Add(4, "c_1").Set("person_id", 88);
        Add(5, "meeting");

        var activities = await ActivitiesAsync();

        Assert.Equal(["Meeting True True ", "Meeting False True 14", "Meeting False False 14", "Meeting True False ", "Meeting False False "], activities.Select(a => $"{a.Kind} {a.IsCoaching} {a.IsInternal} {string.Join(',', a.ParticipantIds)}"));
    }

    [Fact]
    public async Task Attendees_are_not_asked_for_where_pipedrive_does_not_know_the_parameter()
    {
        Fake.KnowsAttendees = false;
        Add(1, "meeting");

        Assert.Single(await ActivitiesAsync());
        Assert.Single(Fake.Requests, r => r.Contains("include_fields", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_activity_that_changes_its_type_is_another_fact_and_the_one_before_is_gone()
    {
        Add(1, "task");
        var before = Assert.Single(await ActivitiesAsync());
        _pulling.Clock.Pass(TimeSpan.FromHours(1));
        Fake.Activities[1].Set("type", "call", _pulling.Now);
        Fake.Touch();

        var facts = (await _pulling.PullAsync()).Single(p => p.Facts.Activities.Count > 0).Facts;

        Assert.Equal("activity:1:call", facts.Activities.Single().Id);
        Assert.Contains((FactKind.Activity, before.Id), facts.Deleted);
        Assert.DoesNotContain((FactKind.Activity, "activity:1:call"), facts.Deleted);
    }

    [Fact]
    public async Task Emails_may_be_left_unread()
    {
        Add(1, "email");
        _pulling.Options.Emails = false;

        Assert.Empty(await ActivitiesAsync());
    }

    private async Task<List<Activity>> ActivitiesAsync() => [.. (await _pulling.PullAsync()).SelectMany(p => p.Facts.Activities)];

    private static JsonArray Attendees(params (int? User, int? Person)[] who) =>
        [.. who.Select((w, at) => (JsonNode)new JsonObject { ["email"] = $"a{at}@example.com", ["user_id"] = w.User, ["person_id"] = w.Person })];

    private FakeItem Add(long id, string type)
    {
        Fake.Touch();
        return Fake.Activities[id] = new FakeItem(id, _pulling.Now - Duration.FromDays(1)).Set("type", type).Set("owner_id", 12).Set("due_date", "2026-11-18").Set("done", false).Set("add_time", "2026-11-10T08:00:00Z");
    }

    private void Type(string key, string name, string picture) =>
        Fake.ActivityTypes.Add(new JsonObject { ["id"] = 70 + Fake.ActivityTypes.Count, ["key_string"] = key, ["name"] = name, ["icon_key"] = picture, ["is_custom_flag"] = true });
}
