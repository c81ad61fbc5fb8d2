using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Kpis;

/// <summary>
/// The answers to one round, and which scopes may see theirs: under 5 are hidden; where the answers hidden under a parent total 1 to 4, its
/// smallest shown child is hidden too, with all below it, so that nobody finds the few by subtracting.
/// </summary>
internal sealed class SurveyAnswers
{
    /// <summary>Fewer answers could be traced to people.</summary>
    public const int Enough = 5;

    private readonly SalesFacts _facts;
    private readonly List<SurveyAnswer> _answers;
    private readonly HashSet<string> _besideFew = new(StringComparer.Ordinal);

    public SurveyAnswers(SalesFacts facts, string round)
    {
        _facts = facts;
        _answers = [.. facts.Supplements.SurveyAnswers.Where(a => a.Round == round && a.ScaleMax > a.ScaleMin)];
        HideBelow(Scope.Company, false);
    }

    /// <summary>The answers of a scope's teams.</summary>
    public List<SurveyAnswer> Of(Scope scope) => _answers.FindAll(a => _facts.HoldsTeam(scope, a.TeamId));

    /// <summary>Why a scope's answers are not shown, or null.</summary>
    public string? Hidden(Scope scope) =>
        Of(scope).Count < Enough ? $"fewer than {Enough} answers"
        : _besideFew.Contains(scope.Id) ? "hidden, so that the few answers of a team beside it cannot be worked out"
        : null;

    private void HideBelow(Scope parent, bool isHidden)
    {
        var children = _facts.TeamsOf(parent).Select(c => (Scope: c, Answers: Of(c).Count)).ToList();
        var hidden = Of(parent).Count - children.Where(c => c.Answers >= Enough).Sum(c => c.Answers);
        var shown = children.Where(c => c.Answers >= Enough).OrderBy(c => c.Answers).ThenBy(c => c.Scope.Id, StringComparer.Ordinal).Select(c => c.Scope).ToList();
        if (isHidden) _besideFew.UnionWith(shown.Select(c => c.Id));
        else if (hidden is > 0 and < Enough && shown.Count > 0) _besideFew.Add(shown[0].Id);
        foreach (var child in children.Where(c => c.Scope.Id != Scope.UnassignedTeamId)) HideBelow(child.Scope, _besideFew.Contains(child.Scope.Id));
    }
}
