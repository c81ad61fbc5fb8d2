using KpiDigest.Core.Facts;

namespace KpiDigest.Crm;

/// <summary>Collects the facts of a page.</summary>
internal sealed class PageFacts
{
    /// <summary>Stages that only the deals in them tell of.</summary>
    public HashSet<Stage> Stages { get; } = [];

    public List<Account> Accounts { get; } = [];

    public List<Deal> Deals { get; } = [];

    public List<DealChange> Changes { get; } = [];

    public List<Activity> Activities { get; } = [];

    public List<Quota> Quotas { get; } = [];

    public List<Prospect> Prospects { get; } = [];

    public HashSet<(FactKind Kind, string Id)> Deleted { get; } = [];

    public FactBatch ToBatch() => new()
    {
        Stages = [.. Stages],
        Accounts = Accounts,
        Deals = Deals,
        Changes = Changes,
        Activities = Activities,
        Quotas = Quotas,
        Prospects = Prospects,
        Deleted = [.. Deleted],
    };
}
