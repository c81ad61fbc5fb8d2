using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>What the builder hands to the snapshot.</summary>
internal sealed record SalesFactsColumns(TeamTree Tree, Roster Roster, DealTable Deals, DealRewind Rewind, DealActivities Activities, QuotaBook Quotas)
{
    /// <summary>Newest versions, by id.</summary>
    public required IReadOnlyDictionary<string, Account> Accounts { get; init; }

    /// <summary>By id.</summary>
    public required IReadOnlyList<Prospect> Prospects { get; init; }

    /// <summary>By id.</summary>
    public required IReadOnlyList<ForecastSnapshot> Forecasts { get; init; }

    public required SupplementFacts Supplements { get; init; }

    public required AccountBook AccountBook { get; init; }

    public required ActivityBook ActivityBook { get; init; }
    /// <summary>By id.</summary>
    public required Stage[] Stages { get; init; }

    public required FxBook Fx { get; init; }

    public required ForecastBook ForecastBook { get; init; }

    public required IReadOnlyList<string> Unseen { get; init; }

    public Instant? WatchedSince { get; init; }
}
