using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary><c>win-rate-gain</c>: the rate less that of the same quarter last year, both with at least 5 closed deals; for the company and teams the median of such reps.</summary>
internal sealed class WinRateGain : IKpi
{
    public string Id => "win-rate-gain";

    public string Name => "Win rate gain";

    public string Definition => "The change of the win rate since the same quarter last year; for groups the median of their reps.";

    public string Formula => "rep: rate − rate of the same quarter last year, both ≥ 5 closed; company, team: median of such reps";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var family = GainFamily.Of(input);
        var reps = input.Facts.RepsOf(input.Scope, QuotaOf.MembersAt(input)).Select(r => input.Facts.Roster.NumberOf(r.Id)).ToList();
        var judged = reps.Where(family.IsJudged).ToList();
        foreach (var rep in reps)
            input.Report(FactKind.Rep, input.Facts.Reps[rep].Id, family.IsJudged(rep) ? "term" : "excluded: too few deals to judge", family.IsJudged(rep) ? family.Gain(rep) : null);
        var result = judged.Count == 0
            ? KpiResult.NoData(this, $"{(input.Scope.Kind == ScopeKind.Rep ? "too few deals to judge" : $"no rep of {input.Scope} can be judged")}: {WinRate.EnoughClosed} closed are needed in {input.Period.Label} and in {family.Baseline.Label}")
            : KpiResult.Of(this, Percentile.Median(judged.Select(family.Gain)));
        return input.Scope.Kind == ScopeKind.Rep ? OfRep(result, family, judged) : OfReps(input, result, family, judged);
    }

    private static KpiResult OfRep(KpiResult result, GainFamily family, List<int> judged)
    {
        if (judged.Count == 0) return result with { Parts = [KpiPart.Of("baseline", family.Baseline.Label)] };
        var test = RateDifference.Between(family.Now(judged[0]), family.Then(judged[0]), family.IsFlagged(judged[0]));
        return result with { Interval = test.Interval, Parts = [KpiPart.Of("baseline", family.Baseline.Label), .. test.Parts] };
    }

    private static KpiResult OfReps(KpiInput input, KpiResult result, GainFamily family, List<int> judged) => result with
    {
        Parts =
        [
            KpiPart.Of("baseline", family.Baseline.Label),
            new KpiPart("reps", judged.Count),
            new KpiPart("improving", judged.Count(r => family.Gain(r) > 0)),
            new KpiPart("significant", judged.Count(r => family.Gain(r) > 0 && family.IsFlagged(r))),
            .. input.ValueOnly ? [] : Pooled(input, family.Baseline),
        ],
    };

    /// <summary>All deals of the scope together; worded only where p is under 0.05 (D11).</summary>
    private static IEnumerable<KpiPart> Pooled(KpiInput input, Period baseline)
    {
        var (now, then) = (ClosedDeals.Of(input with { Records = null }), ClosedDeals.Of(input, baseline.Start, input.CutOf(baseline)));
        if (now.Count == 0 || then.Count == 0) return [];
        var test = RateDifference.Between((now.Won.Count, now.Count), (then.Won.Count, then.Count), null);
        return [new KpiPart("pooled", null) { Parts = [new KpiPart("value", test.Value), new KpiPart("low", test.Interval.Low), new KpiPart("high", test.Interval.High), .. test.Parts] }];
    }
}
