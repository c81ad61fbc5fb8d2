using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>
/// The reps who stand out (D13), the surest three of them; new once, then still until the rate reaches the bar, which the KPI decides from the
/// facts as of the weeks before. Reps with too few deals are counted, never named.
/// </summary>
internal sealed class NeedHelpRule : IInsightRule
{
    /// <summary>Most reps named in a mail.</summary>
    public const int Most = 3;

    public IEnumerable<Insight> Find(DigestFigures figures)
    {
        // A rep's own mail names nobody: the figures stand in its rows.
        if (figures.Scope.Kind == ScopeKind.Rep || figures.Result(KpiIds.NeedsHelp) is not { } result || result.Part("bar") is not { } bar) return [];
        var named = Named(result);
        if (named.Count == 0) return [];
        var tooFew = (int)(result.Part("tooFew") ?? 0);
        return
        [
            new Insight(InsightKeys.Help, KpiIds.NeedsHelp)
            {
                Direction = -1,
                Rank = named.Count,
                Values = [InsightValue.Count("count", named.Count), InsightValue.Percent("bar", bar)],
                Causes = [.. named.Take(Most).Select(Rep), .. tooFew == 0 ? [] : new[] { TooFew(tooFew) }],
            },
        ];
    }

    /// <summary>The ids of the reps to name, in their order.</summary>
    public static IReadOnlyList<string> Ids(KpiResult? result) => result is null ? [] : [.. Named(result).Select(r => Text(r, "rep"))];

    private static List<KpiPart> Named(KpiResult result)
    {
        var rows = result.Parts.FirstOrDefault(p => p.Name == "named")?.Rows ?? [];
        return rows.IsDefault ? [] : [.. rows.OrderBy(r => Number(r, "p")).ThenBy(r => Text(r, "rep"), StringComparer.Ordinal)];
    }

    private static Insight Rep(KpiPart row) => new(Text(row, "state") == "new" ? InsightKeys.HelpNew : InsightKeys.HelpStill, KpiIds.NeedsHelp)
    {
        Rank = 1 - Number(row, "p"),
        Values = [InsightValue.Rep(Text(row, "rep")), InsightValue.Count("won", Number(row, "won")), InsightValue.Count("closed", Number(row, "closed"))],
    };

    private static Insight TooFew(int reps) => new(InsightKeys.TooFewDeals, KpiIds.NeedsHelp) { Values = [InsightValue.Count("count", reps)] };

    private static decimal Number(KpiPart row, string name) => row.Parts.FirstOrDefault(p => p.Name == name)?.Value ?? 0;

    private static string Text(KpiPart row, string name) => row.Parts.FirstOrDefault(p => p.Name == name)?.Text ?? "";
}
