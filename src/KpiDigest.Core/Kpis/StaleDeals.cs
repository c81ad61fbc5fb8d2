using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary><c>stale-deals</c>: open deals whose creation, last held activity and last change all lie at least N days back, with nothing planned in 14 days.</summary>
internal sealed class StaleDeals : IKpi
{
    /// <summary>An activity planned within these days keeps a deal alive.</summary>
    private const int PlannedWithinDays = 14;

    public string Id => "stale-deals";

    public string Name => "Stale deals";

    public string Definition => "Open deals in which nothing has happened for a month and nothing is planned for the next two weeks.";

    public string Formula => "open deals whose creation, last held activity and last change all lie ≥ N days back, nothing scheduled in 14 days";

    public KpiUnit Unit => KpiUnit.Count;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => false;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week];

    public bool IsStock => true;

    public IReadOnlyList<FactKind> Needs => [FactKind.Deal, FactKind.Activity];

    public KpiResult Compute(KpiInput input)
    {
        var open = input.Facts.OpenAt(input.Scope, input.AsOf).Where(d => d.Counted).ToList();
        var signs = open.ConvertAll(d => LastSign(input, d));
        var stale = open.Where((d, i) => IsStale(input, d, signs[i])).ToList();
        foreach (var deal in stale) input.Report(FactKind.Deal, deal.Id, "stale", deal.Amount);
        return KpiResult.Of(this, stale.Count) with
        {
            Parts =
            [
                new KpiPart("amount", MissingRates.Of(input, stale) is null ? stale.Sum(d => d.Amount ?? 0) : null),
                new KpiPart("shareOfOpen", open.Count == 0 ? null : (decimal)stale.Count / open.Count),
                new KpiPart("open", open.Count),
                new KpiPart("undated", signs.Count(s => s is null)),
            ],
        };
    }

    /// <summary>A deal without any dated sign of life cannot be judged: it is not stale but undated.</summary>
    private static bool IsStale(KpiInput input, DealRow deal, LocalDate? lastSign)
    {
        var today = input.Facts.Calendar.DateOf(input.AsOf);
        if (lastSign is not { } sign || sign > today.PlusDays(-input.Facts.Rules.StaleAfterDays)) return false;
        var planned = input.Facts.ActivityOf(deal, input.AsOf).NextPlanned;
        return planned is not { } next || input.Facts.Calendar.DateOf(next) > today.PlusDays(PlannedWithinDays);
    }

    private static LocalDate? LastSign(KpiInput input, DealRow deal)
    {
        var signs = new[] { deal.Created, DateOf(input, input.Facts.ActivityOf(deal, input.AsOf).LastHeld), DateOf(input, input.Facts.LastChange(deal, input.AsOf)) };
        return signs.Max();
    }

    private static LocalDate? DateOf(KpiInput input, Instant? at) => at is { } instant ? input.Facts.Calendar.DateOf(instant) : null;
}
