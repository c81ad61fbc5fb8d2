using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using NodaTime;
using static KpiDigest.Core.Insights.InsightValue;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>Objectives, actions and comments. Their words come from files: hostile until cleaned.</summary>
internal static class ScorecardPlans
{
    private const int MostRows = 8;
    private const int LongestText = 160;
    private const int LongestComment = 260;

    public static IReadOnlyList<ObjectiveRow> Objectives(DigestWriting writing) =>
        [.. Items(writing).Take(MostRows).Select(i => Objective(writing, i))];

    public static string ObjectivesTitle(DigestWriting writing)
    {
        var statuses = Items(writing).Select(i => ScorecardNames.InnerText(i, "status")).ToList();
        return writing.Wording.Say(ScorecardKeys.ObjectivesTitle, Count("on", statuses.Count(s => s == "on")), Count("count", statuses.Count),
            Count("risk", statuses.Count(s => s == "at-risk")), Count("off", statuses.Count(s => s == "off")));
    }

    public static IReadOnlyList<ActionRow> Actions(DigestWriting writing) => [.. writing.Figures.Actions.Take(MostRows).Select(a => new ActionRow(
        DigestText.Clean(a.Text, LongestText),
        DigestText.Clean(a.Owner),
        About(writing, a.TeamId, a.Kpi),
        writing.Format.ShortDate(a.Date),
        a.Due is { } due ? writing.Format.ShortDate(due) : ScorecardNames.Dash,
        StatusOf(writing, a)))];

    public static string ActionsTitle(DigestWriting writing)
    {
        var actions = writing.Figures.Actions;
        var open = actions.Count(a => a.Status == "open");
        return open == 0 ? writing.Wording.Say(ScorecardKeys.ActionsNone)
            : writing.Wording.Say(ScorecardKeys.ActionsTitle, Count("count", open), Count("overdue", actions.Count(a => IsOverdue(writing, a))));
    }

    public static IReadOnlyList<CommentLine> Comments(DigestWriting writing) =>
        [.. writing.Figures.Comments.Take(MostRows).Select(c => new CommentLine(DigestText.Clean(c.Author), About(writing, c.TeamId, c.Kpi), DigestText.Clean(c.Text, LongestComment)))];

    private static System.Collections.Immutable.ImmutableArray<KpiPart> Items(DigestWriting writing) =>
        ScorecardNames.Part(writing.Figures.Result(KpiIds.Objectives), "items") is { Rows: { IsDefault: false } rows } ? rows : [];

    private static ObjectiveRow Objective(DigestWriting writing, KpiPart item)
    {
        var kpi = KpiCatalogue.Find(ScorecardNames.InnerText(item, "kpi"));
        string Number(string part) => ScorecardNames.Inner(item, part) is not { } value ? ScorecardNames.Dash
            : kpi is null ? writing.Format.Number(value, value == decimal.Truncate(value) ? 0 : 1) : writing.Format.Value(kpi.Unit, kpi.IsMultiple, value);
        var status = ScorecardNames.InnerText(item, "status");
        var word = writing.Wording.Say(ScorecardKeys.ObjectiveStatus + status);
        return new ObjectiveRow(
            DigestText.Clean(ScorecardNames.InnerText(item, "name"), LongestText),
            DigestText.Clean(ScorecardNames.InnerText(item, "owner")),
            status == "no-data" ? DigestText.Clean(ScorecardNames.InnerText(item, "reason"), LongestText) : Number("actual"),
            Number("required"),
            Number("target"),
            status switch { "on" => DigestStatus.Good(word), "at-risk" => DigestStatus.Warn(word), "off" => DigestStatus.Bad(word), _ => DigestStatus.None(word) });
    }

    private static DigestStatus StatusOf(DigestWriting writing, ActionItem action)
    {
        var overdue = IsOverdue(writing, action);
        var word = writing.Wording.Say(ScorecardKeys.ActionStatus + (overdue ? "overdue" : action.Status is "done" or "dropped" ? action.Status : "open"));
        return overdue ? DigestStatus.Bad(word) : action.Status switch { "done" => DigestStatus.Good(word), "dropped" => DigestStatus.None(word), _ => DigestStatus.Warn(word) };
    }

    private static bool IsOverdue(DigestWriting writing, ActionItem action) => action.Status == "open" && action.Due < Today(writing);

    private static LocalDate Today(DigestWriting writing) => writing.Figures.AsOf.InZone(writing.Figures.Period.Zone).Date;

    private static string About(DigestWriting writing, string? teamId, string? kpi)
    {
        var team = teamId is null ? "" : writing.Figures.Children.FirstOrDefault(c => c.Scope.Kind == ScopeKind.Team && c.Scope.Id == teamId)?.Scope.Name ?? "";
        return writing.Wording.Join([DigestText.Clean(team, 40), kpi is null ? "" : DigestText.Clean(ScorecardNames.Of(writing, kpi))]);
    }
}
