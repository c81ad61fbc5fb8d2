namespace KpiDigest.Core.Facts;

/// <summary>The installation's counting rules (catalogue D1, D8); printed in the definitions block of what is sent.</summary>
public sealed record DealRules
{
    /// <summary>Whether renewals count (<c>Deals:CountRenewals</c>).</summary>
    public bool CountRenewals { get; init; }

    /// <summary>Lost reasons that make a lost deal not count (<c>Deals:NotALoss</c>); compared without case.</summary>
    public IReadOnlyList<string> NotALoss { get; init; } = [];

    /// <summary>Whether an amount of 0 is a stated amount (<c>Deals:ZeroIsStated</c>).</summary>
    public bool ZeroIsStated { get; init; }

    /// <summary>Pipelines, by id or name, that do not count (<c>Crm:Exclude:Pipelines</c>).</summary>
    public IReadOnlyList<string> ExcludedPipelines { get; init; } = [];

    /// <summary>If not empty, only these pipelines count (<c>Crm:Include:Pipelines</c>).</summary>
    public IReadOnlyList<string> IncludedPipelines { get; init; } = [];

    /// <summary>If not empty, only deals of these owners count, by id, name or email (<c>Crm:Include:Owners</c>).</summary>
    public IReadOnlyList<string> IncludedOwners { get; init; } = [];

    /// <summary>If not empty, only these deals count, by id (<c>Crm:Include:Deals</c>).</summary>
    public IReadOnlyList<string> IncludedDeals { get; init; } = [];

    /// <summary>Owners, by id, name or email, whose deals do not count (<c>Crm:Exclude:Owners</c>).</summary>
    public IReadOnlyList<string> ExcludedOwners { get; init; } = [];

    /// <summary>Deals by id that do not count (<c>Crm:Exclude:Deals</c>), test deals for instance.</summary>
    public IReadOnlyList<string> ExcludedDeals { get; init; } = [];

    /// <summary>Days without any sign of life after which an open deal is stale (<c>Deals:StaleAfterDays</c>).</summary>
    public int StaleAfterDays { get; init; } = 30;

    /// <summary>
    /// Whether an activity still marked <see cref="ActivityStatus.Scheduled"/> whose end lies at or before T counts as held
    /// (<c>Crm:CountPastScheduledMeetings</c>). Decided as of T and not when the record is read: it may never be read again.
    /// </summary>
    public bool CountPastScheduled { get; init; } = true;
}
