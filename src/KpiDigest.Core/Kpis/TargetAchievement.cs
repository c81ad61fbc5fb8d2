using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>target-achievement</c>: won ÷ quota, the pace by what past quarters had at the same point, and where the quarter will land.</summary>
internal sealed class TargetAchievement : IKpi
{
    private const int QuartersOfRealism = 4;

    public string Id => "target-achievement";

    public string Name => "Target achievement";

    public string Definition => "Revenue won in the quarter as a share of its quota.";

    public string Formula => "won ÷ quota; pace = won ÷ (quota × c); landing = won + Σ a·p_s + b";

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
        var pace = QuarterPace.Of(input, won, target);
        return KpiResult.Of(this, won / target) with
        {
            Numerator = won,
            Denominator = target,
            Target = 1,
            Parts =
            [
                new KpiPart("gap", target - won),
                new KpiPart("pace", pace.Value),
                KpiPart.Of("paceKind", pace.Kind),
                .. input.ValueOnly || input.IsRow ? [] : QuarterLanding.Parts(input, won, target),
                .. input.ValueOnly ? [] : new[] { new KpiPart("targetRealism", Realism(input, target)) },
                new KpiPart("sumOfReps", quota.SumOfReps ? 1 : 0),
                .. EndedQuarter.Of(input),
            ],
        };
    }

    /// <summary>The quota as a multiple of what the 4 quarters before won on average; null where these won nothing.</summary>
    private static decimal? Realism(KpiInput input, decimal quota)
    {
        var won = PastQuarter.Before(input, QuartersOfRealism).Select(q => q.Final).ToList();
        return won.Count > 0 && won.Average() is var mean && mean > 0 ? quota / mean : null;
    }
}
