using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>target-achievement</c>: won ÷ quota, and the pace against the business days gone.</summary>
internal sealed class TargetAchievement : IKpi
{
    public string Id => "target-achievement";

    public string Name => "Target achievement";

    public string Definition => "Revenue won in the quarter as a share of its quota.";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public bool IsQuarterBound => true;

    public IReadOnlyList<FactKind> Needs => [FactKind.Deal, FactKind.Quota];

    public KpiResult Compute(KpiInput input)
    {
        var closed = ClosedDeals.Of(input);
        var quota = QuotaOf.Scope(input);
        AmountRecords.Report(input, closed.WonShares, "numerator");
        foreach (var row in quota.Rows) input.Report(FactKind.Quota, row.Quota.Id, "denominator", row.Amount);
        var reason = QuotaOf.Fault(input, quota) ?? MissingRates.Of(input, closed.WonShares);
        if (reason is not null) return KpiResult.NoData(this, reason) with { Parts = [.. EndedQuarter.Of(input)] };
        var (won, target) = (closed.WonAmount, quota.Amount!.Value);
        return KpiResult.Of(this, won / target) with
        {
            Numerator = won,
            Denominator = target,
            Target = 1,
            Parts =
            [
                new KpiPart("gap", target - won),
                new KpiPart("pace", Pace(input, won, target)),
                new KpiPart("paceKind", null) { Text = "linear" },
                new KpiPart("sumOfReps", quota.SumOfReps ? 1 : 0),
                .. EndedQuarter.Of(input),
            ],
        };
    }

    /// <summary>won ÷ (quota × business days gone ÷ business days of the period); null before one has gone.</summary>
    private static decimal? Pace(KpiInput input, decimal won, decimal quota)
    {
        var days = input.Facts.Calendar.BusinessDays.Between(input.Period.Start, input.Period.End);
        return input.BusinessDaysGone == 0 ? null : won * days / (quota * input.BusinessDaysGone);
    }
}
