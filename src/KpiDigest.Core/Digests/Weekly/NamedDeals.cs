using KpiDigest.Core.Insights;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>The deals an insight begins with, and how many more there are.</summary>
internal static class NamedDeals
{
    /// <summary>How many deals an item names: in a long list fewer, so that the mail stays short.</summary>
    public static int Most(IReadOnlyCollection<Insight> insights) => insights.Count > 3 ? 1 : 2;

    public static (IReadOnlyList<DigestDeal> Deals, string More) Of(DigestWriting writing, Insight insight, int most, Func<DigestDealText, string> detail) =>
        Of(writing, insight, most, (_, deal) => detail(deal));

    public static (IReadOnlyList<DigestDeal> Deals, string More) Of(DigestWriting writing, Insight insight, int most, Func<DealFigure, DigestDealText, string> detail)
    {
        if (insight.Deals is not { } role || writing.Figures.DealsOf(role) is not { } group) return ([], "");
        var deals = group.Biggest.Take(most).Select(figure =>
        {
            var deal = writing.Deal(figure);
            return new DigestDeal(deal.Name, deal.Link, detail(figure, deal));
        }).ToList();
        var rest = group.Count - deals.Count;
        return (deals, rest > 0 ? writing.Wording.Say(InsightKeys.More, InsightValue.Count("count", rest)) : "");
    }
}
