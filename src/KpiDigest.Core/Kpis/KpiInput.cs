using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>What a KPI computes from.</summary>
/// <param name="Facts">The facts as of an instant.</param>
/// <param name="Scope">A resolved scope.</param>
/// <param name="Period">The period asked for.</param>
/// <param name="Until">
/// First local date that no longer counts: the period's end, or earlier where the period is cut to compare with an unfinished
/// one at the same number of business days gone (D4).
/// </param>
/// <param name="Records">Where the records behind the number are reported with their role; null: nobody asked.</param>
public sealed record KpiInput(SalesFacts Facts, Scope Scope, Period Period, LocalDate Until, ICollection<KpiRecord>? Records = null);
