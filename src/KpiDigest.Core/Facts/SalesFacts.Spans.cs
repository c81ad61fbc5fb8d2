using NodaTime;

namespace KpiDigest.Core.Facts;

/// <content>Deals between two instants, for what moved in a period.</content>
public sealed partial class SalesFacts
{
    /// <summary>
    /// The deals of a scope that were open just before a day began or came later, with their state then and at a later instant. A deal belongs
    /// to its owner just before that day, or at creation where it came later (D6); one that was closed for good before is left out.
    /// </summary>
    /// <param name="scope">Whose.</param>
    /// <param name="start">First local date of the period.</param>
    /// <param name="asOf">The later instant.</param>
    /// <param name="credited">True: with the scope's part of the amounts by revenue splits (D7); false: each deal whole with its owner.</param>
    public IReadOnlyList<DealSpan> Spans(Scope scope, LocalDate start, Instant asOf, bool credited)
    {
        var (before, at, day) = (Cell.Of(start.AtStartOfDayInZone(Calendar.Zone).ToInstant()) - 1, KnownAt(asOf), Cell.Of(start));
        before = Math.Min(before, at);
        var bySplit = credited && HasSplits && scope.Kind != ScopeKind.Company;
        var spans = new List<DealSpan>();
        foreach (var rep in Candidates(scope))
        {
            AddSpans(spans, scope, rep, _ever.Of(rep, day, int.MaxValue), before, at, d => bySplit && Deals.Splits[d] is not null ? null : OwnerFrom(d, before), null);
            if (bySplit) AddSpans(spans, scope, rep, _split.Of(rep, day, int.MaxValue), before, at, _ => rep, d => PartOf(d, rep));
        }

        return spans;
    }

    /// <summary>The deal of a row at another instant; null: it was not there.</summary>
    internal DealRow? At(in DealRow deal, Instant asOf)
    {
        Interlocked.Increment(ref _rowsTouched);
        return TryState(deal.Index, KnownAt(asOf), out var state) ? new DealRow(this, deal.Index, state, state.Owner) : null;
    }

    /// <summary>The forecast category of a deal at an instant, as the CRM states it; null: none.</summary>
    internal string? CategoryOf(in DealRow deal, Instant asOf) => Rewind.CategoryAt(deal.Index, KnownAt(asOf));

    private void AddSpans(List<DealSpan> into, Scope scope, int rep, ReadOnlySpan<int> deals, long before, long at, Func<int, int?> owner, Func<int, decimal>? part)
    {
        Interlocked.Add(ref _rowsTouched, deals.Length);
        foreach (var deal in deals)
        {
            if (owner(deal) != rep || !Covers(scope, rep, BaseOf(deal, before)) || !TryState(deal, at, out var state)) continue;
            DealRow? opening = TryState(deal, before, out var then) ? new DealRow(this, deal, then, then.Owner) : null;
            into.Add(new DealSpan(opening, new DealRow(this, deal, state, state.Owner), part is null ? 1 : part(deal)));
        }
    }

    private int OwnerFrom(int deal, long before) => Rewind.Existed(deal, before) ? Rewind.OwnerAt(deal, before) : Rewind.CreatedBy(deal);

    /// <summary>The instant whose owner and team count: the period's start, or creation where the deal came later.</summary>
    private long BaseOf(int deal, long before) =>
        Rewind.Existed(deal, before) || Deals.Created[deal] == Cell.None ? before : Math.Max(before, Cell.InstantOf(Deals.Created[deal], Calendar.Zone));
}
