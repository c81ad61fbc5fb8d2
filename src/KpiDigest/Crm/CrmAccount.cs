using KpiDigest.Core.Facts;

namespace KpiDigest.Crm;

/// <summary>What a CRM says about itself.</summary>
internal sealed record CrmAccount
{
    /// <summary>Account id as people know it (HubSpot's portal id).</summary>
    public required string Id { get; init; }

    /// <summary>IANA zone, where the CRM states one.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Home currency, where the CRM states one.</summary>
    public string? Currency { get; init; }

    /// <summary>Deep-link templates with <c>{id}</c>, by kind of fact.</summary>
    public IReadOnlyDictionary<FactKind, string> Links { get; init; } = new Dictionary<FactKind, string>();

    /// <summary>What is not as it should be but does not stop the sync: an unknown property, an object the licence lacks.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// Settings that name values, pipelines or people which the CRM does not have: key, cause, nearest name. The sync goes on, <c>doctor</c>
    /// calls them faults.
    /// </summary>
    public IReadOnlyList<string> Misnamed { get; init; } = [];

    /// <summary>Kinds of fact this CRM or token cannot give, with the reason that no-data will show.</summary>
    public IReadOnlyDictionary<FactKind, string> Missing { get; init; } = new Dictionary<FactKind, string>();

    /// <summary>What proves that the CRM's user does not see everything, each with cause and fix (a permission it lacks): runs are held for it.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];
}
