using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>Something that somebody promised to do.</summary>
/// <param name="Id">Unique inside the file.</param>
/// <param name="Date">When it was agreed.</param>
/// <param name="Owner">Who does it.</param>
/// <param name="Text">What; hostile until escaped.</param>
/// <param name="Due">Until when; null: not stated.</param>
/// <param name="TeamId">The team; null: the company.</param>
/// <param name="Kpi">The KPI it is about; null: none in particular.</param>
/// <param name="Status">As written: <c>open</c>, <c>done</c> or <c>dropped</c>.</param>
public sealed record ActionItem(string Id, LocalDate Date, string Owner, string Text, LocalDate? Due, string? TeamId, string? Kpi, string Status);
