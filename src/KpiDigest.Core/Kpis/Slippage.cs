using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>slippage</c>: of the deals open at the start with an expected close in the period, the share that slipped; by the owner at the start (D6). The last state decides.</summary>
internal sealed class Slippage : IKpi
{
    public string Id => "slippage";

    public string Name => "Slippage";

    public string Definition => "The share of the deals due this quarter at its start that moved out of it or are still open at its end.";

    public string Formula => "slipped ÷ cohort: open at the start with expected close in the period as known then";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => false;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public bool IsQuarterBound => true;

    public KpiResult Compute(KpiInput input)
    {
        if (HistoryGap.Of(input) is { } gap) return KpiResult.NoData(this, gap);
        var spans = input.Facts.Spans(input.Scope, input.Period.Start, input.Reached, false).Where(s => s.WasOpen && input.Counts(s.Closing)).ToList();
        var cohort = spans.Where(s => IsDue(input, s.Opening!.Value)).ToList();
        var slipped = cohort.Where(s => HasSlipped(input, s.Closing)).ToList();
        foreach (var span in cohort)
            input.Report(FactKind.Deal, span.Closing.Id, HasSlipped(input, span.Closing) ? "numerator+denominator" : "denominator", span.Opening!.Value.Amount);
        var result = cohort.Count == 0
            ? KpiResult.NoData(this, $"no open deal was due in {input.Period.Label} when it began")
            : KpiResult.Of(this, (decimal)slipped.Count / cohort.Count);
        return result with
        {
            Numerator = slipped.Count,
            Denominator = cohort.Count,
            Interval = Proportion.Interval(slipped.Count, cohort.Count),
            Parts = [.. Parts(input, spans, cohort, slipped), .. EndedQuarter.Of(input)],
        };
    }

    private static IEnumerable<KpiPart> Parts(KpiInput input, List<DealSpan> spans, List<DealSpan> cohort, List<DealSpan> slipped)
    {
        var (won, lost) = (cohort.Count(s => s.Closing.Status == DealStatus.Won), cohort.Count(s => s.Closing.Status == DealStatus.Lost));
        return
        [
            new KpiPart("amount", Amount(input, slipped)),
            new KpiPart("cohortAmount", Amount(input, cohort)),
            new KpiPart("won", won),
            new KpiPart("lost", lost),
            new KpiPart("due", cohort.Count - slipped.Count - won - lost),
            new KpiPart("pulledIn", spans.Count(s => IsLater(input, s.Opening!.Value) && IsIn(input, s.Closing))),
            new KpiPart("overdueAtStart", spans.Count(s => s.Opening!.Value.Close < input.Period.Start)),
            KpiPart.Of("history", input.Facts.Coverage.HasHistory ? "known" : "none"),
        ];
    }

    /// <summary>What the deals were worth at the start; null where a rate is missing.</summary>
    private static decimal? Amount(KpiInput input, List<DealSpan> spans) =>
        MissingRates.Of(input, spans.Select(s => s.Opening!.Value)) is null ? spans.Sum(s => s.Opening!.Value.Amount ?? 0) : null;

    private static bool IsDue(KpiInput input, DealRow deal) => deal.Close >= input.Period.Start && deal.Close < input.Period.End;

    private static bool IsLater(KpiInput input, DealRow deal) => deal.Close is null || deal.Close >= input.Period.End;

    private static bool IsIn(KpiInput input, DealRow deal) => IsDue(input, deal) && (deal.Status != DealStatus.Open || !HasEnded(input));

    /// <summary>Open and no longer due in the period, or still open at its end.</summary>
    private static bool HasSlipped(KpiInput input, DealRow deal) => deal.Status == DealStatus.Open && (HasEnded(input) || IsLater(input, deal));

    private static bool HasEnded(KpiInput input) => input.Reached >= input.Period.EndInstant;
}
