using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using static KpiDigest.Core.Insights.InsightValue;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>What stands beside a figure: what it is made of, and the figure that belongs to it.</summary>
internal static class ScorecardDetails
{
    public static string Of(DigestWriting writing, KpiResult result)
    {
        var (words, format) = (writing.Wording, writing.Format);
        return result.Kpi switch
        {
            KpiIds.WonRevenue or KpiIds.PipelineCreated when result.Part("count") is { } count => words.Say(ScorecardKeys.Deals, Count("count", count)),
            KpiIds.TargetAchievement when result is { Numerator: { } won, Denominator: { } quota } => words.Say(ScorecardKeys.WonOfQuota, Money("won", won), Money("quota", quota)),
            KpiIds.ForecastAccuracy when result.Part("bias") is { } bias && bias != 0 =>
                words.Say(bias > 0 ? ScorecardKeys.TooHigh : ScorecardKeys.TooLow, Percent("size", Math.Abs(bias))),
            KpiIds.QuotaAttainment when result.Scope?.Kind != ScopeKind.Rep && result is { Numerator: { } met, Denominator: { } reps } => words.Join(
                [words.Say(ScorecardKeys.Reps, Count("met", met), Count("count", reps)), With(writing, KpiIds.GoalConcentration, s => words.Say(ScorecardKeys.TopFifth, Percent("share", s)))]),
            KpiIds.NeedsHelp when result is { Numerator: { } low, Denominator: { } judged } => words.Join(
                [words.Say(ScorecardKeys.BelowBar, Count("low", low), Count("count", judged)), Improving(writing)]),
            KpiIds.RepRetention => words.Join(
                [Leavers(writing, result), With(writing, KpiIds.EngagementScore, score => words.Say(ScorecardKeys.Engagement, Words("score", format.Value(KpiUnit.Score, false, score))))]),
            KpiIds.WinRate when result is { Numerator: { } won, Denominator: { } closed } => words.Say(ScorecardKeys.WonOfClosed, Count("won", won), Count("count", closed)),
            KpiIds.AverageDeal when result.Part("median") is { } median => words.Join(
                [words.Say(ScorecardKeys.Median, Money("value", median)), With(writing, KpiIds.SalesCycle, days => words.Say(ScorecardKeys.Cycle, Words("days", format.Days(days))))]),
            KpiIds.SalesCycle when result.Part("p75") is { } slow => words.Say(ScorecardKeys.SlowQuarter, Words("days", format.Days(slow))),
            _ => "",
        };
    }

    /// <summary>How many reps have a better win rate than a year before; empty: not known.</summary>
    public static string Improving(DigestWriting writing) =>
        writing.Figures.Result(KpiIds.WinRateGain) is { } gain && gain.Part("improving") is { } improving && gain.Part("reps") is { } reps && reps > 0
            ? writing.Wording.Say(ScorecardKeys.Improving, Count("improving", improving), Count("count", reps)) : "";

    public static string Leavers(DigestWriting writing, KpiResult retention) =>
        retention.Part("leavers") is { } leavers ? writing.Wording.Say(ScorecardKeys.Leavers, Count("count", leavers)) : "";

    /// <summary>Something about another figure, where it has a value.</summary>
    private static string With(DigestWriting writing, string kpi, Func<decimal, string> words) => writing.Figures.Result(kpi)?.Value is { } value ? words(value) : "";
}
