using NodaTime;

namespace KpiDigest.DemoCrm.Records;

/// <summary>A task.</summary>
internal sealed record TaskRecord : DemoRecord
{
    public required string Subject { get; init; }

    public required Instant Due { get; init; }

    /// <summary>NOT_STARTED, IN_PROGRESS, COMPLETED, DEFERRED or WAITING.</summary>
    public required string Status { get; init; }

    /// <summary>TODO, CALL or EMAIL.</summary>
    public required string Type { get; init; }

    /// <summary>Deal id, 0: none.</summary>
    public long DealId { get; init; }

    public override IEnumerable<DemoLink> Links => DealId == 0 ? [] : [new DemoLink("deals", DealId, 216, 215, "task_to_deal")];
}
