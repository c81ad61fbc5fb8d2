using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>Recurring revenue of an account in a month, in the home currency.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Month">First day of the month.</param>
/// <param name="Amount">Amount a month; 0: none any more.</param>
public sealed record Recurring(string AccountId, LocalDate Month, decimal Amount);
