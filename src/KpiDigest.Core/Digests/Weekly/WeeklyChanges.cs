using KpiDigest.Core.Insights;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>What changed and why: signals with their effects, what was normal, the biggest wins and losses.</summary>
internal static class WeeklyChanges
{
    private const int Named = 2;

    public static IReadOnlyList<DigestChange> Compose(DigestWriting writing) => [.. WeeklyInsights.Changes(writing.Figures).Select(i => Change(writing, i))];

    private static DigestChange Change(DigestWriting writing, Insight insight)
    {
        var named = NamedDeals.Of(writing, insight, Named, d => d.Owner.Length > 0 ? writing.Wording.Join([d.Amount, d.Owner]) : d.Amount);
        return new DigestChange(writing.Wording.Sentence(insight), writing.Wording.List(insight.Causes), named.Deals, named.More);
    }
}
