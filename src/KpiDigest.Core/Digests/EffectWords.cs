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
        return [.. Factors
            .Select(f => (f, Amount: effects.Parts.FirstOrDefault(p => p.Name == f.Part)?.Value))
            .Where(f => f.Amount is not null)
            .Select(f => (f.Amount >= 0 ? f.f.More : f.f.Less, f.Amount!.Value))];
    }
}
