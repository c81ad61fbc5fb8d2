using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Signals;

/// <summary>
/// Judges weeks of the charted KPIs of one set of facts (D12). Each value of a week is computed once: the digest that asks for verdicts
/// draws the same weeks.
/// </summary>
internal sealed class KpiSignals(SalesFacts facts)
{
    private static readonly Dictionary<string, SignalKind> Charted = new(StringComparer.Ordinal)
    {
        ["won-revenue"] = SignalKind.Sum,
        ["win-rate"] = SignalKind.Proportion,
        ["coaching-hours"] = SignalKind.Mean,
        ["average-deal"] = SignalKind.Mean,
        ["website-traffic"] = SignalKind.Sum,
        ["lead-conversion"] = SignalKind.Proportion,
        ["pipeline-created"] = SignalKind.Sum,
    };

    private readonly Dictionary<(string Kpi, Scope Scope, LocalDate Week, Duration Age), KpiResult> _values = [];
    private readonly Dictionary<(LocalDate Last, int Count), IReadOnlyList<Period>> _weeks = [];

    /// <summary>The charted KPIs, in the catalogue's order.</summary>
    public static IReadOnlyCollection<string> Kpis => Charted.Keys;

    /// <summary>
    /// A finished week's result with its verdict and normal range. Reps, quarters, weeks to date and all other KPIs are not charted;
    /// where the source is missing there is no history.
    /// </summary>
    public KpiResult Judged(IKpi kpi, Scope scope, Period period, KpiResult result)
    {
        if (!Charted.TryGetValue(kpi.Id, out var kind) || scope.Kind == ScopeKind.Rep || period.Kind != PeriodKind.Week || period.EndInstant > facts.AsOf)
            return result with { Signal = SignalNames.NotCharted };
        if (kpi.Needs.Any(n => facts.Missing(n) is not null)) return result with { Signal = SignalNames.NoHistory };
        var settings = new SignalSettings(facts.KpiRules.SeasonalSignals);
        var signal = SignalJudge.Judge(kind, [.. Known(kpi, scope, period, kind, settings).Select(w => Point(kind, w.Week, w.Value))], settings);
        return result with { Signal = SignalNames.Of(signal.Verdict), Range = KpiRange.Of(signal) };
    }

    /// <summary>The value of a KPI for a finished week, without parts or comparisons; lead conversion at the given age of its leads.</summary>
    public KpiResult Value(IKpi kpi, Scope scope, Period week, Duration? age = null)
    {
        var known = age is { } a && kpi.Id == "lead-conversion" ? a : Duration.Zero;
        var key = (kpi.Id, scope, week.Start, known);
        if (_values.TryGetValue(key, out var value)) return value;
        var asOf = known > Duration.Zero || kpi.IsStock ? Instant.Min(facts.AsOf, week.EndInstant + known) : facts.AsOf;
        return _values[key] = kpi.Compute(new KpiInput(facts, scope, week, week.End) { AsOf = asOf, ValueOnly = true }) with { Period = week, Scope = scope };
    }

    /// <summary>The weeks that end with one, oldest first.</summary>
    public IReadOnlyList<Period> Weeks(Period last, int count) =>
        _weeks.TryGetValue((last.Start, count), out var weeks) ? weeks : _weeks[(last.Start, count)] = facts.Calendar.Trailing(last, count);

    // Weeks before the data begins are missing, not zero. Leads of every week are looked at when they are as old as those of the judged one.
    private List<(Period Week, KpiResult Value)> Known(IKpi kpi, Scope scope, Period judged, SignalKind kind, SignalSettings settings)
    {
        var count = SignalJudge.WeeksOfUse(kind, settings);
        var age = facts.AsOf - judged.EndInstant;
        var ofDeals = kpi.Needs.Contains(FactKind.Deal);
        var known = Weeks(judged, count).Where(w => !ofDeals || !facts.IsBeforeData(w)).Select(w => (Week: w, Value: Value(kpi, scope, w, age)));
        return [.. ofDeals ? known : known.SkipWhile(w => w.Value.Value is null or 0)];
    }

    private SignalWeek Point(SignalKind kind, Period week, KpiResult value) => kind == SignalKind.Proportion
        ? SignalWeek.Of(facts.Calendar, week, (int)(value.Numerator ?? 0), (int)(value.Denominator ?? 0))
        : SignalWeek.Of(facts.Calendar, week, (double?)value.Value);
}
