using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Signals;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>The one list of KPIs, in the catalogue's order.</summary>
public static class KpiCatalogue
{
    /// <summary>All KPIs.</summary>
    public static IReadOnlyList<IKpi> All { get; } =
    [
        new WonRevenue(),
        new WinRate(),
        new WinRateValue(),
        new NeedsHelp(),
        new SkillsGaps(),
        new WinRateGain(),
        new QuotaAttainment(),
        new TargetAchievement(),
        new GoalConcentration(),
        new ForecastAccuracy(),
        new Slippage(),
        new EngagementScore(),
        new CoachingHours(),
        new RepRetention(),
        new CrossSellShare(),
        new NewLargeClients(),
        new CompetitiveDisplacements(),
        new GrossMargin(),
        new SalesCycle(),
        new Objectives(),
        new AverageDeal(),
        new WebsiteTraffic(),
        new LeadConversion(),
        new Cac(),
        new Clv(),
        new ChurnRate(),
        new ClientEngagement(),
        new TrainingEffect(),
        new PipelineCreated(),
        new PipelineCoverage(),
        new PipelineBridge(),
        new SalesVelocity(),
        new StageConversion(),
        new StaleDeals(),
        new LostReasons(),
        new CustomerTrends(),
    ];

    /// <summary>A KPI by id, or null.</summary>
    public static IKpi? Find(string id) => All.FirstOrDefault(k => k.Id == id);

    /// <summary>Computes a KPI with its comparison to the previous period and to the year before (D4: cut where unfinished).</summary>
    /// <exception cref="ArgumentException">The scope is not among the facts: resolve it first.</exception>
    public static KpiResult Evaluate(IKpi kpi, SalesFacts facts, Scope scope, Period period) => EvaluateWith(new KpiSignals(facts), kpi, facts, scope, period);

    /// <summary>The answer without comparison and verdict; for trends.</summary>
    /// <exception cref="ArgumentException">The scope is not among the facts: resolve it first.</exception>
    public static KpiResult Value(IKpi kpi, SalesFacts facts, Scope scope, Period period)
    {
        var input = InputOf(kpi, facts, scope, period, null) with { ValueOnly = true };
        return Undefined(kpi, scope, period) ?? Unanswerable(kpi, facts, period) ?? kpi.Compute(input);
    }

    /// <summary>The answer for a row of a table: with its comparisons, without verdict and simulation.</summary>
    internal static KpiResult Row(IKpi kpi, SalesFacts facts, Scope scope, Period period) => Answer(kpi, facts, scope, period, null, isRow: true);

    /// <summary>The same, with the weeks that are judged and drawn computed once for all who ask.</summary>
    internal static KpiResult EvaluateWith(KpiSignals signals, IKpi kpi, SalesFacts facts, Scope scope, Period period)
    {
        var result = Answer(kpi, facts, scope, period, null);
        return result.Status == KpiStatus.NotApplicable ? result : signals.Judged(kpi, scope, period, result);
    }

    /// <summary>The records behind a number with their roles; they recompute to it.</summary>
    /// <exception cref="ArgumentException">The scope is not among the facts: resolve it first.</exception>
    public static (KpiResult Result, IReadOnlyList<KpiRecord> Records) Explain(IKpi kpi, SalesFacts facts, Scope scope, Period period)
    {
        var records = new List<KpiRecord>();
        var result = Answer(kpi, facts, scope, period, records);
        return (result.Status == KpiStatus.NotApplicable ? result : new KpiSignals(facts).Judged(kpi, scope, period, result), records);
    }

    private static KpiResult Answer(IKpi kpi, SalesFacts facts, Scope scope, Period period, List<KpiRecord>? records, bool isRow = false)
    {
        var input = InputOf(kpi, facts, scope, period, records) with { IsRow = isRow };
        var result = Undefined(kpi, scope, period) ?? Measure(kpi, input, period);
        result = result with { Period = input.Period, ToDate = input.ToDate, Scope = scope, AsOf = input.AsOf };
        if (result.Status == KpiStatus.NotApplicable) return result;
        return result with
        {
            Previous = Compare(kpi, input, result, facts.Calendar.Previous(input.Period)),
            YearAgo = Compare(kpi, input, result, facts.Calendar.YearAgo(input.Period)),
        };
    }

    /// <summary>The value alone, without any comparison.</summary>
    internal static KpiResult Measure(IKpi kpi, KpiInput input, Period? asked = null) => Unanswerable(kpi, input.Facts, asked ?? input.Period) ?? kpi.Compute(input);

    /// <summary>D5: which period a KPI answers for, and as of when.</summary>
    private static KpiInput InputOf(IKpi kpi, SalesFacts facts, Scope scope, Period period, List<KpiRecord>? records)
    {
        var ofQuarter = kpi.IsQuarterBound && period.Kind == PeriodKind.Week;
        var answered = ofQuarter ? facts.Calendar.QuarterOf(period) : period;
        return new KpiInput(facts, scope, answered, answered.End, records)
        {
            AsOf = ofQuarter || kpi.IsStock ? Instant.Min(facts.AsOf, period.EndInstant) : facts.AsOf,
            Week = ofQuarter ? period : null,
        };
    }

    private static KpiResult? Undefined(IKpi kpi, Scope scope, Period period)
    {
        var reason = !kpi.Levels.Contains(scope.Kind) ? $"{kpi.Id} is not defined for a {scope.Kind.ToString().ToLowerInvariant()}"
            : !kpi.Cadences.Contains(period.Kind) ? $"{kpi.Id} is not defined for a {period.Kind.ToString().ToLowerInvariant()}"
            : null;
        return reason is null ? null : new KpiResult { Kpi = kpi.Id, Unit = kpi.Unit, Status = KpiStatus.NotApplicable, Reason = reason };
    }

    private static KpiResult? Unanswerable(IKpi kpi, SalesFacts facts, Period period)
    {
        if (period.StartInstant > facts.AsOf) return KpiResult.NoData(kpi, $"{period.Label} has not begun as of {facts.AsOf}");
        var missing = kpi.Needs.Select(facts.Missing).FirstOrDefault(m => m is not null);
        return missing is null ? null : KpiResult.NoData(kpi, missing);
    }

    /// <summary>The other period, cut at the same number of business days gone where the present one is unfinished (D4).</summary>
    private static KpiComparison? Compare(IKpi kpi, KpiInput input, KpiResult present, Period other)
    {
        var cut = input.CutOf(other);
        var asOf = kpi.IsStock ? cut.AtStartOfDayInZone(other.Zone).ToInstant() : kpi.IsAtEqualAge ? input.SameAgeIn(other) : input.AsOf;
        var value = input.Facts.IsBeforeData(other)
            ? null
            : Measure(kpi, new KpiInput(input.Facts, input.Scope, other, cut) { AsOf = Instant.Min(input.AsOf, asOf), ValueOnly = true }).Value;
        return new KpiComparison(other, value, present.Value - value, cut < other.End);
    }
}
