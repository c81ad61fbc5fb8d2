using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>The deals of a scope that were closed in a span, by outcome: those it owned, and its shares in their amounts (D7).</summary>
internal sealed class ClosedDeals
{
    private readonly List<DealRow> _leftOut = [];

    private ClosedDeals(KpiInput input, LocalDate from, LocalDate until)
    {
        var owned = input.Facts.Closed(input.Scope, from, until, input.AsOf);
        foreach (var row in owned)
        {
            if (!row.Counted) _leftOut.Add(row);
            else if (row.Status == DealStatus.Won) Won.Add(row);
            else Lost.Add(row);
        }

        foreach (var share in input.Facts.SharesOfClosed(input.Scope, Won.Concat(Lost), from, until, input.AsOf))
            if (share.Deal.Counted) (share.Deal.Status == DealStatus.Won ? WonShares : LostShares).Add(share);
    }

    /// <summary>Counted deals won, by their owner.</summary>
    public List<DealRow> Won { get; } = [];

    /// <summary>Counted deals lost, by their owner.</summary>
    public List<DealRow> Lost { get; } = [];

    /// <summary>What the scope is credited with of counted deals won.</summary>
    public List<DealShare> WonShares { get; } = [];

    /// <summary>What the scope is credited with of counted deals lost.</summary>
    public List<DealShare> LostShares { get; } = [];

    public int Count => Won.Count + Lost.Count;

    /// <summary>Renewals that do not count.</summary>
    public IEnumerable<DealRow> Renewals => _leftOut.Where(d => d.LeftOut == LeftOut.Renewal);

    /// <summary>Σ stated amounts won that the scope is credited with; a deal that states none adds 0 (D8).</summary>
    public decimal WonAmount => WonShares.Sum(s => s.Amount ?? 0);

    /// <summary>Σ stated amounts of the deals won that the scope owned, whoever is credited.</summary>
    public decimal OwnedAmount => Won.Sum(d => d.Amount ?? 0);

    /// <summary>Deals won that state no amount.</summary>
    public int WonWithoutAmount => Won.Count(d => d.Amount is null && !d.MissingRate);

    /// <summary>The deals of the input's period up to its cut; those left out are reported with their reason.</summary>
    public static ClosedDeals Of(KpiInput input)
    {
        var closed = Of(input, input.Period.Start, input.Until);
        foreach (var deal in closed._leftOut)
            input.Report(FactKind.Deal, deal.Id, $"excluded: {input.Facts.LeftOutReason(deal)}", deal.Amount);
        return closed;
    }

    /// <summary>The deals of another span as known at the input's instant.</summary>
    public static ClosedDeals Of(KpiInput input, LocalDate from, LocalDate until) => new(input, from, until);
}
