using NodaTime;

namespace KpiDigest.DemoCrm.Records;

/// <summary>A meeting, with customers or inside the house.</summary>
internal sealed record MeetingRecord : DemoRecord
{
    public required string Title { get; init; }

    public required Instant Start { get; init; }

    public required Instant End { get; init; }

    /// <summary>SCHEDULED, COMPLETED, RESCHEDULED, NO_SHOW, CANCELED or null: never set.</summary>
    public string? Outcome { get; init; }

    /// <summary>The account's meeting type; <c>Coaching</c> is what this company calls coaching.</summary>
    public string? ActivityType { get; init; }

    /// <summary>Other owners who attend, joined by semicolons.</summary>
    public string? AttendeeOwnerIds { get; init; }

    /// <summary>Deal id, 0: none.</summary>
    public long DealId { get; init; }

    /// <summary>Company id, 0: none.</summary>
    public long CompanyId { get; init; }

    /// <summary>Contact id, 0: none.</summary>
    public long ContactId { get; init; }

    public override IEnumerable<DemoLink> Links => DemoLinks.Of(("deals", DealId, 212, "meeting_event_to_deal"), ("companies", CompanyId, 188, "meeting_event_to_company"), ("contacts", ContactId, 200, "meeting_event_to_contact"));
}
