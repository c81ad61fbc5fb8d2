using KpiDigest.Core.Facts;
using KpiDigest.Core.Insights.Rules;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>A row a team (or rep) with the KPIs that have a figure anywhere.</summary>
internal static class ScorecardTeams
{
    /// <summary>Most rows shown.</summary>
    public const int MostRows = 20;

    private const int MostColumns = 8;
    private const string Flag = "●";

    private static readonly (string Kpi, string Header)[] Columns =
    [
        (KpiIds.WonRevenue, "Won"), (KpiIds.TargetAchievement, "Of quota"), (KpiIds.QuotaAttainment, "Reps at quota"), (KpiIds.WinRate, "Win rate"), (KpiIds.NeedsHelp, "Needs help"),
        (KpiIds.AverageDeal, "Avg deal"), (KpiIds.SalesCycle, "Cycle"), (KpiIds.PipelineCreated, "Created"), (KpiIds.WinRateValue, "Win rate, value"),
    ];

    public static ScorecardTable? Compose(DigestWriting writing)
    {
        var figures = writing.Figures;
        if (figures.Children.Count == 0) return null;
        var teams = figures.Children.Any(c => c.Scope.Kind == ScopeKind.Team);
        // A rep's needs-help is yes or no: the flag at the win rate says it.
        var columns = Columns.Where(c => (teams || c.Kpi != KpiIds.NeedsHelp) && figures.Children.Any(child => child.Results.GetValueOrDefault(c.Kpi)?.Value is not null))
            .Take(MostColumns).ToList();
        var change = figures.Children.Any(c => c.Results.GetValueOrDefault(KpiIds.WonRevenue)?.Previous?.Value is not null);
        var headers = columns.Select(c => c.Header).ToList();
        if (change && headers.Count > 0) headers.Insert(1, "On " + Before(writing));
        var ordered = TableOrder.Of(figures).ToList();
        var rest = ordered.Count - MostRows;
        return new ScorecardTable(
            Title(writing, ordered, teams),
            "By won revenue, highest first. A dash: no figure." + (figures.Children.Any(c => Flagged(figures, c) is not null) ? $" {Flag}: somebody stands out below the bar (see method)." : ""),
            teams ? "Team" : "Name",
            headers,
            [.. ordered.Take(MostRows).Select(c => new ScorecardTableRow(Name(c.Scope), Cells(writing, c.Results, columns, change, Flagged(figures, c))))],
            rest > 0 ? $"and {writing.Format.Count(rest)} more, all in the last row" : "",
            new ScorecardTableRow(figures.Scope.Kind == ScopeKind.Company ? "Company" : "Team", Cells(writing, figures.Results, columns, change, null)));
    }

    private static string Title(DigestWriting writing, List<ChildFigures> ordered, bool teams)
    {
        var total = Won(writing.Figures.Results);
        if (total is not > 0 || Won(ordered[0].Results) is not { } most) return teams ? "The teams in figures" : "The team in figures";
        return $"{Name(ordered[0].Scope)} won most: {writing.Format.Money(most)}, {writing.Format.Percent(most / total.Value)} of the {(writing.Figures.Scope.Kind == ScopeKind.Company ? "company" : "team")}";
    }

    private static List<ScorecardCell> Cells(
        DigestWriting writing, IReadOnlyDictionary<string, KpiResult> results, List<(string Kpi, string Header)> columns, bool change, string? flagged)
    {
        var cells = columns.Select(c => Cell(results.GetValueOrDefault(c.Kpi) is { Value: { } value } result ? writing.Value(result, value) : "–", c.Kpi == flagged)).ToList();
        if (change && cells.Count > 0)
        {
            var won = results.GetValueOrDefault(KpiIds.WonRevenue);
            cells.Insert(1, Cell(won is null ? "–" : ScorecardTiles.Change(writing, won, won.Previous), false));
        }

        return cells;
    }

    private static ScorecardCell Cell(string text, bool flagged) => flagged ? new ScorecardCell($"{Flag}\u00A0{text}", "bad") : new ScorecardCell(text, "plain");

    /// <summary>The KPI whose figure is flagged (D13): a rep's win rate, or how many of a team need help; null: none.</summary>
    private static string? Flagged(DigestFigures figures, ChildFigures child) => child.Scope.Kind == ScopeKind.Rep
        ? NeedHelpRule.Ids(figures.Result(KpiIds.NeedsHelp)).Contains(child.Scope.Id) ? KpiIds.WinRate : null
        : NeedHelpRule.Ids(child.Results.GetValueOrDefault(KpiIds.NeedsHelp)).Count > 0 ? KpiIds.NeedsHelp : null;

    private static string Before(DigestWriting writing) => writing.Figures.Result(KpiIds.WonRevenue)?.Previous is { } previous
        ? writing.QuarterName(previous.Period) : "quarter before";

    private static decimal? Won(IReadOnlyDictionary<string, KpiResult> results) => results.GetValueOrDefault(KpiIds.WonRevenue)?.Value;

    private static string Name(Scope scope) => scope.Id == Scope.UnassignedTeamId ? scope.Name : DigestText.Clean(scope.Name, 40);
}
