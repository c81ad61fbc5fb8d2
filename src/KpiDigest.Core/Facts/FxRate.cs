using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>A rate of exchange.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Date">The day from which it holds.</param>
/// <param name="Rate">Units of the home currency for one unit of <paramref name="Currency"/>.</param>
public sealed record FxRate(string Currency, LocalDate Date, decimal Rate);
