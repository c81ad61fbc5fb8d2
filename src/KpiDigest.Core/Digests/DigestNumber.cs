using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Digests;

/// <summary>Something a digest states or draws, so that it can be frozen and compared later.</summary>
/// <param name="Scope">As commands read it, by id: <c>company</c>, <c>team:#7</c>, <c>rep:#12</c>.</param>
/// <param name="Kpi">Id of the KPI; <c>deals</c> for deals that are named.</param>
/// <param name="Period">Key of the period it answers for.</param>
/// <param name="Part">Which part of the result: <c>value</c>, <c>trailing13w.value</c>, …</param>
/// <param name="Text">The unrounded number in invariant form, or the words; empty: no value.</param>
public sealed record DigestNumber(string Scope, string Kpi, string Period, string Part, string Text)
{
    /// <summary>What identifies it.</summary>
    public (string Scope, string Kpi, string Period, string Part) Key => (Scope, Kpi, Period, Part);

    /// <summary>A scope as numbers carry it.</summary>
    public static string ScopeText(Scope scope) => scope.Kind == ScopeKind.Company ? "company" : $"{(scope.Kind == ScopeKind.Team ? "team" : "rep")}:#{scope.Id}";
}
