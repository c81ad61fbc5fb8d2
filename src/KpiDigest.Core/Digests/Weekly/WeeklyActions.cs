using KpiDigest.Core.Insights;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>What to do: the deals that ask for something, verb first, and who needs help.</summary>
internal static class WeeklyActions
{
    public static IReadOnlyList<DigestAction> Compose(DigestWriting writing)
    {
        var insights = WeeklyInsights.Actions(writing.Figures);
        return [.. insights.Select(i => i.Deals is null ? People(writing, i) : Deals(writing, i, NamedDeals.Most(insights)))];
    }

    private static DigestAction Deals(DigestWriting writing, Insight insight, int most)
    {
        var named = NamedDeals.Of(writing, insight, most, (figure, deal) => writing.Wording.Join([deal.Amount, When(writing, insight, figure), deal.Owner]));
        return new DigestAction(writing.Wording.Sentence(insight), named.Deals, named.More);
    }

    private static DigestAction People(DigestWriting writing, Insight insight)
    {
        var reps = insight.Causes.Where(IsRep).ToList();
        var rest = (int)insight.Values.First(v => v.Name == "count").Number - reps.Count;
        string[] more =
        [
            rest > 0 ? writing.Wording.Say(InsightKeys.More, InsightValue.Count("count", rest)) : "",
            writing.Wording.List(insight.Causes.Where(c => !IsRep(c))),
        ];
        return new DigestAction(
            writing.Wording.Sentence(insight),
            [.. reps.Select(r => new DigestDeal(writing.RepName(r.Values.First(v => v.Unit == InsightUnit.Rep).Text), null, writing.Wording.Say(r)))],
            writing.Wording.Join(more));
    }

    private static bool IsRep(Insight insight) => insight.Values.Any(v => v.Unit == InsightUnit.Rep);

    // A stale deal's date is no reason to act.
    private static string When(DigestWriting writing, Insight insight, DealFigure figure) => figure.Date is { } date && insight.Deals != DealRole.Stale
        ? writing.Wording.Say(InsightKeys.Due, InsightValue.Words("date", writing.Format.ShortDate(date))) : "";
}
