using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>What a manager wrote about a period.</summary>
/// <param name="Id">Unique inside the file.</param>
/// <param name="Start">First day of the interval it is about.</param>
/// <param name="End">First day after.</param>
/// <param name="TeamId">The team; null: the company.</param>
/// <param name="Kpi">The KPI it is about; null: none in particular.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Text">The words; hostile until escaped.</param>
public sealed record Comment(string Id, LocalDate Start, LocalDate End, string? TeamId, string? Kpi, string Author, string Text);
