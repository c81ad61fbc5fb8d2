using KpiDigest.Core.Digests;

namespace KpiDigest.Core.Insights;

/// <summary>One rule that turns figures into insights. Deterministic: the same figures, the same insights.</summary>
internal interface IInsightRule
{
    /// <summary>What the rule finds; empty where it does not hold.</summary>
    IEnumerable<Insight> Find(DigestFigures figures);
}
