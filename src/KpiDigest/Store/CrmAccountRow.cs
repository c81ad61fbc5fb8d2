using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Store;

/// <summary>What the store keeps of a CRM's account.</summary>
/// <param name="AccountId">Account id.</param>
/// <param name="TimeZone">IANA zone or null.</param>
/// <param name="Currency">Home currency or null.</param>
/// <param name="Links">Deep-link templates with <c>{id}</c>.</param>
/// <param name="Missing">Kinds it cannot give, with the reason.</param>
internal sealed record CrmAccountRow(
    string AccountId, string? TimeZone, string? Currency, IReadOnlyDictionary<FactKind, string> Links, IReadOnlyDictionary<FactKind, string> Missing)
{
    /// <summary>End of the first complete sync; null: none yet.</summary>
    public Instant? FirstCompleteAt { get; init; }
}
