using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Tests.Crm.Dynamics;

public sealed class DynamicsActivitiesTests : IDisposable
{
    private static readonly string Me = Pulling.Id('a', 1);
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 18, 9, 0);

    private readonly Pulling _pulling = new();

    private FakeDynamics Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Theory]
    [InlineData(0, ActivityStatus.Scheduled)]
    [InlineData(1, ActivityStatus.Held)]
    [InlineData(2, ActivityStatus.Cancelled)]
    [InlineData(3, ActivityStatus.Scheduled)]
    public async Task An_appointment_is_a_meeting_that_stands_as_its_state(int state, ActivityStatus status)
    {
        Put("appointment", ("statecode", state), ("scheduledend", Start + Duration.FromMinutes(45)), ("regardingobjectid", new FakeLookup("opportunity", Pulling.Id('b', 1))));

        var meeting = await OnlyAsync();

        Assert.Equal(($"appointment:{Pulling.Id('e', 1)}", ActivityKind.Meeting, status, Start, Duration.FromMinutes(45), Me), (meeting.Id, meeting.Kind, meeting.Status, meeting.StartAt, meeting.Length, meeting.OwnerId));
        Assert.Equal([Pulling.Id('b', 1)], meeting.DealIds);
        Assert.False(meeting.IsInternal);
    }

    [Fact]
    public async Task What_took_place_goes_before_what_was_planned()
    {
        Put("appointment", ("statecode", 1), ("actualstart", Start + Duration.FromHours(1)), ("actualdurationminutes", 20), ("regardingobjectid", new FakeLookup("account", Pulling.Id('c', 1))));

        var meeting = await OnlyAsync();

        Assert.Equal((Start + Duration.FromHours(1), Duration.FromMinutes(20)), (meeting.StartAt, meeting.Length));
        Assert.Equal([Pulling.Id('c', 1)], meeting.AccountIds);
    }

    [Fact]
    public async Task Coaching_is_what_the_category_says_with_those_who_took_part()
    {
        _pulling.Options.CoachingTypes = ["1:1"];
        Put("appointment", ("statecode", 1), ("category", "1:1"));
        Party(1, new FakeLookup("systemuser", Pulling.Id('a', 2)));
        Party(2, Pulling.User(Me));

        var meeting = await OnlyAsync();

        Assert.True(meeting is { IsCoaching: true, IsInternal: true });
        Assert.Equal([Pulling.Id('a', 2)], meeting.ParticipantIds);
    }

    [Fact]
    public async Task With_somebody_from_outside_a_meeting_is_not_internal()
    {
        Put("appointment", ("statecode", 1));
        Party(1, new FakeLookup("systemuser", Pulling.Id('a', 2)));
        Party(2, new FakeLookup("contact", Pulling.Id('c', 9)));

        Assert.False((await OnlyAsync()).IsInternal);
    }

    [Fact]
    public async Task Without_the_right_to_see_who_takes_part_meetings_come_all_the_same()
    {
        Put("appointment", ("statecode", 1));
        Fake.Instead = address => address.Contains("/activityparties?", StringComparison.Ordinal) && !address.Contains("$top", StringComparison.Ordinal) ? FakeDynamics.Error(403, "0x80040220", "no") : null;

        await OnlyAsync();

        Assert.Contains(_pulling.Warnings, w => w.Contains("who was coached is not known", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_is_one_once_it_was_made_and_none_when_it_is_opened_again()
    {
        Put("phonecall", ("statecode", 0));
        Assert.Empty((await _pulling.PullAsync()).SelectMany(p => p.Facts.Activities));
        Put("phonecall", ("statecode", 1), ("actualdurationminutes", 5));
        var call = await OnlyAsync();
        Assert.Equal((ActivityKind.Call, ActivityStatus.Held, Duration.FromMinutes(5)), (call.Kind, call.Status, call.Length));
        Put("phonecall", ("statecode", 0));

        var pages = await _pulling.PullAsync();

        Assert.Equal([(FactKind.Activity, $"phonecall:{Pulling.Id('e', 1)}")], pages.SelectMany(p => p.Facts.Deleted));
    }

    [Theory]
    [InlineData("appointment")]
    [InlineData("phonecall")]
    [InlineData("task")]
    public async Task What_regards_a_contact_counts_for_its_account(string table)
    {
        Fake.Put("contact", Pulling.Id('d', 1), ("parentcustomerid", new FakeLookup("account", Pulling.Id('c', 1))));
        Put(table, ("statecode", 1), ("regardingobjectid", new FakeLookup("contact", Pulling.Id('d', 1))));

        Assert.Equal([Pulling.Id('c', 1)], (await OnlyAsync()).AccountIds);
    }

    [Theory]
    [InlineData(1, 3, true)]
    [InlineData(1, 4, true)]
    [InlineData(0, 1, false)]
    [InlineData(1, 8, false)]
    public async Task An_email_counts_once_it_went_out_or_came_in(int state, int status, bool counts)
    {
        Put("email", ("statecode", state), ("statuscode", new FakeChoice(status, "x")), ("senton", Start));

        Assert.Equal(counts ? 1 : 0, (await _pulling.PullAsync()).SelectMany(p => p.Facts.Activities).Count());
    }

    [Fact]
    public async Task What_a_campaign_sends_is_bulk()
    {
        Put("email", ("statecode", 1), ("statuscode", new FakeChoice(3, "Sent")), ("regardingobjectid", new FakeLookup("campaignactivity", Pulling.Id('c', 1))));

        Assert.True((await OnlyAsync()).IsBulk);
    }

    [Fact]
    public async Task Emails_that_nobody_wants_are_not_asked_for()
    {
        _pulling.Options.Emails = false;

        await _pulling.PullAsync();

        Assert.DoesNotContain(Fake.Requests, r => r.Address.Contains("email'", StringComparison.Ordinal) || r.Address.Contains("/emails", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_is_contact_with_nobody()
    {
        Put("task", ("statecode", 1), ("actualend", Start + Duration.FromDays(1)));

        var task = await OnlyAsync();

        Assert.Equal((ActivityKind.Task, Start + Duration.FromDays(1)), (task.Kind, task.StartAt));
    }

    [Fact]
    public async Task A_lead_was_converted_when_its_opportunity_was_created()
    {
        _pulling.Deal(1, ("createdon", Start));
        Fake.Put(
            "lead", Pulling.Id('f', 1), ("statecode", 1), ("statuscode", new FakeChoice(3, "Qualified")), ("leadsourcecode", new FakeChoice(8, "Web")), ("createdon", Start - Duration.FromDays(9)),
            ("qualifyingopportunityid", new FakeLookup("opportunity", Pulling.Id('b', 1))), ("parentaccountid", new FakeLookup("account", Pulling.Id('c', 1))));
        Fake.Put("lead", Pulling.Id('f', 2), ("statecode", 2), ("statuscode", new FakeChoice(4, "Lost")), ("parentaccountid", new FakeLookup("account", Pulling.Id('c', 1))));

        var leads = (await _pulling.PullAsync()).SelectMany(p => p.Facts.Prospects).ToList();

        Assert.Equal(("Web", "Qualified", Start, Pulling.Id('c', 1)), (leads[0].Source, leads[0].Status, leads[0].ConvertedAt, leads[0].AccountId));
        Assert.Equal([Pulling.Id('b', 1)], leads[0].DealIds);
        Assert.True(leads[1] is { Status: "Lost", ConvertedAt: null, AccountId: null, DealIds.Count: 0 });
    }

    private void Put(string table, params (string, object?)[] values) =>
        Fake.Put(table, Pulling.Id('e', 1), [("owninguser", Pulling.User(Me)), ("scheduledstart", Start), ("createdon", Start), ("modifiedon", _pulling.Now), .. values]);

    private void Party(int number, FakeLookup who) =>
        Fake.Put("activityparty", Pulling.Id('f', number), ("activityid", new FakeLookup("activitypointer", Pulling.Id('e', 1))), ("partyid", who), ("participationtypemask", new FakeChoice(5, "Required attendee")));

    private async Task<Activity> OnlyAsync() => Assert.Single((await _pulling.PullAsync()).SelectMany(p => p.Facts.Activities));
}
