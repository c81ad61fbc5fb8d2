using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>
/// Immutable, columnar snapshot of the facts as of an instant. KPIs read slices; none enumerates all facts. Names and links are not
/// kept: they are fetched by id at the edge.
/// </summary>
public sealed partial class SalesFacts
{
    private readonly SalesFactsSettings _settings;
    private readonly IReadOnlyDictionary<FactKind, string> _missing;
    private readonly ScopeNames _names;

    internal SalesFacts(SalesFactsSettings settings, SalesFactsColumns columns, IReadOnlyDictionary<FactKind, string> missing)
    {
        _settings = settings;
        _missing = missing;
        (Tree, Roster, Deals, Rewind) = (columns.Tree, columns.Roster, columns.Deals, columns.Rewind);
        (Activities, QuotaBook) = (columns.Activities, columns.Quotas);
        (Accounts, Prospects, Forecasts, Supplements) = (columns.Accounts, columns.Prospects, columns.Forecasts, columns.Supplements);
        (AccountBook, ActivityBook) = (columns.AccountBook, columns.ActivityBook);
        (Stages, Fx, ForecastBook) = (columns.Stages, columns.Fx, columns.ForecastBook);
        WatchedSince = columns.WatchedSince;
        _names = new ScopeNames(Tree.All, Roster.Reps);
        _known = Cell.Of(settings.AsOf);
        Index();
        Coverage = CoverageCount.Of(this, _states!, _existing!) with { Unseen = columns.Unseen };
    }

    /// <summary>T.</summary>
    public Instant AsOf => _settings.AsOf;

    /// <summary>The calendar.</summary>
    public PeriodCalendar Calendar => _settings.Calendar;

    /// <summary>ISO 4217 code of all amounts.</summary>
    public string HomeCurrency => _settings.HomeCurrency;

    /// <summary>The counting rules.</summary>
    public DealRules Rules => _settings.Rules;

    /// <summary>The choices that single KPIs rest on.</summary>
    public KpiRules KpiRules => _settings.Kpis;

    /// <summary>Whether the past was rebuilt from the CRM's dates and history.</summary>
    public bool Reconstructed => _settings.Reconstructed;

    /// <summary>Where the CRM shows no history of deals: since when syncs have watched them, so that later states are known. Null: it shows one, or nothing says when deals changed.</summary>
    public Instant? WatchedSince { get; }

    /// <summary>All reps, leavers included, by id.</summary>
    public IReadOnlyList<Rep> Reps => Roster.Reps;

    /// <summary>All teams, by id.</summary>
    public IReadOnlyList<Team> Teams => Tree.All;

    /// <summary>What was left out of the counts and what lacks something; for the coverage line.</summary>
    public Coverage Coverage { get; }

    /// <summary>Earliest local date on which any deal was created or closed; null without deals. Before it nothing is known.</summary>
    public LocalDate? FirstDay => Cell.DateOrNull(_firstDay);

    /// <summary>Whether a period ended before anything is known: a comparison with it would compare with nothing.</summary>
    public bool IsBeforeData(Period period) => FirstDay is not { } first || period.End <= first;

    /// <summary>What the supplement files hold.</summary>
    public SupplementFacts Supplements { get; }

    internal IReadOnlyDictionary<string, Account> Accounts { get; }

    internal IReadOnlyList<Prospect> Prospects { get; }

    internal IReadOnlyList<ForecastSnapshot> Forecasts { get; }

    /// <summary>Stages of all pipelines by number.</summary>
    internal Stage[] Stages { get; }

    internal FxBook Fx { get; }

    internal ForecastBook ForecastBook { get; }

    internal TeamTree Tree { get; }

    internal Roster Roster { get; }

    internal DealTable Deals { get; }

    internal DealRewind Rewind { get; }

    internal DealActivities Activities { get; }

    internal QuotaBook QuotaBook { get; }

    internal AccountBook AccountBook { get; }

    internal ActivityBook ActivityBook { get; }

    /// <summary>Why a kind of fact was never configured or synced; null: it was.</summary>
    public string? Missing(FactKind kind) => _missing.GetValueOrDefault(kind);

    /// <summary>Reads <c>company</c>, <c>team:NAME</c>, <c>team:#id</c>, <c>rep:NAME</c>, <c>rep:#id</c>; names without case, reps by email too.</summary>
    /// <returns>False with a fault that names the text and the nearest names; an ambiguous name is a fault too.</returns>
    public bool TryResolve(string text, out Scope scope, out string fault) => _names.TryResolve(text, out scope, out fault);

    /// <summary>Rows below a scope: the company's top teams and (unassigned) where it owns anything; a team's direct sub-teams and present members; none below a rep. By name.</summary>
    public IReadOnlyList<Scope> Children(Scope scope)
    {
        Check(scope);
        var rows = scope.Kind switch
        {
            ScopeKind.Company => TeamsBelow(TeamTree.NoTeam).Concat(_ownsUnassigned ? [Scope.Unassigned] : []),
            ScopeKind.Team when scope.Id == Scope.UnassignedTeamId => Members(TeamTree.NoTeam),
            ScopeKind.Team => TeamsBelow(Tree.NumberOf(scope.Id)).Concat(Members(Tree.NumberOf(scope.Id))),
            _ => [],
        };
        return [.. rows.OrderBy(s => s.Kind).ThenBy(s => s.Id == Scope.UnassignedTeamId).ThenBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Id, StringComparer.Ordinal)];
    }

    /// <summary>The primary teams a rep has had, oldest first.</summary>
    /// <exception cref="ArgumentException">No such rep.</exception>
    public IReadOnlyList<Membership> MembershipsOf(string repId)
    {
        var rep = Roster.NumberOf(repId);
        if (rep == Roster.Unknown) throw new ArgumentException($"No rep has the id '{repId}'.", nameof(repId));
        return [.. Roster.MembershipsOf(rep, Tree)];
    }

    private IEnumerable<Scope> TeamsBelow(int parent) => Tree.Below(parent).Select(t => new Scope(ScopeKind.Team, Tree.All[t].Id, Tree.All[t].Name));

    private IEnumerable<Scope> Members(int team) => Enumerable.Range(0, Roster.Reps.Length)
        .Where(r => Roster.TeamAt(r, _known) == team)
        .Select(r => new Scope(ScopeKind.Rep, Roster.Reps[r].Id, Roster.Reps[r].Name));

    /// <summary>A scope that does not resolve would show somebody else's records or none: it never gets that far.</summary>
    private void Check(Scope scope)
    {
        var known = scope.Kind switch
        {
            ScopeKind.Company => true,
            ScopeKind.Team => scope.Id == Scope.UnassignedTeamId || Tree.NumberOf(scope.Id) != TeamTree.NoTeam,
            _ => Roster.NumberOf(scope.Id) != Roster.Unknown,
        };
        if (!known) throw new ArgumentException($"The scope {scope} (#{scope.Id}) is not among these facts: resolve it first.", nameof(scope));
    }
}
