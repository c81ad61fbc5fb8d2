using System.Globalization;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// Activities → meetings, calls, emails and to-dos. Pure. Held is what was marked as done; what was not stays 'scheduled'. A type of the company's own
/// is what its picture shows, and coaching is a meeting.
/// </summary>
internal sealed class PipedriveActivities(PipedriveMapping mapping)
{
    public const string Prefix = "activity:";

    /// <summary>What only comes where it is asked for.</summary>
    public const string Attendees = "attendees";

    private static readonly Dictionary<string, ActivityKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["call"] = ActivityKind.Call,
        ["meeting"] = ActivityKind.Meeting,
        ["lunch"] = ActivityKind.Meeting,
        ["email"] = ActivityKind.Email,
        ["task"] = ActivityKind.Task,
        ["deadline"] = ActivityKind.Task,
    };

    /// <summary>The ids that an activity's fact may have: one that changes its type becomes another fact.</summary>
    public static IReadOnlyList<string> Ids(string id) => [.. Enum.GetValues<ActivityKind>().Select(k => FactId(id, k))];

    public static string FactId(string id, ActivityKind kind) => $"{Prefix}{id}:{kind.ToString().ToLowerInvariant()}";

    /// <summary>An activity; the facts that it is not (any more) are deleted where it was read for its changes.</summary>
    public void Map(PipedriveRow row, bool isChange, PageFacts into)
    {
        var (coaching, kind) = (IsCoaching(row), KindOf(row));
        if (coaching && kind == ActivityKind.Task) kind = ActivityKind.Meeting;
        var gone = row.Is("is_deleted") || (kind == ActivityKind.Email && !mapping.ReadEmails);
        if (isChange || gone) into.Deleted.UnionWith(Ids(row.Id).Where(i => gone || i != FactId(row.Id, kind)).Select(i => (FactKind.Activity, i)));
        if (gone) return;
        if (StartOf(row) is not { } start)
        {
            mapping.Notes.Refused(PipedriveApi.ActivitiesName, row.Id, "due_date", row["due_date"], "say no time");
            return;
        }

        var colleagues = Several(row[Attendees + ".user_id"]).Where(u => u != row["owner_id"]).Distinct().Order(StringComparer.Ordinal).ToList();
        into.Activities.Add(new Activity
        {
            Id = FactId(row.Id, kind),
            Kind = kind,
            Status = row.Is("done") ? ActivityStatus.Held : ActivityStatus.Scheduled,
            StartAt = start,
            Length = LengthOf(row),
            OwnerId = row["owner_id"],
            ParticipantIds = colleagues,
            DealIds = row["deal_id"] is { } deal ? [deal] : [],
            AccountIds = row["org_id"] is { } account ? [account] : [],
            IsInternal = (coaching || colleagues.Count > 0) && !HasOutsiders(row),
            IsCoaching = coaching,
        });
    }

    private bool IsCoaching(PipedriveRow row) => row["type"] is { } type
        && (mapping.Meanings.IsCoaching(type) || (mapping.ActivityTypes.TryGetValue(type, out var known) && mapping.Meanings.IsCoaching(known.Name)));

    private ActivityKind KindOf(PipedriveRow row)
    {
        var type = row["type"] ?? "";
        if (Kinds.TryGetValue(type, out var kind)) return kind;
        return mapping.ActivityTypes.TryGetValue(type, out var known) && Kinds.TryGetValue(known.Picture, out kind) ? kind : ActivityKind.Task;
    }

    /// <summary>Somebody of the customer's: a person, an organisation, a lead, an attendee who is no user.</summary>
    private static bool HasOutsiders(PipedriveRow row) =>
        row["person_id"] is not null || row["org_id"] is not null || row["lead_id"] is not null || row["participants.person_id"] is not null || row[Attendees + ".person_id"] is not null
        || Several(row[Attendees + ".email"]).Length > Several(row[Attendees + ".user_id"]).Length;

    /// <summary>The day and time it is due, which are UTC; without a time the whole day.</summary>
    private Instant? StartOf(PipedriveRow row)
    {
        var values = new PipedriveValues(PipedriveApi.ActivitiesName, row, mapping);
        if (values.Date("due_date") is { On: { } day })
        {
            if (row["due_time"] is not { } text) return day.AtStartOfDayInZone(mapping.Zone).ToInstant();
            if (TimeOnly.TryParseExact(text, ["HH:mm:ss", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return day.At(LocalTime.FromTimeOnly(time)).InUtc().ToInstant();
            mapping.Notes.LeftEmpty(PipedriveApi.ActivitiesName, row.Id, "due_time", text);
            return day.AtStartOfDayInZone(mapping.Zone).ToInstant();
        }

        return values.At("marked_as_done_time") ?? values.At("add_time");
    }

    /// <summary>Hours, minutes and perhaps seconds; the hours may be more than a day's.</summary>
    private Duration? LengthOf(PipedriveRow row)
    {
        if (row["duration"] is not { } text) return null;
        var parts = text.Split(':');
        var numbers = parts.Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n < 100_000 ? n : -1).ToList();
        if (numbers.Count is 2 or 3 && numbers.All(n => n >= 0))
            return Duration.FromSeconds(numbers[0] * 3600L + numbers[1] * 60L + (numbers.Count == 3 ? numbers[2] : 0)) is { } length && length > Duration.Zero ? length : null;
        mapping.Notes.LeftEmpty(PipedriveApi.ActivitiesName, row.Id, "duration", text);
        return null;
    }

    private static string[] Several(string? text) => text?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
