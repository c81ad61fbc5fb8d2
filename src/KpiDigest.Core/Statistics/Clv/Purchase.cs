using NodaTime;

namespace KpiDigest.Core.Statistics.Clv;

/// <summary>Something a customer bought.</summary>
/// <param name="Customer">Id of the customer.</param>
/// <param name="Date">The local date.</param>
/// <param name="Amount">Null if not stated.</param>
public readonly record struct Purchase(string Customer, LocalDate Date, decimal? Amount);
