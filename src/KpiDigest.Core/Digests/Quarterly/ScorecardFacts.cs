using KpiDigest.Core.Kpis;
using static KpiDigest.Core.Insights.InsightValue;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>People and customers: a line a figure with what it is made of.</summary>
internal static class ScorecardFacts
{
    private static readonly string[] PeopleKpis = [KpiIds.NeedsHelp, KpiIds.WinRateGain, KpiIds.CoachingHours, KpiIds.RepRetention, KpiIds.EngagementScore, KpiIds.TrainingEffect];

    private static readonly string[] CustomerKpis =
        [KpiIds.ChurnRate, KpiIds.Cac, KpiIds.Clv, KpiIds.NewLargeClients, KpiIds.CrossSellShare, KpiIds.CompetitiveDisplacements, KpiIds.GrossMargin];

    public static IReadOnlyList<FactTable> Tables(DigestWriting writing) =>
    [
        .. new FactTable[]
        {
            new(PeopleTitle(writing), writing.Wording.Say(ScorecardKeys.PeopleCaption), Lines(writing, PeopleKpis)),
            new(CustomersTitle(writing), writing.Wording.Say(ScorecardKeys.CustomersCaption), Lines(writing, CustomerKpis)),
        }.Where(t => t.Rows.Count > 0),
    ];

    public static IReadOnlyList<string> Gaps(DigestWriting writing) => ScorecardNames.Gaps(writing, ScorecardNames.Results(writing, PeopleKpis.Concat(CustomerKpis)));

    private static string PeopleTitle(DigestWriting writing) => writing.Figures.Result(KpiIds.NeedsHelp) is { Numerator: { } low, Denominator: { } judged }
        ? writing.Wording.Say(ScorecardKeys.PeopleTitle, Count("low", low), Count("count", judged))
        : writing.Wording.Say(ScorecardKeys.PeopleNone);

    private static string CustomersTitle(DigestWriting writing) => writing.Figures.Result(KpiIds.ChurnRate) is { Value: { } lost }
        ? writing.Wording.Say(ScorecardKeys.CustomersTitle, Percent("share", lost))
        : writing.Wording.Say(ScorecardKeys.CustomersPlain);

    private static IReadOnlyList<FactLine> Lines(DigestWriting writing, IEnumerable<string> kpis) => [.. ScorecardNames.Results(writing, kpis).Where(r => r.Value is not null).Select(r =>
    {
        var status = writing.Bands.Of(r);
        return new FactLine(ScorecardNames.Of(writing, r), Value(writing, r, r.Value!.Value), Detail(writing, r), status, status.Tone != "muted");
    })];

    private static string Value(DigestWriting writing, KpiResult result, decimal value) =>
        result.Kpi is KpiIds.WinRateGain or KpiIds.TrainingEffect ? writing.Format.Points(value) : writing.Value(result, value);

    private static string Detail(DigestWriting writing, KpiResult result)
    {
        var (words, format) = (writing.Wording, writing.Format);
        string With(string part, Func<decimal, string> say) => result.Part(part) is { } value ? say(value) : "";
        return result.Kpi switch
        {
            KpiIds.NeedsHelp => ScorecardDetails.Of(writing, result with { Kpi = KpiIds.NeedsHelp }),
            KpiIds.WinRateGain => ScorecardDetails.Improving(writing),
            KpiIds.CoachingHours => With("coachedShare", share => words.Say(ScorecardKeys.CoachedShare, Percent("share", share))),
            KpiIds.RepRetention => ScorecardDetails.Leavers(writing, result),
            KpiIds.EngagementScore => Enps(writing, result),
            KpiIds.TrainingEffect when result.Part("low") is { } low && result.Part("high") is { } high =>
                words.Say(ScorecardKeys.Trained, Words("low", format.Points(low)), Words("high", format.Points(high))),
            KpiIds.ChurnRate => words.Join(
            [
                With("trailing12m", year => words.Say(ScorecardKeys.PerYear, Percent("share", year))),
                result.Part("grr") is { } grr && result.Part("nrr") is { } nrr ? words.Say(ScorecardKeys.Recurring, Percent("grr", grr), Percent("nrr", nrr)) : "",
            ]),
            KpiIds.Cac when result.Denominator is { } accounts => words.Say(ScorecardKeys.Customers, Count("count", accounts)),
            KpiIds.Clv => With("clvToCac", ratio => words.Say(ScorecardKeys.ClvToCac, Multiple("ratio", ratio))),
            KpiIds.NewLargeClients or KpiIds.CompetitiveDisplacements => With("amount", amount => words.Say(ScorecardKeys.Worth, Money("amount", amount))),
            KpiIds.CrossSellShare => With("attach", share => words.Say(ScorecardKeys.Attach, Percent("share", share))),
            KpiIds.GrossMargin => With("coverage", share => words.Say(ScorecardKeys.MarginCoverage, Percent("share", share))),
            _ => "",
        };
    }

    private static string Enps(DigestWriting writing, KpiResult engagement)
    {
        var enps = ScorecardNames.Part(engagement, "enps");
        return ScorecardNames.Inner(enps, "value") is { } value && ScorecardNames.Inner(enps, "low") is { } low && ScorecardNames.Inner(enps, "high") is { } high
            ? writing.Wording.Say(ScorecardKeys.Enps, Words("value", Signed(writing, value)), Words("low", Signed(writing, low)), Words("high", Signed(writing, high))) : "";
    }

    private static string Signed(DigestWriting writing, decimal points) => writing.Format.SignedCount(Math.Round(points, MidpointRounding.AwayFromZero));
}
