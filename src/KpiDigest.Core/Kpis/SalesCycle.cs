using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary><c>sales-cycle</c>: median of local close date − local creation date of the deals won; negative ones are kept and counted.</summary>
internal sealed class SalesCycle : IKpi
{
    public string Id => "sales-cycle";

    public string Name => "Sales cycle";

    public string Definition => "The median number of calendar days from creation to close of the deals won in the period.";

    public string Formula => "median of local close date − creation date, deals won";

    public KpiUnit Unit => KpiUnit.Days;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => false;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var won = ClosedDeals.Of(input).Won;
        foreach (var deal in won) input.Report(FactKind.Deal, deal.Id, Days(deal) is null ? "without-created" : "term", Days(deal));
        var days = AllDays(won);
        var reason = won.Count == 0 ? $"no deal was won in {input.Period.Label}"
            : days.Count == 0 ? $"none of the {won.Count} deals won in {input.Period.Label} states when it was created (the CRM's creation date)" : null;
        return (reason is null ? KpiResult.Of(this, Percentile.Median(days)) : KpiResult.NoData(this, reason)) with
        {
            Denominator = days.Count,
            Parts =
            [
                new KpiPart("median", Median(days)),
                new KpiPart("mean", days.Count == 0 ? null : days.Average()),
                new KpiPart("p75", days.Count == 0 ? null : Percentile.Of(days, 0.75m)),
                new KpiPart("negative", days.Count(d => d < 0)),
                new KpiPart("withoutCreated", won.Count - days.Count),
                .. input.ValueOnly ? [] : new[] { KpiPart.List("stages", Stages(input, won)) },
                .. Trailing(input),
            ],
        };
    }

    /// <summary>Median days in each open stage, of the deals whose history shows them leaving it.</summary>
    private static IEnumerable<KpiPart> Stages(KpiInput input, List<DealRow> won) =>
        from visit in won.SelectMany(d => input.Facts.StageDaysOf(d, input.AsOf))
        group visit.Days by visit.Stage into stage
        orderby stage.Key.PipelineId, stage.Key.Order, stage.Key.Id
        select KpiPart.Row(KpiPart.Of("stage", stage.Key.Id), KpiPart.Of("name", stage.Key.Name), new KpiPart("value", Percentile.Median(stage)), new KpiPart("deals", stage.Count()));

    private static IEnumerable<KpiPart> Trailing(KpiInput input)
    {
        if (input.Period.Kind != PeriodKind.Week) yield break;
        var days = AllDays(TrailingWeeks.Of(input).Won);
        yield return new KpiPart(TrailingWeeks.Name, null)
        {
            Parts =
            [
                new KpiPart("value", Median(days)),
                new KpiPart("denominator", days.Count),
                new KpiPart("mean", days.Count == 0 ? null : days.Average()),
            ],
        };
    }

    /// <summary>Calendar days from creation to close; null where either is not stated.</summary>
    public static decimal? Days(DealRow deal) => deal is { Close: { } close, Created: { } created } ? NodaTime.Period.DaysBetween(created, close) : null;

    private static List<decimal> AllDays(List<DealRow> won) => [.. won.Select(Days).OfType<decimal>()];

    private static decimal? Median(List<decimal> days) => days.Count == 0 ? null : Percentile.Median(days);
}
