using NodaTime;

namespace KpiDigest.Core.Facts;

/// <content>The slices KPIs read.</content>
public sealed partial class SalesFacts
{
    private const int StillOpen = int.MaxValue - 1;

    private readonly long _known;
    private DealState[] _states = [];
    private bool[] _existing = [];
    private long[] _settled = [];
    private DealSlices _closed = null!;
    private DealSlices _open = null!;
    private DealSlices _created = null!;
    private DealSlices _ever = null!;
    private DealSlices _prospects = null!;
    private DealSlices _split = null!;
    private bool _ownsUnassigned;
    private int _firstDay = Cell.NoDay;
    private long _rowsTouched;

    /// <summary>Deals looked at by slices so far; tests hold the cost of a rep's KPI to the rep's deals.</summary>
    internal long RowsTouched => Interlocked.Read(ref _rowsTouched);

    /// <summary>Deals of a scope, counted or not, whose reporting date lies in <c>[from, until)</c>, closed by their owner at the observed close.</summary>
    /// <param name="scope">Whose.</param>
    /// <param name="from">First local date.</param>
    /// <param name="until">First local date that no longer counts.</param>
    /// <param name="asOf">What was known then; an instant before T is rewound to by history. Null: T.</param>
    public IReadOnlyList<DealRow> Closed(Scope scope, LocalDate from, LocalDate until, Instant? asOf = null)
    {
        var (first, end, at) = (Cell.Of(from), Cell.Of(until), KnownAt(asOf));
        var rows = new List<DealRow>();
        foreach (var rep in Candidates(scope))
        {
            var deals = at == _known ? _closed.Of(rep, first, end) : _ever.Of(rep);
            Interlocked.Add(ref _rowsTouched, deals.Length);
            foreach (var deal in deals)
            {
                if (!TryState(deal, at, out var state) || state.Status == DealStatus.Open || state.Owner != rep) continue;
                if (state.Day >= first && state.Day < end && Covers(scope, rep, state.Observed)) rows.Add(new DealRow(this, deal, state, rep));
            }
        }

        return rows;
    }

    /// <summary>Deals of a scope, counted or not, created on a local date in <c>[from, until)</c>, by their owner at creation; amounts as known at the instant.</summary>
    public IReadOnlyList<DealRow> Created(Scope scope, LocalDate from, LocalDate until, Instant? asOf = null)
    {
        var at = KnownAt(asOf);
        var rows = new List<DealRow>();
        foreach (var rep in Candidates(scope))
        {
            var deals = _created.Of(rep, Cell.Of(from), Cell.Of(until));
            Interlocked.Add(ref _rowsTouched, deals.Length);
            foreach (var deal in deals)
                if (TryState(deal, at, out var state) && Covers(scope, rep, Cell.InstantOf(Deals.Created[deal], Calendar.Zone)))
                    rows.Add(new DealRow(this, deal, state, rep));
        }

        return rows;
    }

    /// <summary>Deals of a scope, counted or not, that were open at an instant, by their owner then. Null: T.</summary>
    public IReadOnlyList<DealRow> OpenAt(Scope scope, Instant? asOf = null)
    {
        var at = KnownAt(asOf);
        var rows = new List<DealRow>();
        foreach (var rep in Candidates(scope).Where(r => Covers(scope, r, at)))
        {
            var deals = at == _known ? _open.Of(rep) : _ever.Of(rep, Cell.DayOf(at, Calendar.Zone), int.MaxValue);
            Interlocked.Add(ref _rowsTouched, deals.Length);
            foreach (var deal in deals)
                if (TryState(deal, at, out var state) && state.Status == DealStatus.Open && state.Owner == rep)
                    rows.Add(new DealRow(this, deal, state, rep));
        }

        return rows;
    }

    /// <summary>The counted open deals of a scope at an instant (null: T), by expected close and id, those without one last.</summary>
    public IReadOnlyList<OpenDeal> OpenDeals(Scope scope, Instant? asOf = null)
    {
        var at = KnownAt(asOf);
        return [.. OpenAt(scope, asOf).Where(d => d.Counted)
            .OrderBy(d => d.Close is null).ThenBy(d => d.CloseDay).ThenBy(d => d.Id, StringComparer.Ordinal)
            .Select(d => new OpenDeal(d.Id, d.OwnerId, d.Amount, d.Close, InstantOrNull(Activities.LastHeld(d.Index, at))))];
    }

    /// <summary>
    /// The last held activity about a deal, and the next planned one; an instant before T looks as from then. Null: none.
    /// </summary>
    public (Instant? LastHeld, Instant? NextPlanned) ActivityOf(DealRow deal, Instant? asOf = null) =>
        (InstantOrNull(Activities.LastHeld(deal.Index, KnownAt(asOf))), InstantOrNull(Activities.NextPlanned(deal.Index, KnownAt(asOf))));

    /// <summary>When stage, amount, close date, owner or forecast category of a deal last changed by an instant; null: never, as far as history goes.</summary>
    public Instant? LastChange(DealRow deal, Instant? asOf = null) => InstantOrNull(Rewind.LastChange(deal.Index, KnownAt(asOf)));

    /// <summary>The quota of a scope for a period (D10), with teams and memberships as of an instant.</summary>
    public QuotaSum Quota(Scope scope, Period period, Instant asOf)
    {
        Check(scope);
        return scope.Kind switch
        {
            ScopeKind.Company => QuotaBook.OfCompany(period, Cell.Of(asOf)),
            ScopeKind.Team => QuotaBook.OfTeam(Tree.NumberOf(scope.Id), period, Cell.Of(asOf)),
            _ => QuotaBook.OfRep(Roster.NumberOf(scope.Id), period),
        };
    }

    /// <summary>The reps who belong to a scope at an instant, by id; deals without an owner have none.</summary>
    public IReadOnlyList<Scope> RepsOf(Scope scope, Instant asOf) =>
        [.. Candidates(scope).Where(r => r != Roster.Unknown && Covers(scope, r, Cell.Of(asOf)))
            .Select(r => new Scope(ScopeKind.Rep, Roster.Reps[r].Id, Roster.Reps[r].Name))];

    /// <summary>Business days a rep is employed in <c>[from, until)</c>.</summary>
    public int EmployedBusinessDays(string repId, LocalDate from, LocalDate until)
    {
        var (rep, days) = (Roster.NumberOf(repId), 0);
        for (var date = from; date < until; date = date.PlusDays(1))
            if (Calendar.BusinessDays.IsBusinessDay(date) && Roster.Employed(rep, date)) days++;
        return days;
    }

    /// <summary>Why a deal does not count, in English ("renewal", "lost reason 'duplicate'"); empty where it does.</summary>
    public string LeftOutReason(DealRow deal) => deal.Counted ? "" : CoverageCount.Reason(Deals, deal.Index, deal.LeftOut);

    /// <summary>"CHF 2017-11-03" for a deal whose rate is missing: its currency and the date of the rate (D8).</summary>
    internal string MissingRateKey(in DealRow deal, Instant? asOf = null)
    {
        var date = deal.Status == DealStatus.Open ? Cell.Date(Cell.DayOf(KnownAt(asOf), Calendar.Zone)) : deal.Close;
        return $"{Deals.Texts[Deals.Currency[deal.Index]]} {date:uuuu'-'MM'-'dd}";
    }

    /// <summary>Instants at or after T see what T sees; what happened at the very instant of an earlier view belongs to the time after it.</summary>
    private long KnownAt(Instant? asOf) => asOf is not { } at || at >= AsOf ? _known : Cell.Of(at) - 1;

    private bool TryState(int deal, long at, out DealState state)
    {
        if (at == _known || at >= _settled[deal])
        {
            state = _states[deal];
            return _existing[deal];
        }

        var exists = Rewind.Existed(deal, at);
        state = exists ? Rewind.StateAt(deal, at, Cell.DayOf(at, Calendar.Zone)) : default;
        return exists;
    }

    private static Instant? InstantOrNull(long ticks) => ticks == Cell.None ? null : Instant.FromUnixTimeTicks(ticks);
}
