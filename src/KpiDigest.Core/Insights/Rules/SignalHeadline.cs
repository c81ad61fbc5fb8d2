using KpiDigest.Core.Digests;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>Headline, fourth: the largest signal.</summary>
internal sealed class SignalHeadline : IInsightRule
{
    public IEnumerable<Insight> Find(DigestFigures figures) => new SignalsRule().Find(figures).Take(1).Select(s => s with { Causes = [] });
}
