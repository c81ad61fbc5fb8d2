using NodaTime;

namespace KpiDigest.Core.Periods;

/// <summary>A month of a fiscal quarter: a calendar month, or four or five weeks (six with a 53rd).</summary>
/// <param name="Number">1 to 12 in the fiscal year.</param>
/// <param name="Start">First local date.</param>
/// <param name="End">First local date that no longer belongs to it.</param>
public sealed record FiscalMonth(int Number, LocalDate Start, LocalDate End);
