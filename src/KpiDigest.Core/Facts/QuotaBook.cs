using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>The quota rows by subject, and what they give to a period (D10): own rows, else the children's, never both levels.</summary>
internal sealed class QuotaBook
{
    private readonly Dictionary<(ScopeKind Kind, int Number), List<Quota>> _rows = [];
    private readonly Roster _roster;
    private readonly TeamTree _tree;
    private readonly string _homeCurrency;
    private readonly FxBook _fx;
    private readonly bool _leadsCarry;

    public QuotaBook(IEnumerable<Quota> quotas, Roster roster, TeamTree tree, string homeCurrency, FxBook fx, bool leadsCarry)
    {
        (_roster, _tree, _homeCurrency, _fx, _leadsCarry) = (roster, tree, homeCurrency, fx, leadsCarry);
        foreach (var quota in quotas.OrderBy(q => q.Start).ThenBy(q => q.Id, StringComparer.Ordinal))
        {
            var key = (quota.Subject, NumberOf(quota));
            if (!_rows.TryGetValue(key, out var rows)) _rows.Add(key, rows = []);
            rows.Add(quota);
        }
    }

    public bool IsEmpty => _rows.Count == 0;

    /// <summary>The company's quota; teams and memberships as of an instant.</summary>
    public QuotaSum OfCompany(Period period, long at)
    {
        var own = OwnRows(ScopeKind.Company, 0, period);
        if (own.Count > 0) return new QuotaSum(own, false);
        return new QuotaSum(Together(TeamTree.NoTeam, period, at), true);
    }

    /// <summary>A team's quota; <see cref="TeamTree.NoTeam"/>: that of the reps without a team.</summary>
    public QuotaSum OfTeam(int team, Period period, long at)
    {
        if (team == TeamTree.NoTeam) return new QuotaSum([.. OfMembers(team, period, at)], true);
        var own = OwnRows(ScopeKind.Team, team, period);
        if (own.Count > 0) return new QuotaSum(own, false);
        return new QuotaSum(Together(team, period, at), true);
    }

    /// <summary>A rep's quota.</summary>
    public QuotaSum OfRep(int rep, Period period) => new(OwnRows(ScopeKind.Rep, rep, period), false);

    /// <summary>
    /// The teams below and the members beside them. A member's row of a goal that is set for one of these teams too is in that team's row
    /// already: so is a leaver's, who has no team any more.
    /// </summary>
    private List<QuotaRow> Together(int team, Period period, long at)
    {
        var teams = _tree.Below(team).SelectMany(t => OfTeam(t, period, at).Rows).ToList();
        return [.. teams, .. OfMembers(team, period, at).Where(m => !teams.Exists(t => IsSameGoal(t.Quota, m.Quota)))];
    }

    private static bool IsSameGoal(Quota team, Quota rep) =>
        team.Subject == ScopeKind.Team && team.Family is not null && team.Family == rep.Family && team.Start < rep.End && rep.Start < team.End;

    /// <summary>The members' rows; the personal row of somebody who leads a team on the period's last day is not added.</summary>
    private IEnumerable<QuotaRow> OfMembers(int team, Period period, long at) =>
        Enumerable.Range(0, _roster.Reps.Length).Where(r => _roster.TeamAt(r, at) == team && (_leadsCarry || !_roster.Leads.TeamsOf(r, period.End.PlusDays(-1)).Any())).SelectMany(r => OwnRows(ScopeKind.Rep, r, period));

    private List<QuotaRow> OwnRows(ScopeKind kind, int number, Period period)
    {
        if (!_rows.TryGetValue((kind, number), out var rows)) return [];
        return [.. rows.Where(q => q.Start < period.End && period.Start < q.End && q.Start < q.End).Select(q => new QuotaRow(q, Share(q, number, period)))];
    }

    /// <summary>A row inside the period counts whole, a longer one by calendar days, a rep's by the days employed of these unless as-is.</summary>
    private decimal? Share(Quota quota, int number, Period period)
    {
        if (RateOf(quota) is not { } rate) return null;
        var start = LocalDate.Max(quota.Start, period.Start);
        var end = LocalDate.Min(quota.End, period.End);
        var days = Days(start, end);
        if (quota.Subject == ScopeKind.Rep && !quota.AsIs)
            days = Enumerable.Range(0, days).Count(d => _roster.Employed(number, start.PlusDays(d)));
        return quota.Amount * rate * days / Days(quota.Start, quota.End);
    }

    /// <summary>The rate of the row's first day (D8); null: another currency without one.</summary>
    private decimal? RateOf(Quota quota) => quota.Currency is null || quota.Currency.Equals(_homeCurrency, StringComparison.OrdinalIgnoreCase)
        ? 1
        : _fx.RateOn(quota.Currency, quota.Start);

    private static int Days(LocalDate start, LocalDate end) => NodaTime.Period.DaysBetween(start, end);

    private int NumberOf(Quota quota) => quota.Subject switch
    {
        ScopeKind.Team => _tree.NumberOf(quota.SubjectId) is var team && team == TeamTree.NoTeam ? int.MaxValue : team,
        ScopeKind.Rep => _roster.NumberOf(quota.SubjectId) is var rep && rep == _roster.Unknown ? int.MaxValue : rep,
        _ => 0,
    };
}
