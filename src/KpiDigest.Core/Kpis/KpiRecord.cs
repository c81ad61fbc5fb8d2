using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Kpis;

/// <summary>One record behind a number. The roles recompute to the value.</summary>
/// <param name="Kind">Kind of fact.</param>
/// <param name="Id">The CRM's id.</param>
/// <param name="Role">Lower case with hyphens: <c>numerator</c>, <c>denominator</c>, <c>numerator+denominator</c>, <c>term</c>, <c>excluded: renewal</c>, …</param>
/// <param name="Amount">What the record contributes: an amount, days, a quota; null where only its count does.</param>
public sealed record KpiRecord(FactKind Kind, string Id, string Role, decimal? Amount);
