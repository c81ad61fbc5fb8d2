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

    public override IEnumerable<DemoLink> Links => DealId == 0 ? [] : [new DemoLink("deals", DealId, 206, 205, "call_to_deal")];
}
