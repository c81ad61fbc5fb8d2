namespace KpiDigest.Core.Facts;

/// <summary>What the builder hands to the snapshot.</summary>
internal sealed record SalesFactsColumns(TeamTree Tree, Roster Roster, DealTable Deals, DealRewind Rewind, DealActivities Activities, QuotaBook Quotas);
