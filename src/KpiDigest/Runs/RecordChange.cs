using KpiDigest.Core.Kpis;

namespace KpiDigest.Runs;

/// <summary>A record that counts otherwise than it did.</summary>
/// <param name="Scope">The number's scope.</param>
/// <param name="Kpi">The number's KPI.</param>
/// <param name="Period">Label of its period.</param>
/// <param name="Old">As it counted; null: it did not.</param>
/// <param name="New">As it counts; null: it does not.</param>
internal sealed record RecordChange(string Scope, string Kpi, string Period, KpiRecord? Old, KpiRecord? New);
