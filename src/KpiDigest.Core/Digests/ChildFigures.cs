using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests;

/// <summary>The results of one row below a digest's scope: a team of the company, a sub-team or rep of a team.</summary>
/// <param name="Scope">The row's scope; always one of <c>SalesFacts.Children</c> of the digest's scope.</param>
/// <param name="Results">What tables show of it, by KPI id; without verdicts.</param>
/// <param name="QuarterWon">Won revenue of the quarter (to date); null where the KPI is not in the catalogue.</param>
public sealed record ChildFigures(Scope Scope, IReadOnlyDictionary<string, KpiResult> Results, KpiResult? QuarterWon)
{
    /// <summary>Rep id of the only lead of a team, for the scorecard; null: none is known, or there are several.</summary>
    public string? LeadId { get; init; }
}
