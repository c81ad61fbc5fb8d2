using NodaTime;

namespace KpiDigest.Core.Facts;

/// <content>Who is credited with which part of a deal's amount (D7).</content>
public sealed partial class SalesFacts
{
    /// <summary>Whether any deal has revenue splits.</summary>
    internal bool HasSplits { get; private set; }

    /// <summary>A scope's shares in the deals closed in <c>[from, until)</c>, given the deals it owned; a team's are those of its members at the close.</summary>
    public IReadOnlyList<DealShare> SharesOfClosed(Scope scope, IEnumerable<DealRow> owned, LocalDate from, LocalDate until, Instant? asOf = null)
    {
        var (first, end) = (Cell.Of(from), Cell.Of(until));
        return Shares(scope, owned, asOf, (_, state) => state.Status != DealStatus.Open && state.Day >= first && state.Day < end ? state.Observed : null);
    }

    /// <summary>A scope's shares in the deals created in <c>[from, until)</c>, given those whose first owner it is.</summary>
    public IReadOnlyList<DealShare> SharesOfCreated(Scope scope, IEnumerable<DealRow> owned, LocalDate from, LocalDate until, Instant? asOf = null)
    {
        var (first, end) = (Cell.Of(from), Cell.Of(until));
        return Shares(scope, owned, asOf, (deal, _) => Deals.CreatedDay[deal] >= first && Deals.CreatedDay[deal] < end ? Cell.InstantOf(Deals.Created[deal], Calendar.Zone) : null);
    }

    /// <summary>A scope's shares in the deals open at an instant (null: T), given those it owned then.</summary>
    public IReadOnlyList<DealShare> SharesOfOpen(Scope scope, IEnumerable<DealRow> owned, Instant? asOf = null)
    {
        var at = KnownAt(asOf);
        return Shares(scope, owned, asOf, (_, state) => state.Status == DealStatus.Open ? at : null);
    }

    /// <summary>The reps credited with a deal and their parts; one with all of it where there are no splits.</summary>
    internal IEnumerable<DealShare> ByRep(DealRow deal) =>
        Deals.Splits[deal.Index] is { } splits ? splits.Select(s => new DealShare(deal, s.Rep, s.Part)) : [new DealShare(deal, deal.Owner, 1)];

    internal decimal? MarginOf(in DealRow deal)
    {
        if (Cell.Amount(Deals.Margin[deal.Index]) is not { } margin) return null;
        if (Deals.Currency[deal.Index] < 0) return margin;
        return deal.Amount is { } amount && Cell.Amount(Deals.Amount[deal.Index]) is { } stated && stated != 0 ? margin * amount / stated : null;
    }

    /// <param name="scope">Whose.</param>
    /// <param name="owned">The deals it owns; the company takes each once, whole.</param>
    /// <param name="asOf">What was known then.</param>
    /// <param name="instant">For a split deal of the slice the instant at which a member's team counts; null: not of the slice.</param>
    private List<DealShare> Shares(Scope scope, IEnumerable<DealRow> owned, Instant? asOf, Func<int, DealState, long?> instant)
    {
        var shares = owned.Where(d => scope.Kind == ScopeKind.Company || !d.IsSplit).Select(d => new DealShare(d, d.Owner, 1)).ToList();
        if (scope.Kind == ScopeKind.Company || !HasSplits) return shares;
        var at = KnownAt(asOf);
        foreach (var rep in Candidates(scope))
        {
            var deals = _split.Of(rep);
            Interlocked.Add(ref _rowsTouched, deals.Length);
            foreach (var deal in deals)
            {
                if (!TryState(deal, at, out var state) || instant(deal, state) is not { } then || !Covers(scope, rep, then)) continue;
                shares.Add(new DealShare(new DealRow(this, deal, state, state.Owner), rep, PartOf(deal, rep)));
            }
        }

        return shares;
    }

    private decimal PartOf(int deal, int rep) => Array.Find(Deals.Splits[deal]!, s => s.Rep == rep).Part;
}
