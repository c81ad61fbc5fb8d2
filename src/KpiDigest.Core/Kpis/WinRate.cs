using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary><c>win-rate</c>: won ÷ (won + lost) of the deals closed in the period, with its Wilson interval.</summary>
internal sealed class WinRate : IKpi
{
    /// <summary>Fewer closed deals say nothing about a rep.</summary>
    public const int EnoughClosed = 5;

    public string Id => "win-rate";

    public string Name => "Win rate";

    public string Definition => "Deals won as a share of all deals closed in the period, won or lost.";

    public string Formula => "won ÷ (won + lost), counted deals closed in the period";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var closed = ClosedDeals.Of(input);
        foreach (var deal in closed.Won) input.Report(FactKind.Deal, deal.Id, "numerator+denominator");
        foreach (var deal in closed.Lost) input.Report(FactKind.Deal, deal.Id, "denominator");
        var result = closed.Count == 0
            ? KpiResult.NoData(this, $"no deal was closed in {input.Period.Label}")
            : KpiResult.Of(this, (decimal)closed.Won.Count / closed.Count);
        return result with
        {
            Numerator = closed.Won.Count,
            Denominator = closed.Count,
            Interval = Proportion.Interval(closed.Won.Count, closed.Count),
            Parts = [new KpiPart("repMean", RepMean(closed)), new KpiPart("withRenewals", WithRenewals(closed)), .. Trailing(input), .. Effects(input, closed)],
        };
    }

    /// <summary>The mean of the rates of the reps with enough closed deals; null where there is none.</summary>
    private static decimal? RepMean(ClosedDeals closed)
    {
        var rates = closed.Won.Concat(closed.Lost).Where(d => d.OwnerId is not null).GroupBy(d => d.Owner)
            .Where(g => g.Count() >= EnoughClosed)
            .Select(g => (decimal)g.Count(d => d.Status == DealStatus.Won) / g.Count()).ToList();
        return rates.Count == 0 ? null : rates.Average();
    }

    /// <summary>D14: why a group's rate moved since the period before, cut alike; none where either period closed nothing.</summary>
    private static IEnumerable<KpiPart> Effects(KpiInput input, ClosedDeals closed)
    {
        var previous = input.Facts.Calendar.Previous(input.Period);
        if (input.ValueOnly || input.Scope.Kind == ScopeKind.Rep || input.Facts.IsBeforeData(previous)) return [];
        var before = ClosedDeals.Of(input, previous.Start, input.CutOf(previous));
        var owners = closed.Won.Concat(closed.Lost).Concat(before.Won).Concat(before.Lost).Select(d => d.Owner).Distinct().Order().ToList();
        var changes = owners.ConvertAll(o => new RateChange(Count(before.Won, o), Count(before.Won, o) + Count(before.Lost, o), Count(closed.Won, o), Count(closed.Won, o) + Count(closed.Lost, o)));
        if (DecomposedRate.Between(changes) is not { } effects) return [];
        return
        [
            new KpiPart("effects", null)
            {
                Parts = [.. Terms(effects.Total), KpiPart.List("reps", owners.Select((o, i) => KpiPart.Row([KpiPart.Of("rep", input.Facts.Roster.IdOf(o) ?? ""), .. Terms(effects.Members[i])])))],
            },
        ];
    }

    private static int Count(List<DealRow> deals, int owner) => deals.Count(d => d.Owner == owner);

    private static KpiPart[] Terms(RateEffect effect) =>
        [new KpiPart("within", effect.Within), new KpiPart("mix", effect.Mix), new KpiPart("joinedLeft", effect.JoinedLeft)];

    private static decimal? WithRenewals(ClosedDeals closed)
    {
        var won = closed.Won.Count + closed.Renewals.Count(d => d.Status == DealStatus.Won);
        var all = closed.Count + closed.Renewals.Count();
        return all == 0 ? null : (decimal)won / all;
    }

    private static IEnumerable<KpiPart> Trailing(KpiInput input)
    {
        if (input.ValueOnly || input.Period.Kind != PeriodKind.Week) return [];
        var closed = TrailingWeeks.Of(input);
        return [Proportion.Part(TrailingWeeks.Name, closed.Won.Count, closed.Count)];
    }
}
