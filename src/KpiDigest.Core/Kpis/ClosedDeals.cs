using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>The deals of a scope that were closed in a span, by outcome.</summary>
internal sealed class ClosedDeals
{
    private readonly List<DealRow> _leftOut = [];

    private ClosedDeals(IReadOnlyList<DealRow> rows)
    {
        foreach (var row in rows)
        {
            if (!row.Counted) _leftOut.Add(row);
            else if (row.Status == DealStatus.Won) Won.Add(row);
            else Lost.Add(row);
        }
    }

    /// <summary>Counted deals won.</summary>
    public List<DealRow> Won { get; } = [];

    /// <summary>Counted deals lost.</summary>
    public List<DealRow> Lost { get; } = [];

    public int Count => Won.Count + Lost.Count;

    /// <summary>Renewals that do not count.</summary>
    public IEnumerable<DealRow> Renewals => _leftOut.Where(d => d.LeftOut == LeftOut.Renewal);

    /// <summary>Σ stated amounts of the deals won; one that states none adds 0 (D8).</summary>
    public decimal WonAmount => Won.Sum(d => d.Amount ?? 0);

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
    public static ClosedDeals Of(KpiInput input, LocalDate from, LocalDate until) => new(input.Facts.Closed(input.Scope, from, until, input.AsOf));
}
