namespace KpiDigest.Core.Facts;

/// <content>The orders of the deals, and which reps a scope has to look at.</content>
public sealed partial class SalesFacts
{
    private void Index()
    {
        _states = new DealState[Deals.Count];
        _existing = new bool[Deals.Count];
        _settled = new long[Deals.Count];
        var today = Cell.DayOf(_known, Calendar.Zone);
        for (var deal = 0; deal < Deals.Count; deal++)
        {
            _existing[deal] = Rewind.Existed(deal, _known);
            _states[deal] = Rewind.StateAt(deal, _known, today);
            _settled[deal] = SettledAt(deal);
        }

        var there = Enumerable.Range(0, Deals.Count).Where(d => _existing[d]).ToArray();
        var reps = Roster.Reps.Length;
        _closed = DealSlices.Of(reps, there.Where(d => _states[d].Status != DealStatus.Open).Select(d => (_states[d].Owner, _states[d].Day, d)));
        _open = DealSlices.Of(reps, there.Where(d => _states[d].Status == DealStatus.Open).Select(d => (_states[d].Owner, _states[d].Day, d)));
        Tally();
        _created = DealSlices.Of(reps, there.Where(d => Deals.Created[d] != Cell.None).Select(d => (Rewind.CreatedBy(d), Deals.CreatedDay[d], d)));
        _ever = DealSlices.Of(reps, there.SelectMany(d => Rewind.EverOwned(d).Select(r => (r, EndDay(d), d))));
        _split = DealSlices.Of(reps, there.Where(d => Deals.Splits[d] is not null).SelectMany(d => Deals.Splits[d]!.Select(s => (s.Rep, EndDay(d), d))));
        HasSplits = Array.Exists(there, d => Deals.Splits[d] is not null);
        _prospects = DealSlices.Of(reps, Prospects.Select((p, i) => (Roster.NumberOf(p.OwnerId), Cell.DayOf(Cell.Of(p.Created), Calendar.Zone), i)).Where(p => p.Item2 != Cell.NoDay));
        _ownsUnassigned = Array.Exists(there, IsUnassigned);
        foreach (var deal in there)
        {
            var day = Math.Min(Or(Deals.CreatedDay[deal]), _states[deal].Status == DealStatus.Open ? int.MaxValue : Or(_states[deal].Day));
            if (day != int.MaxValue && (_firstDay == Cell.NoDay || day < _firstDay)) _firstDay = day;
        }
    }

    /// <summary>From this instant on the deal was as it is at T: created, closed, its reporting day begun and its last change made.</summary>
    private long SettledAt(int deal)
    {
        var created = Deals.Created[deal] == Cell.None ? Cell.None : Cell.InstantOf(Deals.Created[deal], Calendar.Zone) + 1;
        var settled = Math.Max(created, Rewind.LastChange(deal, long.MaxValue));
        if (_states[deal].Status == DealStatus.Open) return Rewind.Floats(deal) ? long.MaxValue : settled;
        var dayBegins = Cell.Date(_states[deal].Day).AtStartOfDayInZone(Calendar.Zone).ToInstant();
        return Math.Max(settled, Math.Max(Cell.Of(dayBegins), _states[deal].Observed) + 1);
    }

    /// <summary>The last day of which the deal may still have been open at some instant; open deals end last of all.</summary>
    private int EndDay(int deal) => _states[deal].Status == DealStatus.Open
        ? StillOpen
        : Math.Max(_states[deal].Day, Cell.DayOf(_states[deal].Observed, Calendar.Zone));

    private static int Or(int day) => day == Cell.NoDay ? int.MaxValue : day;

    private bool IsUnassigned(int deal)
    {
        var state = _states[deal];
        if (state.LeftOut != LeftOut.No) return false;
        var at = state.Status == DealStatus.Open ? _known : state.Observed;
        if (Roster.TeamAt(state.Owner, at) == TeamTree.NoTeam) return true;
        var created = Deals.Created[deal];
        return created != Cell.None && Roster.TeamAt(Rewind.CreatedBy(deal), Cell.InstantOf(created, Calendar.Zone)) == TeamTree.NoTeam;
    }

    /// <summary>The reps whose deals a scope may hold; which of them it does hold, <see cref="Covers"/> says.</summary>
    private IEnumerable<int> Candidates(Scope scope)
    {
        Check(scope);
        var everyone = Enumerable.Range(0, Roster.Reps.Length + 1);
        if (scope.Kind == ScopeKind.Company) return everyone;
        if (scope.Kind == ScopeKind.Rep) return [Roster.NumberOf(scope.Id)];
        return everyone.Where(r => Roster.Ever(r, t => IsOf(scope, t)));
    }

    private bool Covers(Scope scope, int rep, long at) => scope.Kind != ScopeKind.Team || IsOf(scope, Roster.TeamAt(rep, at));

    private bool IsOf(Scope scope, int team) =>
        scope.Id == Scope.UnassignedTeamId ? team == TeamTree.NoTeam : Tree.IsWithin(team, Tree.NumberOf(scope.Id));
}
