using System.Globalization;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary><c>pipeline-coverage</c>: open amount due in the quarter or overdue ÷ (quota − won), as of the week's end.</summary>
internal sealed class PipelineCoverage : IKpi
{
    private const int MostQuarters = 8;
    private const int EnoughQuarters = 4;

    public string Id => "pipeline-coverage";

    public string Name => "Pipeline coverage";

    public string Definition => "The amount of open deals due this quarter or overdue, as a multiple of what is still missing to quota.";

    public string Formula => "open amount due or overdue ÷ (quota − won)";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => true;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week];

    public bool IsQuarterBound => true;

    public IReadOnlyList<FactKind> Needs => [FactKind.Deal, FactKind.Quota];

    public bool IsStock => true;

    public KpiResult Compute(KpiInput input)
    {
        var today = input.Facts.Calendar.DateOf(input.AsOf);
        var won = ClosedDeals.Of(input).WonShares;
        var quota = QuotaOf.Scope(input);
        var owned = input.Facts.OpenAt(input.Scope, input.AsOf);
        var open = input.Facts.SharesOfOpen(input.Scope, owned, input.AsOf).Where(s => s.Deal is { Counted: true, Close: not null }).ToList();
        var due = open.Where(s => s.Deal.Close < input.Period.End).ToList();
        foreach (var share in due) input.Report(FactKind.Deal, share.Deal.Id, AmountRecords.RoleOf(share, share.Deal.Close < today ? "overdue" : "due"), share.Amount);
        AmountRecords.Report(input, won, "won");
        foreach (var row in quota.Rows) input.Report(FactKind.Quota, row.Quota.Id, "quota", row.Amount);
        var reason = MissingRates.Of(input, due.Concat(won)) ?? QuotaOf.Fault(input, quota) ?? Met(won, quota.Amount!.Value);
        var openAmount = MissingRates.Of(input, due) is null ? Sum(due) : (decimal?)null;
        var remaining = QuotaOf.Fault(input, quota) is null && MissingRates.Of(input, won) is null ? quota.Amount - Sum(won) : null;
        var (required, requiredKind) = RequiredBy(input);
        return (reason is null ? KpiResult.Of(this, openAmount!.Value / remaining!.Value) : KpiResult.NoData(this, reason)) with
        {
            Numerator = openAmount,
            Denominator = remaining,
            Target = required,
            Parts =
            [
                new KpiPart("open", openAmount),
                new KpiPart("remaining", remaining),
                new KpiPart("required", required),
                KpiPart.Of("requiredKind", requiredKind),
                new KpiPart("nextQuarter", NextQuarter(input, open)),
                new KpiPart("sumOfReps", quota.SumOfReps ? 1 : 0),
                .. EndedQuarter.Of(input),
            ],
        };
    }

    /// <summary>1 ÷ the median share of the then-due amount that past quarters still won from the same point on.</summary>
    private static (decimal Required, string Kind) RequiredBy(KpiInput input)
    {
        if (input.ValueOnly || !input.ToDate) return (input.Facts.KpiRules.Bands.RequiredCover, "default");
        var shares = PastQuarter.Before(input, MostQuarters).Select(q => (All: q.Due.Sum(d => d.Amount), Won: q.Due.Where(d => d.IsWon).Sum(d => d.Amount)))
            .Where(q => q.All > 0).Select(q => q.Won / q.All).ToList();
        return shares.Count >= EnoughQuarters && Percentile.Median(shares) is var median && median > 0 ? (1 / median, "history") : (input.Facts.KpiRules.Bands.RequiredCover, "default");
    }

    private static decimal Sum(List<DealShare> shares) => shares.Sum(s => s.Amount ?? 0);

    /// <summary>Nothing is missing any more: never a bad cover.</summary>
    private static string? Met(List<DealShare> won, decimal quota) => Sum(won) < quota
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"quota met ({Sum(won) / quota * 100:0} %)");

    /// <summary>The open amount due in the next quarter ÷ its quota; null without one.</summary>
    private static decimal? NextQuarter(KpiInput input, List<DealShare> open)
    {
        var next = input.Facts.Calendar.Next(input.Period);
        var quota = input.Facts.Quota(input.Scope, next, input.AsOf).Amount;
        var due = open.Where(s => s.Deal.Close >= next.Start && s.Deal.Close < next.End).ToList();
        return quota is null or <= 0 || MissingRates.Of(input, due) is not null ? null : Sum(due) / quota;
    }
}
