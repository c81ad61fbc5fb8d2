using NodaTime;

namespace KpiDigest.DemoCrm.Records;

/// <summary>A phone call.</summary>
internal sealed record CallRecord : DemoRecord
{
    public required string Title { get; init; }

    public required Instant At { get; init; }

    /// <summary>Milliseconds; null: not stated.</summary>
    public int? DurationMs { get; init; }

    /// <summary>INBOUND or OUTBOUND.</summary>
    public required string Direction { get; init; }

    /// <summary>COMPLETED, NO_ANSWER, BUSY, …</summary>
    public required string Status { get; init; }

    public string? ActivityType { get; init; }

    /// <summary>Deal id, 0: none.</summary>
    public long DealId { get; init; }

    /// <summary>Company id, 0: none.</summary>
    public long CompanyId { get; init; }

    /// <summary>Contact id, 0: none.</summary>
    public long ContactId { get; init; }

    public override IEnumerable<DemoLink> Links => DemoLinks.Of(("deals", DealId, 206, "call_to_deal"), ("companies", CompanyId, 182, "call_to_company"), ("contacts", ContactId, 194, "call_to_contact"));
}
