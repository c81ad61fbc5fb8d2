using NodaTime;

namespace KpiDigest.Core.Facts;

/// <content>The slices about people: who works here, who leads, who was coached.</content>
public sealed partial class SalesFacts
{
    /// <summary>Whether any activity is called coaching.</summary>
    internal bool HasCoaching => ActivityBook.HasCoaching;

    /// <summary>Whether anybody is known to lead a team.</summary>
    internal bool HasLeads => !Roster.Leads.IsEmpty;

    /// <summary>The reps of a scope who work here at an instant, by id; without a roster those the CRM calls active.</summary>
    public IReadOnlyList<Scope> StaffOf(Scope scope, Instant asOf)
    {
        var (at, date) = (Cell.Of(asOf), Calendar.DateOf(asOf));
        return [.. RepsOf(scope, asOf).Where(r => Roster.Works(Roster.NumberOf(r.Id), at, date))];
    }

    /// <summary>Whether a rep leads any team on a day.</summary>
    public bool IsLead(string repId, LocalDate date) => Roster.Leads.TeamsOf(Roster.NumberOf(repId), date).Any();

    /// <summary>The people who lead the scope's team or one below it on a day (company: any team), by number; of a rep the rep, if a lead.</summary>
    public IReadOnlyList<string> LeadsOf(Scope scope, LocalDate date)
    {
        Check(scope);
        if (scope.Kind == ScopeKind.Rep) return IsLead(scope.Id, date) ? [scope.Id] : [];
        return [.. Roster.Leads.Of(t => scope.Kind == ScopeKind.Company || IsOf(scope, t), date).Select(r => Roster.Reps[r].Id)];
    }

    /// <summary>Everybody who leads a team on a day, by number, with the topmost of the teams led.</summary>
    public IReadOnlyList<TeamLead> TeamLeads(LocalDate date)
    {
        var at = Cell.Of(AsOf);
        return [.. Roster.Leads.Of(_ => true, date).Select(rep =>
        {
            var teams = Roster.Leads.TeamsOf(rep, date).Order().ToList();
            var top = teams.Where(t => !teams.Exists(other => other != t && Tree.IsWithin(t, other)));
            return new TeamLead(Roster.Reps[rep], [.. top.Select(t => new Scope(ScopeKind.Team, Tree.All[t].Id, Tree.All[t].Name))], Roster.Works(rep, at, date) && Roster.Reps[rep].Active);
        })];
    }

    /// <summary>Whether a person leads, on the day of an instant, the team that another is in then or one above it.</summary>
    internal bool Leads(string leadId, string repId, Instant at)
    {
        var team = Roster.TeamAt(Roster.NumberOf(repId), Cell.Of(at));
        return leadId != repId && Roster.Leads.TeamsOf(Roster.NumberOf(leadId), Calendar.DateOf(at)).Any(t => Tree.IsWithin(team, t));
    }

    /// <summary>Coaching and internal meetings a rep took part in that began in <c>[from, until)</c> and were held by an instant, by start.</summary>
    internal IReadOnlyList<Activity> InternalOf(string repId, Instant from, Instant until, Instant asOf)
    {
        var activities = ActivityBook.InternalOf(Roster.NumberOf(repId), Cell.Of(from), Cell.Of(until), KnownAt(asOf));
        return Touched(activities);
    }

    /// <summary>Contacts about a deal that began in <c>[from, until)</c> and were held by an instant.</summary>
    internal IReadOnlyList<Activity> ContactsOf(DealRow deal, Instant from, Instant until, Instant asOf) =>
        Touched(ActivityBook.ContactsOfDeal(deal.Index, Cell.Of(from), Cell.Of(until), KnownAt(asOf)));

    /// <summary>Contacts with an account, or about one of its deals.</summary>
    internal IReadOnlyList<Activity> ContactsOf(int account, Instant from, Instant until, Instant asOf) =>
        Touched(ActivityBook.ContactsOfAccount(account, Cell.Of(from), Cell.Of(until), KnownAt(asOf)));

    /// <summary>The reps known here among an activity's people, its owner first, each once.</summary>
    internal IReadOnlyList<string> PeopleOf(Activity activity) =>
        [.. activity.ParticipantIds.Prepend(activity.OwnerId).Select(Roster.NumberOf).Where(r => r != Roster.Unknown).Distinct().Select(r => Roster.Reps[r].Id)];

    /// <summary>When a rep was employed, touching rows as one; empty where nothing states it.</summary>
    public IReadOnlyList<Employment> EmploymentOf(string repId) => Roster.EmploymentOf(Roster.NumberOf(repId));

    /// <summary>Whether the roster names a rep.</summary>
    internal bool IsInRoster(string repId) => Roster.IsNamed(Roster.NumberOf(repId));

    /// <summary>The team of a rep at an instant; null: none.</summary>
    public string? TeamOf(string repId, Instant at) => Roster.TeamAt(Roster.NumberOf(repId), Cell.Of(at)) is var team && team == TeamTree.NoTeam ? null : Tree.All[team].Id;

    /// <summary>The teams directly below a scope; below the company also (unassigned), whoever is there.</summary>
    internal IEnumerable<Scope> TeamsOf(Scope scope) => scope.Kind == ScopeKind.Company
        ? TeamsBelow(TeamTree.NoTeam).Append(Scope.Unassigned)
        : scope.Id == Scope.UnassignedTeamId ? [] : TeamsBelow(Tree.NumberOf(scope.Id));

    /// <summary>Whether a team, or none (null), lies inside a scope; a rep's scope holds no team.</summary>
    internal bool HoldsTeam(Scope scope, string? teamId) => scope.Kind == ScopeKind.Company || (scope.Kind == ScopeKind.Team && IsOf(scope, Tree.NumberOf(teamId)));

    private List<Activity> Touched(IEnumerable<Activity> activities)
    {
        var rows = activities.ToList();
        Interlocked.Add(ref _rowsTouched, rows.Count);
        return rows;
    }
}
