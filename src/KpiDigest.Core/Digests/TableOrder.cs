using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests;

/// <summary>The order of the rows below a digest's scope: by how they stand, never by name alone.</summary>
internal static class TableOrder
{
    /// <summary>Worst first for a week (by pace, or least won where nobody has a quota), most won first for a quarter.</summary>
    public static IEnumerable<ChildFigures> Of(DigestFigures figures)
    {
        var rows = figures.Children;
        var ordered = figures.Template == "quarterly" ? rows.OrderByDescending(c => c.Results.GetValueOrDefault(KpiIds.WonRevenue)?.Value ?? decimal.MinValue)
            : rows.Any(c => c.Results.GetValueOrDefault(KpiIds.TargetAchievement)?.Value is not null) ? rows.OrderBy(c => Standing(c.Results.GetValueOrDefault(KpiIds.TargetAchievement)))
            : rows.OrderBy(c => c.QuarterWon?.Value ?? 0);
        return ordered.ThenBy(c => c.Scope.Name, StringComparer.Ordinal).ThenBy(c => c.Scope.Id, StringComparer.Ordinal);
    }

    // Rows without a quota cannot be behind: they stand last.
    private static decimal Standing(KpiResult? achievement) =>
        achievement is { Value: { } value } ? (achievement.ToDate ? achievement.Part("pace") ?? value : value) : decimal.MaxValue;
}
