using KpiDigest.Core.Kpis;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>Why won revenue moved (D14): its effects, rounded so that what is printed adds up.</summary>
internal static class RevenueEffects
{
    private static readonly (string Part, string More, string Less)[] Factors =
    [
        ("closed", InsightKeys.MoreClosed, InsightKeys.FewerClosed),
        ("winRate", InsightKeys.HigherRate, InsightKeys.LowerRate),
        ("averageDeal", InsightKeys.BiggerDeals, InsightKeys.SmallerDeals),
        ("splitCredit", InsightKeys.MoreCredit, InsightKeys.LessCredit),
    ];

    /// <summary>The effects that print as something, largest first, with the sum of all as printed; none where there is no split.</summary>
    public static (decimal Sum, IReadOnlyList<Insight> All, System.Collections.Immutable.ImmutableArray<Insight> Causes) Of(KpiResult won)
    {
        var all = All(won);
        return (all.Sum(e => e.Rank * e.Direction), all, [.. all.Where(e => e.Rank != 0).OrderByDescending(e => e.Rank)]);
    }

    private static List<Insight> All(KpiResult won)
    {
        var effects = won.Parts.FirstOrDefault(p => p.Name == "effects");
        if (effects is null || effects.Parts.IsDefaultOrEmpty) return [];
        var known = Factors.Select(f => (Factor: f, effects.Parts.FirstOrDefault(p => p.Name == f.Part)?.Value)).Where(f => f.Value is not null).ToList();
        var printed = Printed([.. known.Select(k => k.Value!.Value)]);
        return [.. known.Zip(printed, (k, amount) => Effect(amount >= 0 ? k.Factor.More : k.Factor.Less, amount))];
    }

    /// <summary>Rounds to the digits short amounts print, so that the rounded ones add up to the rounded sum (largest remainder).</summary>
    public static IReadOnlyList<decimal> Printed(IReadOnlyList<decimal> amounts)
    {
        var sum = amounts.Sum();
        var decimals = amounts.Append(sum).Select(Math.Abs).Max() switch { < 9_999.5m => 0, < 999_500m => -3, < 9_995_000m => -4, < 99_950_000m => -5, _ => -6 };
        var unit = decimals switch { 0 => 1m, -3 => 1_000m, -4 => 10_000m, -5 => 100_000m, _ => 1_000_000m };
        return LargestRemainder.Round(amounts, Math.Round(sum / unit, MidpointRounding.AwayFromZero) * unit, decimals);
    }

    private static Insight Effect(string key, decimal amount) => new(InsightKeys.EffectItem, "won-revenue")
    {
        Direction = Math.Sign(amount),
        Rank = Math.Abs(amount),
        Values = [InsightValue.Key("effect", key), InsightValue.SignedMoney("amount", amount)],
    };
}
