using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>competitive-displacements</c>: deals won against an incumbent; where no deal names one, deals won that name a competitor (competitive wins).</summary>
internal sealed class CompetitiveDisplacements : IKpi
{
    public string Id => "competitive-displacements";

    public string Name => "Competitive displacements";

    public string Definition => "Deals won against an incumbent supplier; where none is named, deals won against a named competitor.";

    public string Formula => "deals won against an incumbent; unmapped: with a competitor named";

    public KpiUnit Unit => KpiUnit.Count;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var (incumbents, competitors) = input.Facts.Once("named-rivals", () => Named(input.Facts));
        if (!incumbents && !competitors) return KpiResult.NoData(this, "no deal names an incumbent or a competitor: map these fields of the CRM");
        var closed = ClosedDeals.Of(input);
        bool Counts(DealRow deal) => incumbents ? deal.Incumbent is not null : deal.Competitors.Count > 0;
        var won = closed.Won.Where(Counts).ToList();
        var shares = closed.WonShares.Where(s => Counts(s.Deal)).ToList();
        foreach (var deal in won) input.Report(FactKind.Deal, deal.Id, "term", deal.Amount);
        var (onWon, onLost) = (Share(closed.Won), Share(closed.Lost));
        return KpiResult.Of(this, won.Count) with
        {
            Parts =
            [
                KpiPart.Of("title", incumbents ? "displacements" : "competitive wins"),
                new KpiPart("amount", MissingRates.Of(input, shares) is null ? shares.Sum(s => s.Amount ?? 0) : null),
                KpiPart.List("competitors", Rates(closed)),
                new KpiPart("namedOnWon", onWon),
                new KpiPart("namedOnLost", onLost),
                new KpiPart("unevenNaming", onWon is { } w && onLost is { } l ? (Math.Max(w, l) > 2 * Math.Min(w, l) ? 1 : 0) : null),
            ],
        };
    }

    private static (bool Incumbents, bool Competitors) Named(SalesFacts facts) =>
        (Array.Exists(facts.Deals.Incumbent, i => i is not null), Array.Exists(facts.Deals.Competitors, c => c.Count > 0));

    private static IEnumerable<string> Rivals(DealRow deal) =>
        (deal.Incumbent is { } incumbent ? deal.Competitors.Append(incumbent) : deal.Competitors).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Share of the deals that name anybody: where it differs much between won and lost, the rates below mislead.</summary>
    private static decimal? Share(List<DealRow> deals) => deals.Count == 0 ? null : (decimal)deals.Count(d => Rivals(d).Any()) / deals.Count;

    /// <summary>Won ÷ closed naming a competitor, of those named on at least 5.</summary>
    private static IEnumerable<KpiPart> Rates(ClosedDeals closed) =>
        from deal in closed.Won.Concat(closed.Lost)
        from name in Rivals(deal)
        group deal by name.ToUpperInvariant() into named
        where named.Count() >= WinRate.EnoughClosed
        let names = named.SelectMany(Rivals).Where(n => n.Equals(named.Key, StringComparison.OrdinalIgnoreCase))
        let part = Proportion.Part("rate", named.Count(d => d.Status == DealStatus.Won), named.Count())
        orderby named.Count() descending, named.Key
        select KpiPart.Row([KpiPart.Of("name", names.Min(StringComparer.Ordinal)), .. part.Parts]);
}
