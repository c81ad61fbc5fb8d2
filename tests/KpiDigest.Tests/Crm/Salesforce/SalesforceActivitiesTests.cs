using KpiDigest.Core.Facts;
using KpiDigest.Crm.Salesforce;
using NodaTime;

namespace KpiDigest.Tests.Crm.Salesforce;

public sealed class SalesforceActivitiesTests : IDisposable
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 18, 13, 0);

    private readonly Pulling _pulling = new();

    private FakeSalesforce Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task An_event_is_a_meeting_whose_outcome_nobody_states()
    {
        Event(1).Set("WhatId", "006000000000001AAA").Set("AccountId", "001000000000001AAA").Set("WhoId", "003000000000001AAA");

        var meeting = Assert.Single(await ActivitiesAsync());

        Assert.Equal((ActivityKind.Meeting, ActivityStatus.Scheduled, Start, Duration.FromMinutes(45)), (meeting.Kind, meeting.Status, meeting.StartAt, meeting.Length!.Value));
        Assert.Equal(("event:00U000000000001AAA", false, false), (meeting.Id, meeting.IsCoaching, meeting.IsInternal));
        Assert.Equal(["006000000000001AAA", "001000000000001AAA"], meeting.DealIds.Concat(meeting.AccountIds));
    }

    [Fact]
    public async Task Copies_of_invitees_and_heads_of_series_are_no_meetings()
    {
        Event(1);
        Event(2).Set("IsChild", true);
        Event(3).Set("IsRecurrence", true);

        Assert.Single(await ActivitiesAsync());
        _pulling.Clock.Pass(TimeSpan.FromHours(1));
        foreach (var number in new[] { 2, 3 }) Fake[SalesforceApi.Event, $"00U00000000000{number}AAA"].Set("Type", "x", _pulling.Now - Duration.FromMinutes(5));

        Assert.Empty(await ActivitiesAsync());
    }

    [Fact]
    public async Task Of_a_newer_series_the_events_are_meetings_and_the_pattern_is_none()
    {
        Event(1).Set("IsRecurrence2", true).Set("GroupEventType", "3");
        Event(2).Set("IsRecurrence2", true).Set("GroupEventType", "0");
        Event(3).Set("IsRecurrence2", true);
        using var source = _pulling.Source();

        Assert.Equal(["event:00U000000000002AAA", "event:00U000000000003AAA"], (await ActivitiesAsync()).Select(a => a.Id));
        Assert.Equal(2, (await source.TotalsAsync(TestContext.Current.CancellationToken)).Single(t => t.Object == SalesforceApi.Event).Total);
        _pulling.Clock.Pass(TimeSpan.FromHours(1));
        Fake[SalesforceApi.Event, "00U000000000001AAA"].Set("Type", "x", _pulling.Now - Duration.FromMinutes(5));

        Assert.Empty(await ActivitiesAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_type_that_means_coaching_may_be_a_field_of_the_organisations_own(bool seenByBoth)
    {
        _pulling.Options.Fields.ActivityType = "Kind__c";
        Fake.Schema[SalesforceApi.Event]["Kind__c"] = "picklist";
        if (seenByBoth) Fake.Schema[SalesforceApi.Task]["Kind__c"] = "picklist";
        Event(1).Set("Kind__c", "Coaching").Set("Type", "Call");
        Event(2).Set("Type", "Coaching");
        Task(3, "Call", closed: true).Set("Kind__c", "Coaching");

        Assert.Equal([true, false, seenByBoth], (await ActivitiesAsync()).Select(a => a.IsCoaching));
        Assert.Equal(!seenByBoth, _pulling.Account!.Warnings.Contains("Task has no field 'Kind__c' that the user sees in Salesforce; it counts as not stated"));
    }

    [Fact]
    public async Task Coaching_is_a_type_and_colleagues_who_were_invited_and_did_not_decline_take_part()
    {
        Event(1).Set("Type", "coaching").Set("IsGroupEvent", true);
        Invite(1, "005000000000002AAA", "Accepted");
        Invite(2, "005000000000003AAA", "Declined");

        var meeting = Assert.Single(await ActivitiesAsync());

        Assert.Equal((true, true), (meeting.IsCoaching, meeting.IsInternal));
        Assert.Equal(["005000000000002AAA"], meeting.ParticipantIds);
    }

    [Fact]
    public async Task Without_shared_activities_every_relation_is_that_of_an_invitee()
    {
        Fake.Schema[SalesforceApi.EventRelation].Remove("IsInvitee");
        Event(1).Set("IsGroupEvent", true);
        Invite(1, "005000000000002AAA", "Accepted");

        Assert.Equal(["005000000000002AAA"], Assert.Single(await ActivitiesAsync()).ParticipantIds);
    }

    [Fact]
    public async Task A_contact_who_was_invited_makes_the_meeting_no_internal_one()
    {
        Event(1).Set("IsGroupEvent", true);
        Invite(1, "005000000000002AAA", "Accepted");
        Invite(2, "003000000000003AAA", "Accepted");

        Assert.False(Assert.Single(await ActivitiesAsync()).IsInternal);
    }

    [Fact]
    public async Task A_completed_call_is_a_call_when_it_was_made()
    {
        Task(1, "Call", closed: true).Set("CompletedDateTime", Start).Set("CallDurationInSeconds", 90).Set("WhatId", "006000000000001AAA");

        var call = Assert.Single(await ActivitiesAsync());

        Assert.Equal((ActivityKind.Call, ActivityStatus.Held, Start, Duration.FromSeconds(90)), (call.Kind, call.Status, call.StartAt, call.Length!.Value));
    }

    [Fact]
    public async Task A_call_still_to_make_is_a_to_do_and_becomes_a_call_of_its_own_when_made()
    {
        Task(1, "Call", closed: false).Set("ActivityDate", new LocalDate(2026, 11, 25));
        var before = Assert.Single(await ActivitiesAsync());
        _pulling.Clock.Pass(TimeSpan.FromHours(2));
        Fake[SalesforceApi.Task, "00T000000000001AAA"].Set("CompletedDateTime", _pulling.Now).Set("IsClosed", true, _pulling.Now - Duration.FromMinutes(1));

        var pages = await _pulling.PullAsync();

        Assert.Equal((ActivityKind.Task, ActivityStatus.Scheduled, Instant.FromUtc(2026, 11, 25, 0, 0)), (before.Kind, before.Status, before.StartAt));
        Assert.Equal(ActivityKind.Call, Assert.Single(pages.SelectMany(p => p.Facts.Activities)).Kind);
        Assert.Contains((FactKind.Activity, before.Id), pages.SelectMany(p => p.Facts.Deleted));
    }

    [Theory]
    [InlineData("Email", false)]
    [InlineData("ListEmail", true)]
    public async Task Emails_are_tasks_and_those_to_a_list_are_bulk(string subtype, bool bulk)
    {
        Task(1, subtype, closed: true);

        var email = Assert.Single(await ActivitiesAsync());

        Assert.Equal((ActivityKind.Email, bulk), (email.Kind, email.IsBulk));
    }

    [Fact]
    public async Task Emails_can_be_left_out()
    {
        _pulling.Options.Emails = false;
        Task(1, "Email", closed: true);
        Task(2, "Call", closed: true);

        Assert.Equal([ActivityKind.Call], (await ActivitiesAsync()).Select(a => a.Kind));
    }

    [Fact]
    public async Task A_deleted_task_goes_whatever_it_was()
    {
        Task(1, "Call", closed: true);
        await ActivitiesAsync();
        _pulling.Clock.Pass(TimeSpan.FromHours(1));
        Fake[SalesforceApi.Task, "00T000000000001AAA"].Set("IsDeleted", true, _pulling.Now - Duration.FromMinutes(1));

        Assert.Contains((FactKind.Activity, "task:00T000000000001AAA:call"), (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deleted));
    }

    [Fact]
    public async Task A_lead_became_account_and_deal_on_the_day_it_was_converted()
    {
        Fake.Add(SalesforceApi.Lead, "00Q000000000001AAA").Set("Status", "Qualified").Set("LeadSource", "Web").Set("OwnerId", "00G000000000001AAA").Set("IsConverted", true)
            .Set("ConvertedDate", new LocalDate(2026, 11, 3)).Set("ConvertedAccountId", "001000000000001AAA").Set("ConvertedOpportunityId", "006000000000001AAA");

        var lead = Assert.Single((await _pulling.PullAsync()).SelectMany(p => p.Facts.Prospects));

        Assert.Equal((Instant.FromUtc(2026, 11, 3, 0, 0), "001000000000001AAA", "Web", null), (lead.ConvertedAt!.Value, lead.AccountId, lead.Source, lead.OwnerId));
        Assert.Equal(["006000000000001AAA"], lead.DealIds);
    }

    private FakeRecord Event(int number) => Fake.Add(SalesforceApi.Event, $"00U00000000000{number}AAA").Set("StartDateTime", Start).Set("EndDateTime", Start + Duration.FromMinutes(45)).Set("OwnerId", "005000000000001AAA");

    private void Invite(int number, string who, string status) => Fake.Add(SalesforceApi.EventRelation, $"0RE00000000000{number}AAA").Set("EventId", "00U000000000001AAA").Set("RelationId", who)
        .Set("IsInvitee", true).Set("Status", status);

    private FakeRecord Task(int number, string subtype, bool closed) => Fake.Add(SalesforceApi.Task, $"00T00000000000{number}AAA").Set("TaskSubtype", subtype).Set("IsClosed", closed).Set("OwnerId", "005000000000001AAA");

    private async Task<List<Activity>> ActivitiesAsync() => [.. (await _pulling.PullAsync()).SelectMany(p => p.Facts.Activities)];
}
