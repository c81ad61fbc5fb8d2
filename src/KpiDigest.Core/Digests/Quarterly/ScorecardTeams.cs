using KpiDigest.Core.Facts;
using KpiDigest.Core.Insights.Rules;
using KpiDigest.Core.Kpis;
using static KpiDigest.Core.Insights.InsightValue;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>A row a team lead (or rep) with the figures that somebody has.</summary>
internal static class ScorecardTeams
{
    /// <summary>Most rows shown.</summary>
    public const int MostRows = 18;

    private const int MostColumns = 8;
    private const int LongestLead = 24;
    private const string Flag = "●";

    private static readonly string[] Columns =
    [
        KpiIds.WonRevenue, KpiIds.TargetAchievement, KpiIds.QuotaAttainment, KpiIds.WinRate, KpiIds.NeedsHelp, KpiIds.ForecastAccuracy, KpiIds.AverageDeal,
        KpiIds.SalesCycle, KpiIds.PipelineCreated, KpiIds.WinRateValue,
    ];

    public static ScorecardTable? Compose(DigestWriting writing)
    {
        var (figures, words) = (writing.Figures, writing.Wording);
        if (figures.Children.Count == 0) return null;
        var teams = figures.Children.Any(c => c.Scope.Kind == ScopeKind.Team);
        // A rep's needs-help is yes or no: the flag at the win rate says it.
        var columns = Columns.Where(c => (teams || c != KpiIds.NeedsHelp) && figures.Children.Any(child => child.Results.GetValueOrDefault(c)?.Value is not null)).Take(MostColumns).ToList();
        var change = columns.Contains(KpiIds.WonRevenue) && figures.Children.Any(c => c.Results.GetValueOrDefault(KpiIds.WonRevenue)?.Previous?.Value is not null);
        var headers = columns.ConvertAll(c => words.Say(ScorecardKeys.TeamsColumn + c));
        if (change) headers.Insert(1, words.Say(ScorecardKeys.TeamsOn, Quarter(figures.Result(KpiIds.WonRevenue)?.Previous?.Period ?? figures.Quarter)));
        var ordered = TableOrder.Of(figures).ToList();
        var rest = ordered.Count - MostRows;
        var flagged = figures.Children.Any(c => Flagged(figures, c) is not null) ? " " + words.Say(ScorecardKeys.TeamsFlag, Words("flag", Flag)) : "";
        return new ScorecardTable(
            Title(writing, ordered),
            words.Say(ScorecardKeys.TeamsCaption, Words("dash", ScorecardNames.Dash)) + flagged,
            words.Say(teams ? ScorecardKeys.TeamHeader : ScorecardKeys.RepHeader),
            headers,
            [.. ordered.Take(MostRows).Select(c => new ScorecardTableRow(Name(c.Scope), c.LeadId is { } lead ? DigestText.Cut(writing.RepName(lead), LongestLead) : "", Cells(writing, c.Results, columns, change, Flagged(figures, c))))],
            rest > 0 ? words.Say(ScorecardKeys.TeamsMore, Count("count", rest)) : "",
            new ScorecardTableRow(words.Say(figures.Scope.Kind == ScopeKind.Company ? ScorecardKeys.TotalCompany : ScorecardKeys.TotalTeam), "", Cells(writing, figures.Results, columns, change, null)));
    }

    private static string Title(DigestWriting writing, List<ChildFigures> ordered)
    {
        var total = Won(writing.Figures.Results);
        if (total is not > 0 || Won(ordered[0].Results) is not { } most) return writing.Wording.Say(ScorecardKeys.TeamsTitlePlain);
        return writing.Wording.Say(ScorecardKeys.TeamsTitle, Words("name", Name(ordered[0].Scope)), Money("amount", most), Percent("share", most / total.Value));
    }

    private static List<ScorecardCell> Cells(DigestWriting writing, IReadOnlyDictionary<string, KpiResult> results, List<string> columns, bool change, string? flagged)
    {
        var cells = columns.ConvertAll(c => Cell(results.GetValueOrDefault(c) is { Value: { } value } result ? writing.Value(result, value) : ScorecardNames.Dash, c == flagged));
        if (change)
        {
            var won = results.GetValueOrDefault(KpiIds.WonRevenue);
            cells.Insert(1, Cell(won is null ? ScorecardNames.Dash : ScorecardTiles.Change(writing, won, won.Previous), false));
        }

        return cells;
    }

    private static ScorecardCell Cell(string text, bool flagged) => flagged ? new ScorecardCell($"{Flag}\u00A0{text}", "bad") : new ScorecardCell(text, "plain");

    /// <summary>The KPI whose figure is flagged (D13): a rep's win rate, or how many of a team need help; null: none.</summary>
    private static string? Flagged(DigestFigures figures, ChildFigures child) => child.Scope.Kind == ScopeKind.Rep
        ? NeedHelpRule.Ids(figures.Result(KpiIds.NeedsHelp)).Contains(child.Scope.Id) ? KpiIds.WinRate : null
        : NeedHelpRule.Ids(child.Results.GetValueOrDefault(KpiIds.NeedsHelp)).Count > 0 ? KpiIds.NeedsHelp : null;

    private static decimal? Won(IReadOnlyDictionary<string, KpiResult> results) => results.GetValueOrDefault(KpiIds.WonRevenue)?.Value;

    private static string Name(Scope scope) => DigestText.Clean(scope.Name, 40);
}
