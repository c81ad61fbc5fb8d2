using KpiDigest.Core.Insights;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>What changed and why: signals with their effects, what was normal, the biggest wins and losses.</summary>
internal static class WeeklyChanges
{
    private const int Most = 4;

    public static IReadOnlyList<DigestChange> Compose(DigestWriting writing)
    {
        var insights = Shortened(WeeklyInsights.Changes(writing.Figures));
        return [.. insights.Select(i => Change(writing, i, NamedDeals.Most(insights)))];
    }

    // The wins and losses always stay; of the others the first, and what is normal only where there is room.
    private static List<Insight> Shortened(IReadOnlyList<Insight> insights)
    {
        var moved = insights.Any(i => i.Key is InsightKeys.RateUp or InsightKeys.RateDown);
        var told = insights.Where(i => !(moved && IsSignalOfRate(i))).ToList();
        if (told.Count > Most) told.RemoveAll(i => i.Key == InsightKeys.WithinRange);
        var closed = told.Count(i => i.Deals is not null);
        var others = told.Where(i => i.Deals is null).Take(Most - closed).ToHashSet();
        return [.. told.Where(i => i.Deals is not null || others.Contains(i))];
    }

    // The split of the 13 weeks says more than the week's own signal.
    private static bool IsSignalOfRate(Insight insight) =>
        insight.Kpi == KpiIds.WinRate && insight.Key.StartsWith("signal.", StringComparison.Ordinal) && insight.Key != InsightKeys.WithinRange;

    private static DigestChange Change(DigestWriting writing, Insight insight, int most)
    {
        var named = NamedDeals.Of(writing, insight, most, d => d.Owner.Length > 0 ? writing.Wording.Join([d.Amount, d.Owner]) : d.Amount);
        return new DigestChange(writing.Wording.Sentence(insight), writing.Wording.List(insight.Causes), named.Deals, named.More);
    }
}
