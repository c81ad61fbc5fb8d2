using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>A day that is not worked.</summary>
/// <param name="Set">Name of the set it belongs to; a calendar names one.</param>
/// <param name="Date">The day.</param>
/// <param name="Name">What it is called.</param>
public sealed record Holiday(string Set, LocalDate Date, string Name);
