using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>A rep was employed during <c>[From, To)</c>; rehires have two. A rep without any row is taken as always employed.</summary>
/// <param name="RepId">The rep.</param>
/// <param name="From">First day; null: since before the data.</param>
/// <param name="To">First day no longer employed; null: still.</param>
public sealed record Employment(string RepId, LocalDate? From, LocalDate? To);
