using KpiDigest.Core.Digests;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>The insight of one group of deals, if there is one.</summary>
internal static class DealInsights
{
    public static IEnumerable<Insight> Of(DigestFigures figures, DealRole role, string kpi, string plain, string withAmount, params InsightValue[] more)
    {
        if (figures.DealsOf(role) is not { Count: > 0 } group) return [];
        return
        [
            new Insight(group.Amount == 0 ? plain : withAmount, kpi)
            {
                Rank = group.Amount,
                Values = [InsightValue.Count("count", group.Count), InsightValue.Money("amount", group.Amount), .. more],
                Deals = role,
            },
        ];
    }
}
