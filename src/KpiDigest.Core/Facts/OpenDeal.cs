using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>A counted open deal, for lists of deals to act on.</summary>
/// <param name="Id">The CRM's deal id.</param>
/// <param name="OwnerId">Its owner then; null: none or unknown.</param>
/// <param name="Amount">Home currency; null: not stated, or no rate is known.</param>
/// <param name="ExpectedClose">Null: not stated.</param>
/// <param name="LastActivity">Start of the last held activity; null: none.</param>
public readonly record struct OpenDeal(string Id, string? OwnerId, decimal? Amount, LocalDate? ExpectedClose, Instant? LastActivity);
