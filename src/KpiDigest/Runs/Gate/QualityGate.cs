using KpiDigest.Configuration;
using KpiDigest.Core.Facts;

namespace KpiDigest.Runs.Gate;

/// <summary>Fresh, noted or held: an empty or broken digest is never sent.</summary>
internal static class QualityGate
{
    /// <summary>How many runs before are compared with.</summary>
    public const int History = 8;

    /// <param name="sales">The facts of this run.</param>
    /// <param name="period">What the digest reports on.</param>
    /// <param name="dealsBefore">Deals that the runs of the same digest before this one stood on, newest first, at most <see cref="History"/>.</param>
    /// <param name="options">Policies.</param>
    public static GateDecision Decide(SalesFacts sales, Period period, IReadOnlyList<int> dealsBefore, GateOptions options)
    {
        var findings = GateFindings.Of(sales, period, dealsBefore, options.MinimumShareOfDeals).ToLookup(f => PolicyOf(f, options));
        var held = findings[GatePolicy.Hold].ToList();
        return new GateDecision(held.Count == 0 ? null : string.Join(" ", held.Select(f => f.Cause)), [.. findings[GatePolicy.Note].Select(f => f.Note)])
        {
            IsFinal = held.Any(f => f.IsFinal),
        };
    }

    private static GatePolicy PolicyOf(GateFinding finding, GateOptions options) =>
        finding.IsFinal ? GatePolicy.Hold : options.Findings.TryGetValue(finding.Key, out var policy) ? policy : finding.Usually;
}
