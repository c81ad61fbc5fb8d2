namespace KpiDigest.Core.Facts;

/// <summary>Facts that arrived together; written in one transaction.</summary>
public sealed record FactBatch
{
    /// <summary>Reps.</summary>
    public IReadOnlyList<Rep> Reps { get; init; } = [];

    /// <summary>Teams.</summary>
    public IReadOnlyList<Team> Teams { get; init; } = [];

    /// <summary>Pipeline stages.</summary>
    public IReadOnlyList<Stage> Stages { get; init; } = [];

    /// <summary>Accounts.</summary>
    public IReadOnlyList<Account> Accounts { get; init; } = [];

    /// <summary>Deals.</summary>
    public IReadOnlyList<Deal> Deals { get; init; } = [];

    /// <summary>Changes of deals; immutable events, so an entry already known is not written again.</summary>
    public IReadOnlyList<DealChange> Changes { get; init; } = [];

    /// <summary>Activities.</summary>
    public IReadOnlyList<Activity> Activities { get; init; } = [];

    /// <summary>Quotas.</summary>
    public IReadOnlyList<Quota> Quotas { get; init; } = [];

    /// <summary>Leads in the marketing sense.</summary>
    public IReadOnlyList<Prospect> Prospects { get; init; } = [];

    /// <summary>Forecasts, own and the CRM's.</summary>
    public IReadOnlyList<ForecastSnapshot> Forecasts { get; init; } = [];

    /// <summary>Records that the CRM deleted, archived or merged away.</summary>
    public IReadOnlyList<(FactKind Kind, string Id)> Deleted { get; init; } = [];

    /// <summary>Number of facts in all lists.</summary>
    public int Count => Reps.Count + Teams.Count + Stages.Count + Accounts.Count + Deals.Count + Changes.Count
        + Activities.Count + Quotas.Count + Prospects.Count + Forecasts.Count + Deleted.Count;
}
