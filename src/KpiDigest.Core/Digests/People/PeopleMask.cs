using System.Collections.Immutable;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Insights.Rules;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.People;

/// <summary>
/// The one place where people lose their names: figures and record names go in with them and come out without, before anything is put into words. So
/// it holds in every output, whoever writes it.
/// </summary>
public sealed class PeopleMask
{
    private readonly PeopleAliases? _aliases;

    /// <summary>A mask for the digest of one scope.</summary>
    /// <param name="shown">How people are shown.</param>
    /// <param name="people">Everybody who is known, for names inside texts.</param>
    public PeopleMask(PeopleShown shown, IReadOnlyList<Rep> people) => _aliases = shown == PeopleShown.Named ? null : new PeopleAliases(shown, people);

    /// <summary>The figures without people's names.</summary>
    public DigestFigures Of(DigestFigures figures)
    {
        if (_aliases is null) return figures;
        Introduce(figures);
        return figures with
        {
            Scope = Of(figures.Scope),
            Results = Of(figures.Results),
            WeekBefore = Of(figures.WeekBefore),
            QuarterWon = Of(figures.QuarterWon),
            Ended = figures.Ended is { } ended ? new EndedQuarter(ended.Quarter, Of(ended.Won)!, Of(ended.Achievement)) : null,
            NextCoverage = Of(figures.NextCoverage),
            NextAchievement = Of(figures.NextAchievement),
            Children = [.. figures.Children.Select(c => c with { Scope = Of(c.Scope), Results = Of(c.Results), QuarterWon = Of(c.QuarterWon) })],
            Trends = figures.Trends.ToDictionary(t => t.Key, t => (IReadOnlyList<TrendPoint>)[.. t.Value.Select(p => p with { Result = Of(p.Result)! })]),
            Comments = [.. figures.Comments.Select(c => c with { Author = _aliases.OfName(c.Author), Text = _aliases.InText(c.Text) })],
            Actions = [.. figures.Actions.Select(a => a with { Owner = _aliases.OfName(a.Owner), Text = _aliases.InText(a.Text) })],
            Rules = figures.Rules with { IncludedOwners = [.. figures.Rules.IncludedOwners.Select(_aliases.OfName)], ExcludedOwners = [.. figures.Rules.ExcludedOwners.Select(_aliases.OfName)] },
        };
    }

    /// <summary>A record's name: a rep's is replaced, in others the full names of people are. Links to people are dropped.</summary>
    public NamedRecord Of(FactKind kind, string id, NamedRecord record) => _aliases is null ? record
        : kind == FactKind.Rep ? new NamedRecord(_aliases.OfRep(id), null)
        : record with { Name = _aliases.InText(record.Name) };

    /// <summary>What stands for a record's id: the id of a person would name the person.</summary>
    public string IdOf(FactKind kind, string id) => _aliases is not null && kind == FactKind.Rep ? _aliases.OfRep(id) : id;

    /// <summary>In the order of the table first, so that numbers follow it.</summary>
    private void Introduce(DigestFigures figures)
    {
        foreach (var child in TableOrder.Of(figures)) Of(child.Scope);
        Of(figures.Scope);
        foreach (var owner in figures.Deals.SelectMany(g => g.Biggest).Select(d => d.OwnerId).OfType<string>().Where(o => o.Length > 0)) _aliases!.OfRep(owner);
        foreach (var rep in NeedHelpRule.Ids(figures.Result(KpiIds.NeedsHelp))) _aliases!.OfRep(rep);
    }

    private Scope Of(Scope scope) => scope.Kind switch
    {
        ScopeKind.Rep => scope with { Name = _aliases!.OfRep(scope.Id) },
        ScopeKind.Team when scope.Id != Scope.UnassignedTeamId => scope with { Name = _aliases!.OfTeam(scope.Name) },
        _ => scope,
    };

    private Dictionary<string, KpiResult> Of(IReadOnlyDictionary<string, KpiResult> results) => results.ToDictionary(r => r.Key, r => Of(r.Value)!);

    private KpiResult? Of(KpiResult? result) => result is null ? null : result with
    {
        Scope = result.Scope is { } scope ? Of(scope) : null,
        Reason = result.Reason is { } reason ? _aliases!.InText(reason) : null,
        Parts = Of(result.Parts),
    };

    private ImmutableArray<KpiPart> Of(ImmutableArray<KpiPart> parts) => parts.IsDefaultOrEmpty ? parts : [.. parts.Select(p => p with
    {
        Text = p.Text is { } text ? _aliases!.InText(text) : null,
        Parts = Of(p.Parts),
        Rows = Of(p.Rows),
    })];
}
