using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// Events → meetings; tasks → calls, emails and to-dos. Pure. An event has no outcome: it stays 'scheduled', and whether it counts once it is
/// past is decided as of T. A task that is not completed is a to-do, whatever it is about: a call nobody made is no call.
/// </summary>
internal sealed class SalesforceActivities(SalesforceMapping mapping)
{
    public const string EventPrefix = "event:";
    public const string TaskPrefix = "task:";
    public const string GroupType = "GroupEventType";
    public const string SeriesPattern = "3";
    private const string CallSuffix = ":call";
    private const string EmailSuffix = ":email";
    private const string SentToMany = "ListEmail";

    /// <summary>Subtypes of tasks that are emails.</summary>
    public static IReadOnlyList<string?> Emails { get; } = ["Email", SentToMany];

    public IReadOnlyList<string> EventFields { get; } =
    [
        "Id", "StartDateTime", "EndDateTime", "ActivityDate", "IsAllDayEvent", "OwnerId", "WhoId", "WhatId", "AccountId", "IsChild", "IsGroupEvent", "IsRecurrence", GroupType, "CreatedDate",
        SalesforceApi.IsDeleted, SalesforceApi.Stamp, .. mapping.Mapped.Of(SalesforceApi.Event),
    ];

    public IReadOnlyList<string> TaskFields { get; } =
    [
        "Id", "TaskSubtype", "Type", "IsClosed", "ActivityDate", "CompletedDateTime", "CallDurationInSeconds", "OwnerId", "WhoId", "WhatId", "AccountId", "IsRecurrence", "CreatedDate",
        SalesforceApi.IsDeleted, SalesforceApi.Stamp, .. mapping.Mapped.Of(SalesforceApi.Task),
    ];

    /// <summary>A completed call or email and the to-do it was are facts of their own.</summary>
    public static IReadOnlyList<string> TaskIds(string id) => [TaskPrefix + id, TaskPrefix + id + CallSuffix, TaskPrefix + id + EmailSuffix];

    /// <summary>
    /// An invitee's copy and the head of a series are no meetings. Of the newer series (<c>IsRecurrence2</c>, which all of its events carry) the head is
    /// the one that holds the pattern.
    /// </summary>
    public static bool IsMeeting(SalesforceRow row) => row["IsChild"] != "true" && row["IsRecurrence"] != "true" && row[GroupType] != SeriesPattern;

    /// <param name="row">An event.</param>
    /// <param name="invitees">Ids of users, contacts and leads who were invited and did not decline.</param>
    /// <param name="into">Takes the meeting.</param>
    public void MapEvent(SalesforceRow row, IReadOnlyList<string> invitees, PageFacts into)
    {
        var values = new SalesforceValues(SalesforceApi.Event, row, mapping);
        if (!IsMeeting(row)) return;
        if ((values.At("StartDateTime") ?? values.At("ActivityDate") ?? values.At("CreatedDate")) is not { } start)
        {
            mapping.Notes.Refused(SalesforceApi.Event, row.Id, "StartDateTime", row["StartDateTime"], "say no time");
            return;
        }

        var (coaching, owner) = (mapping.Meanings.IsCoaching(values.Text(mapping.Fields.ActivityType)), values.User("OwnerId"));
        var colleagues = invitees.Where(i => SalesforceId.IsOf(i, SalesforceId.UserPrefix)).Select(SalesforceId.Whole).Where(i => i != owner).Distinct().Order(StringComparer.Ordinal).ToList();
        var outsiders = row["WhoId"] is not null || invitees.Any(i => !SalesforceId.IsOf(i, SalesforceId.UserPrefix)) || SalesforceId.IsOf(row["WhatId"], SalesforceId.AccountPrefix);
        into.Activities.Add(new Activity
        {
            Id = EventPrefix + row.Id,
            Kind = ActivityKind.Meeting,
            Status = ActivityStatus.Scheduled,
            StartAt = start,
            Length = !values.Flag("IsAllDayEvent") && values.At("EndDateTime") is { } end && end > start ? end - start : null,
            OwnerId = owner,
            ParticipantIds = colleagues,
            DealIds = Deals(row),
            AccountIds = Accounts(row),
            IsInternal = (coaching || colleagues.Count > 0) && !outsiders,
            IsCoaching = coaching,
        });
    }

    /// <summary>A task; the facts it is not (any more) are deleted where it was read for its changes.</summary>
    public void MapTask(SalesforceRow row, bool isChange, PageFacts into)
    {
        if (row["IsRecurrence"] == "true" || (!mapping.ReadEmails && Emails.Contains(row["TaskSubtype"]))) return;
        var kind = KindOf(row);
        var values = new SalesforceValues(SalesforceApi.Task, row, mapping);
        var closed = values.Flag("IsClosed");
        var id = TaskIds(row.Id)[kind switch { ActivityKind.Call => 1, ActivityKind.Email => 2, _ => 0 }];
        if (isChange) into.Deleted.UnionWith(TaskIds(row.Id).Where(i => i != id).Select(i => (FactKind.Activity, i)));
        if (((closed ? values.At("CompletedDateTime") : null) ?? values.At("ActivityDate") ?? values.At("CreatedDate")) is not { } at)
        {
            mapping.Notes.Refused(SalesforceApi.Task, row.Id, "ActivityDate", row["ActivityDate"], "say no time");
            return;
        }

        into.Activities.Add(new Activity
        {
            Id = id,
            Kind = kind,
            Status = closed ? ActivityStatus.Held : ActivityStatus.Scheduled,
            StartAt = at,
            Length = kind == ActivityKind.Call && values.Number("CallDurationInSeconds") is >= 0 and < 1e7m and var seconds ? Duration.FromSeconds((long)seconds) : null,
            OwnerId = values.User("OwnerId"),
            DealIds = Deals(row),
            AccountIds = Accounts(row),
            IsBulk = row["TaskSubtype"] == SentToMany || (values.Text(mapping.Fields.BulkEmail) is { } mark && mark is not ("false" or "0")),
            IsCoaching = mapping.Meanings.IsCoaching(values.Text(mapping.Fields.ActivityType)),
        });
    }

    private static ActivityKind KindOf(SalesforceRow row) => (row["IsClosed"] == "true", row["TaskSubtype"] ?? row["Type"]) switch
    {
        (true, "Call") => ActivityKind.Call,
        (true, "Email" or SentToMany) => ActivityKind.Email,
        _ => ActivityKind.Task,
    };

    private static string[] Deals(SalesforceRow row) => SalesforceId.IsOf(row["WhatId"], SalesforceId.OpportunityPrefix) ? [row["WhatId"]!] : [];

    private static string[] Accounts(SalesforceRow row) =>
        row["AccountId"] is { } account ? [account] : SalesforceId.IsOf(row["WhatId"], SalesforceId.AccountPrefix) ? [row["WhatId"]!] : [];
}
