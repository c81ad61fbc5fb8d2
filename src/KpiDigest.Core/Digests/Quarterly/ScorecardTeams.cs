using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>A row a team (or rep) with the KPIs that have a figure anywhere.</summary>
internal static class ScorecardTeams
{
    /// <summary>Most rows shown.</summary>
    public const int MostRows = 20;

    private static readonly (string Kpi, string Header)[] Columns =
    [
        (KpiIds.WonRevenue, "Won"), (KpiIds.TargetAchievement, "Of quota"), (KpiIds.QuotaAttainment, "Reps at quota"), (KpiIds.WinRate, "Win rate"),
        (KpiIds.AverageDeal, "Avg deal"), (KpiIds.SalesCycle, "Cycle"), (KpiIds.PipelineCreated, "Created"), (KpiIds.WinRateValue, "Win rate, value"),
    ];

    public static ScorecardTable? Compose(DigestWriting writing)
    {
        var figures = writing.Figures;
        if (figures.Children.Count == 0) return null;
        var columns = Columns.Where(c => figures.Children.Any(child => child.Results.GetValueOrDefault(c.Kpi)?.Value is not null)).ToList();
        var change = figures.Children.Any(c => c.Results.GetValueOrDefault(KpiIds.WonRevenue)?.Previous?.Value is not null);
        var headers = columns.Select(c => c.Header).ToList();
        if (change && headers.Count > 0) headers.Insert(1, "On " + Before(figures));
        var ordered = figures.Children.OrderByDescending(c => Won(c.Results) ?? decimal.MinValue).ThenBy(c => c.Scope.Name, StringComparer.Ordinal).ThenBy(c => c.Scope.Id, StringComparer.Ordinal).ToList();
        var teams = figures.Children.Any(c => c.Scope.Kind == ScopeKind.Team);
        var rest = ordered.Count - MostRows;
        return new ScorecardTable(
            Title(writing, ordered, teams),
            "By won revenue, highest first. A dash: no figure.",
            teams ? "Team" : "Name",
            headers,
            [.. ordered.Take(MostRows).Select(c => new ScorecardTableRow(Name(c.Scope), Cells(writing, c.Results, columns, change)))],
            rest > 0 ? $"and {writing.Format.Count(rest)} more, all in the last row" : "",
            new ScorecardTableRow(figures.Scope.Kind == ScopeKind.Company ? "Company" : "Team", Cells(writing, figures.Results, columns, change)));
    }

    private static string Title(DigestWriting writing, List<ChildFigures> ordered, bool teams)
    {
        var total = Won(writing.Figures.Results);
        if (total is not > 0 || Won(ordered[0].Results) is not { } most) return teams ? "The teams in figures" : "The team in figures";
        return $"{Name(ordered[0].Scope)} won most: {writing.Format.Money(most)}, {writing.Format.Percent(most / total.Value)} of the {(writing.Figures.Scope.Kind == ScopeKind.Company ? "company" : "team")}";
    }

    private static List<string> Cells(DigestWriting writing, IReadOnlyDictionary<string, KpiResult> results, List<(string Kpi, string Header)> columns, bool change)
    {
        var cells = columns.Select(c => results.GetValueOrDefault(c.Kpi) is { Value: { } value } result ? writing.Value(result, value) : "–").ToList();
        if (change && cells.Count > 0)
        {
            var won = results.GetValueOrDefault(KpiIds.WonRevenue);
            cells.Insert(1, won is null ? "–" : ScorecardTiles.Change(writing, won, won.Previous));
        }

        return cells;
    }

    private static string Before(DigestFigures figures) => figures.Result(KpiIds.WonRevenue)?.Previous is { } previous
        ? DigestWriting.QuarterName(previous.Period) : "quarter before";

    private static decimal? Won(IReadOnlyDictionary<string, KpiResult> results) => results.GetValueOrDefault(KpiIds.WonRevenue)?.Value;

    private static string Name(Scope scope) => scope.Id == Scope.UnassignedTeamId ? scope.Name : DigestText.Clean(scope.Name, 40);
}
