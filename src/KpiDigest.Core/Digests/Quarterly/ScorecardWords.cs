using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>Headline, subject, preheader, rules and definitions of the scorecard.</summary>
internal static class ScorecardWords
{
    public static string Headline(DigestWriting writing)
    {
        var figures = writing.Figures;
        var quarter = writing.QuarterName(figures.Quarter);
        if (figures.Result(KpiIds.WonRevenue) is not { Value: { } value } won)
            return $"{quarter} has no figure for won revenue: {writing.Missing(figures.Result(KpiIds.WonRevenue))}";
        var format = writing.Format;
        var start = won.ToDate ? $"{quarter} stands at {format.Money(value)} won" : $"{quarter} closed at {format.Money(value)} won";
        var quota = figures.Result(KpiIds.TargetAchievement) is { Value: { } share } ? $", {format.Percent(share)} of quota" : "";
        return start + quota + Than(writing, won, value);
    }

    public static string Subject(DigestWriting writing)
    {
        var quarter = writing.QuarterName(writing.Figures.Quarter);
        if (writing.Figures.Result(KpiIds.WonRevenue) is not { Value: { } value } won) return $"Scorecard {quarter}: no figure for won revenue";
        var change = won.Previous?.Value is > 0 ? $" ({writing.Relative(won.Previous, value)})" : "";
        var quota = writing.Figures.Result(KpiIds.TargetAchievement) is { Value: { } share } ? $", {writing.Format.Percent(share)} of quota" : "";
        return DigestText.Cut($"Scorecard {quarter}: won {writing.Format.Money(value)}{change}{quota}", 70);
    }

    public static string Preheader(DigestWriting writing, IReadOnlyList<ScorecardTile> tiles)
    {
        var second = tiles.FirstOrDefault(t => t.Name == "Win rate") ?? (tiles.Count > 0 ? tiles[0] : null);
        var figure = second is null ? "Figures are missing" : $"{second.Name} {second.Value}{(second.Detail.Length > 0 ? $" ({second.Detail})" : "")}";
        return DigestText.Cut($"{figure}. The scorecard with trends and definitions is attached.", 90);
    }

    /// <summary>How many of the figures with a target meet it.</summary>
    public static string Performance(IReadOnlyList<PerformanceRow> rows)
    {
        var judged = rows.Where(r => r.HasStatus).ToList();
        return judged.Count == 0 ? "No figure has a target that can be judged"
            : $"{judged.Count(r => r.Status.Tone == "good")} of {judged.Count} {DigestWriting.Plural(judged.Count, "figure", "figures")} with a target {DigestWriting.Plural(judged.Count, "meets", "meet")} it";
    }

    /// <summary>Which deals count, from the installation's rules.</summary>
    public static IReadOnlyList<string> Rules(DigestWriting writing)
    {
        var rules = writing.Figures.Rules;
        var lines = new List<string>
        {
            rules.CountRenewals ? "Renewals count." : "Renewals do not count.",
            rules.ZeroIsStated ? "An amount of 0 is an amount." : "An amount of 0 means that none is stated; deals without amount count in every count and add nothing to sums.",
            $"A deal is stale after {rules.StaleAfterDays} days without a sign of life.",
            "A deal belongs to the quarter of its close date and to the team its owner was in then; an open deal to the owner's present team.",
        };
        Add(lines, "Lost for these reasons does not count as lost: ", rules.NotALoss);
        Add(lines, "Pipelines left out: ", rules.ExcludedPipelines);
        Add(lines, "Only these pipelines count: ", rules.IncludedPipelines);
        Add(lines, "Only deals of these owners count: ", rules.IncludedOwners);
        Add(lines, "Only these deals count: ", rules.IncludedDeals);
        Add(lines, "Owners left out: ", rules.ExcludedOwners);
        if (rules.ExcludedDeals.Count > 0) lines.Add($"Single deals left out: {writing.Format.Count(rules.ExcludedDeals.Count)}.");
        return lines;
    }

    /// <summary>Definitions of the figures that the scorecard shows.</summary>
    public static IReadOnlyList<DefinitionLine> Definitions(DigestWriting writing) => [.. KpiCatalogue.All
        .Where(k => ScorecardTiles.Shown.Contains(k.Id) && (writing.Figures.Results.ContainsKey(k.Id) || k.Id == writing.Figures.NextCoverage?.Kpi))
        .Select(k => new DefinitionLine(k.Name, k.Definition))];

    private static string Than(DigestWriting writing, KpiResult won, decimal value)
    {
        if (won.Previous is not { Value: { } before } previous) return "";
        var quarter = writing.QuarterName(previous.Period) + (previous.ToDate ? " at the same day" : "");
        return before == value ? $", as much as {quarter}"
            : $", {writing.Format.Money(Math.Abs(value - before))} {(value > before ? "more" : "less")} than {quarter}";
    }

    private static void Add(List<string> lines, string lead, IReadOnlyList<string> names)
    {
        if (names.Count > 0) lines.Add(lead + string.Join(", ", names.Select(n => DigestText.Clean(n))) + ".");
    }
}
