using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary><c>quota-attainment</c>: reps with won ≥ prorated quota ÷ reps with quota; for a rep won ÷ quota.</summary>
internal sealed class QuotaAttainment : IKpi
{
    public string Id => "quota-attainment";

    public string Name => "Quota attainment";

    public string Definition => "The share of reps with a quota who have won at least their quota; for one rep, revenue won as a share of quota.";

    public string Formula => "reps with won ≥ prorated quota ÷ reps with quota; rep: won ÷ quota";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public bool IsQuarterBound => true;

    public IReadOnlyList<FactKind> Needs => [FactKind.Deal, FactKind.Quota];

    public KpiResult Compute(KpiInput input) => input.Scope.Kind == ScopeKind.Rep ? OfRep(input) : OfReps(input);

    private KpiResult OfRep(KpiInput input)
    {
        var quota = QuotaOf.Scope(input);
        var closed = ClosedDeals.Of(input);
        AmountRecords.Report(input, closed.WonShares, "numerator");
        foreach (var row in quota.Rows) input.Report(FactKind.Quota, row.Quota.Id, "denominator", row.Amount);
        var reason = QuotaOf.Fault(input, quota) ?? MissingRates.Of(input, closed.WonShares);
        var parts = EndedQuarter.Of(input);
        if (reason is not null) return KpiResult.NoData(this, reason) with { Parts = [.. parts] };
        var amount = closed.WonAmount;
        return KpiResult.Of(this, amount / quota.Amount!.Value) with { Numerator = amount, Denominator = quota.Amount, Target = 1, Parts = [.. parts] };
    }

    private KpiResult OfReps(KpiInput input)
    {
        var reps = input.Facts.RepsOf(input.Scope, QuotaOf.MembersAt(input)).Select(r => Attainment.Of(input, r)).OfType<Attainment>().ToList();
        var counted = reps.Where(r => !r.IsTooNew).ToList();
        foreach (var rep in reps)
            input.Report(FactKind.Rep, rep.RepId, rep.IsTooNew ? $"excluded: under {Attainment.EnoughDays} employed business days" : rep.Ratio >= 1 ? "numerator+denominator" : "denominator", rep.Ratio);
        var attained = counted.Count(r => r.Ratio >= 1);
        var reason = reps.Select(r => r.Fault).FirstOrDefault(f => f is not null)
            ?? (counted.Count == 0 ? QuotaOf.NoRep(input, reps.Count) : null);
        return (reason is null ? KpiResult.Of(this, (decimal)attained / counted.Count) : KpiResult.NoData(this, reason)) with
        {
            Numerator = reason is null ? attained : null,
            Denominator = reason is null ? counted.Count : null,
            Parts = [.. reason is null ? Parts(input, counted) : [], new KpiPart("tooNew", reps.Count - counted.Count), .. EndedQuarter.Of(input)],
        };
    }

    private static IEnumerable<KpiPart> Parts(KpiInput input, List<Attainment> counted)
    {
        var ratios = counted.ConvertAll(r => r.Ratio);
        int Band(decimal from, decimal until) => ratios.Count(r => r >= from && r < until);
        return
        [
            new KpiPart("bands", null) { Values = [Band(decimal.MinValue, 0.5m), Band(0.5m, 0.8m), Band(0.8m, 1), Band(1, decimal.MaxValue)] },
            new KpiPart("mean", ratios.Average()),
            new KpiPart("median", Percentile.Median(ratios)),
            new KpiPart("onPace", counted.Count(r => r.IsOnPace(input))),
        ];
    }
}
