using NodaTime;

namespace KpiDigest.DemoCrm.Records;

/// <summary>One time slice of a goal, of a user or of a team, never both.</summary>
internal sealed record GoalRecord : DemoRecord
{
    public required string Name { get; init; }

    public required decimal Target { get; init; }

    /// <summary>First instant, as HubSpot stores it: midnight UTC of the first day.</summary>
    public required Instant Start { get; init; }

    /// <summary>Last instant: 23:59:59.999 UTC of the last day.</summary>
    public required Instant End { get; init; }

    /// <summary>Team id of a team goal, 0: a user goal.</summary>
    public long TeamId { get; init; }

    public string Type { get; init; } = "sales_quota";

    public string Milestone { get; init; } = "quarterly";

    public required string Currency { get; init; }

    /// <summary>The family: user and team goals of one family must not be added up.</summary>
    public required string Family { get; init; }

    /// <summary>Pipelines counted, joined by semicolons.</summary>
    public string? Pipelines { get; init; }
}
