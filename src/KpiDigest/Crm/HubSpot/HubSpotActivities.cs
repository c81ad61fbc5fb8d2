using System.Globalization;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.HubSpot;

/// <summary>
/// Meetings and calls → activities. Pure. HubSpot numbers each object type apart, so the type stands before the id. A meeting that
/// nobody gave an outcome stays 'scheduled'; whether it counts once it is past is decided as of T (<see cref="DealRules.CountPastScheduled"/>).
/// HubSpot knows outsiders as associated contacts: a meeting of owners without any contact or company is internal, even about a deal.
/// </summary>
internal sealed class HubSpotActivities(HubSpotMapping mapping)
{
    public IReadOnlyList<string> MeetingProperties { get; } =
    [
        "hs_timestamp", "hs_meeting_start_time", "hs_meeting_end_time", "hs_meeting_outcome", "hubspot_owner_id", "hs_attendee_owner_ids", HubSpotApi.LastModified,
        .. mapping.Mapped.Of(HubSpotApi.Meetings),
    ];

    public IReadOnlyList<string> CallProperties { get; } =
        ["hs_timestamp", "hs_call_duration", "hs_call_status", "hubspot_owner_id", HubSpotApi.LastModified, .. mapping.Mapped.Of(HubSpotApi.Meetings)];

    public const string MeetingPrefix = "meeting:";

    public const string CallPrefix = "call:";

    public void MapMeeting(ObjectRow row, LinkedIds linked, PageFacts into)
    {
        var values = new RowReader(HubSpotApi.Meetings, row, mapping.Notes);
        var start = values.At("hs_meeting_start_time") ?? values.At("hs_timestamp") ?? Created(row);
        if (Missing(HubSpotApi.Meetings, row, start)) return;
        var coaching = mapping.Meanings.IsCoaching(values.Text(mapping.Fields.ActivityType));
        into.Activities.Add(new Activity
        {
            Id = MeetingPrefix + row.Id,
            Kind = ActivityKind.Meeting,
            Status = Outcome(row),
            StartAt = start!.Value,
            Length = values.At("hs_meeting_end_time") is { } end && end > start ? end - start : null,
            OwnerId = row.Properties["hubspot_owner_id"],
            ParticipantIds = Others(row),
            DealIds = linked[HubSpotApi.Deals],
            AccountIds = linked[HubSpotApi.Companies],
            IsInternal = (coaching || Others(row).Length > 0) && linked[HubSpotApi.Contacts].Count == 0 && linked[HubSpotApi.Companies].Count == 0,
            IsCoaching = coaching,
        });
    }

    public void MapCall(ObjectRow row, LinkedIds linked, PageFacts into)
    {
        var values = new RowReader(HubSpotApi.Calls, row, mapping.Notes);
        var start = values.At("hs_timestamp") ?? Created(row);
        if (Missing(HubSpotApi.Calls, row, start)) return;
        into.Activities.Add(new Activity
        {
            Id = CallPrefix + row.Id,
            Kind = ActivityKind.Call,
            Status = CallStatus(row),
            StartAt = start!.Value,
            Length = Milliseconds(row),
            OwnerId = row.Properties["hubspot_owner_id"],
            DealIds = linked[HubSpotApi.Deals],
            AccountIds = linked[HubSpotApi.Companies],
            IsCoaching = mapping.Meanings.IsCoaching(values.Text(mapping.Fields.ActivityType)),
        });
    }

    private ActivityStatus Outcome(ObjectRow row)
    {
        var outcome = row.Properties["hs_meeting_outcome"];
        switch (outcome?.ToUpperInvariant())
        {
            case null or "SCHEDULED":
                return ActivityStatus.Scheduled;
            case "COMPLETED":
                return ActivityStatus.Held;
            case "NO_SHOW":
                return ActivityStatus.NoShow;

            // The record of the old date stays; the new date has its own time.
            case "CANCELED" or "CANCELLED" or "RESCHEDULED":
                return ActivityStatus.Cancelled;
            default:
                mapping.Notes.Unmapped(HubSpotApi.Meetings, row.Id, "hs_meeting_outcome", outcome!, "is not known and counts as scheduled");
                return ActivityStatus.Scheduled;
        }
    }

    private ActivityStatus CallStatus(ObjectRow row)
    {
        var status = row.Properties["hs_call_status"];
        switch (status?.ToUpperInvariant())
        {
            // Calls logged by hand have no status.
            case null or "COMPLETED":
                return ActivityStatus.Held;
            case "NO_ANSWER" or "BUSY" or "MISSED":
                return ActivityStatus.NoShow;
            case "CANCELED" or "CANCELLED" or "FAILED":
                return ActivityStatus.Cancelled;
            case "QUEUED" or "RINGING" or "IN_PROGRESS" or "CONNECTING" or "CALLING_CRM_USER":
                return ActivityStatus.Scheduled;
            default:
                mapping.Notes.Unmapped(HubSpotApi.Calls, row.Id, "hs_call_status", status!, "is not known and counts as held");
                return ActivityStatus.Held;
        }
    }

    private Duration? Milliseconds(ObjectRow row)
    {
        if (row.Properties["hs_call_duration"] is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var millis) && millis is >= 0 and < 1e10m) return Duration.FromMilliseconds((long)millis);
        mapping.Notes.LeftEmpty(HubSpotApi.Calls, row.Id, "hs_call_duration", text);
        return null;
    }

    private static string[] Others(ObjectRow row) => row.Properties["hs_attendee_owner_ids"] is { } ids
        ? [.. ids.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(id => id != row.Properties["hubspot_owner_id"]).Distinct().Order(StringComparer.Ordinal)]
        : [];

    private bool Missing(string objectType, ObjectRow row, Instant? start)
    {
        if (start is null) mapping.Notes.Refused(objectType, row.Id, "hs_timestamp", row.Properties["hs_timestamp"], "say no time");
        return start is null;
    }

    private static Instant? Created(ObjectRow row) => row.CreatedAt is { } at && HubSpotValues.TryInstant(at, out var created) ? created : null;
}
