using KpiDigest.Core.Facts;
using KpiDigest.Core.Insights;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>The table of teams or reps: worst first, at most 25 rows, the scope's own figures last.</summary>
internal static class WeeklyTable
{
    /// <summary>Most rows shown.</summary>
    public const int MostRows = 25;

    private static readonly string[] WithQuota = [InsightKeys.TableWon, InsightKeys.TableOfQuota, InsightKeys.TableCover];
    private static readonly string[] WithoutQuota = [InsightKeys.TableWon, InsightKeys.TableQuarter, InsightKeys.TableWinRate];

    public static DigestTable? Compose(DigestWriting writing)
    {
        var figures = writing.Figures;
        if (figures.Children.Count == 0) return null;
        var withQuota = figures.Children.Any(c => c.Results.GetValueOrDefault(KpiIds.TargetAchievement)?.Value is not null);
        var teams = figures.Children.Any(c => c.Scope.Kind == ScopeKind.Team);
        var ordered = TableOrder.Of(figures).ToList();
        var rest = ordered.Count - MostRows;
        var say = (string key) => writing.Wording.Say(key);
        return new DigestTable
        {
            Title = say(figures.Scope.Kind == ScopeKind.Company ? InsightKeys.TableTeams : InsightKeys.TableTeam),
            Caption = say(withQuota ? InsightKeys.TableWorstFirst : InsightKeys.TableLeastWonFirst),
            NameHeader = say(teams ? InsightKeys.TableTeamName : InsightKeys.TableName),
            Headers = [.. (withQuota ? WithQuota : WithoutQuota).Select(say)],
            StatusHeader = withQuota ? say(InsightKeys.TablePace) : "",
            Rows = [.. ordered.Take(MostRows).Select(c => Row(writing, RowName(c.Scope), c.Results, c.QuarterWon, withQuota))],
            More = rest > 0 ? writing.Wording.Say(InsightKeys.TableMore, InsightValue.Count("count", rest)) : "",
            Total = Row(writing, say(figures.Scope.Kind == ScopeKind.Company ? InsightKeys.TableTotalCompany : InsightKeys.TableTotalTeam), figures.Results, figures.QuarterWon, withQuota),
        };
    }

    private static DigestTableRow Row(DigestWriting writing, string name, IReadOnlyDictionary<string, KpiResult> results, KpiResult? quarterWon, bool withQuota)
    {
        var format = writing.Format;
        var won = Cell(writing, results.GetValueOrDefault(KpiIds.WonRevenue));
        var achievement = results.GetValueOrDefault(KpiIds.TargetAchievement);
        var coverage = results.GetValueOrDefault(KpiIds.PipelineCoverage);
        var trailing = WeekRows.TrailingValue(results.GetValueOrDefault(KpiIds.WinRate)?.Parts.FirstOrDefault(p => p.Name == "trailing13w"));
        return new DigestTableRow(
            name,
            withQuota
                ? [won, Cell(writing, achievement), StatusBands.IsQuotaMet(coverage) ? writing.Wording.Say(InsightKeys.TableQuotaMet) : Cell(writing, coverage)]
                : [won, Cell(writing, quarterWon), trailing is { } rate ? format.Percent(rate) : "–"],
            writing.Bands.OfAchievement(achievement));
    }

    private static string RowName(Scope scope) =>
        scope.Id == Scope.UnassignedTeamId ? scope.Name : DigestText.Clean(scope.Name, 40);

    private static string Cell(DigestWriting writing, KpiResult? result) =>
        result?.Value is { } value ? writing.Value(result, value) : "–";
}
