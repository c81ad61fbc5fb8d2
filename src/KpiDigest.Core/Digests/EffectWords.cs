using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests;

/// <summary>The catalogue's D14 effects in words.</summary>
internal static class EffectWords
{
    private static readonly (string Part, string More, string Less)[] Factors =
    [
        ("closed", "more deals closed", "fewer deals closed"),
        ("winRate", "a higher win rate", "a lower win rate"),
        ("averageDeal", "bigger deals", "smaller deals"),
        ("splitCredit", "more split credit", "less split credit"),
    ];

    /// <summary>"fewer deals closed −€120K, a lower win rate −€40K"; empty where there is no split.</summary>
    public static string Of(KpiResult won, DigestFormat format) => string.Join(", ", All(won)
        .Where(e => e.Amount != 0)
        .OrderByDescending(e => Math.Abs(e.Amount))
        .Select(e => $"{e.Words} {format.SignedMoney(e.Amount)}"));

    /// <summary>The effects in the catalogue's order; empty where there is no split.</summary>
    public static IReadOnlyList<(string Words, decimal Amount)> All(KpiResult won)
    {
        var effects = won.Parts.FirstOrDefault(p => p.Name == "effects");
        if (effects is null || effects.Parts.IsDefaultOrEmpty) return [];
        var known = Factors
            .Select(f => (Factor: f, Amount: effects.Parts.FirstOrDefault(p => p.Name == f.Part)?.Value))
            .Where(f => f.Amount is not null)
            .Select(f => (f.Factor, Amount: f.Amount!.Value)).ToList();
        var printed = Rounded([.. known.Select(k => k.Amount)]);
        return [.. known.Zip(printed, (k, amount) => (amount >= 0 ? k.Factor.More : k.Factor.Less, amount))];
    }

    /// <summary>
    /// Rounds to what short amounts print (thousands, ten thousands of millions), so that the rounded ones add up to the rounded sum: the
    /// largest remainders are rounded up.
    /// </summary>
    public static IReadOnlyList<decimal> Rounded(IReadOnlyList<decimal> amounts)
    {
        var widest = amounts.Append(amounts.Sum()).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var step = widest switch { < 9_999.5m => 1m, < 999_500m => 1_000m, < 9_995_000m => 10_000m, < 99_950_000m => 100_000m, _ => 1_000_000m };
        var floors = amounts.Select(a => Math.Floor(a / step) * step).ToArray();
        var missing = (int)((Math.Round(amounts.Sum() / step, MidpointRounding.AwayFromZero) * step - floors.Sum()) / step);
        foreach (var i in Enumerable.Range(0, floors.Length).OrderByDescending(i => amounts[i] - floors[i]).ThenBy(i => i).Take(missing)) floors[i] += step;
        return floors;
    }
}
