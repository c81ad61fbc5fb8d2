using KpiDigest.Core.Digests.Charts;
using KpiDigest.Core.Insights;
using KpiDigest.Core.Insights.Rules;
using KpiDigest.Core.Kpis;
using static KpiDigest.Core.Insights.InsightValue;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>Won revenue, why it and the win rate moved; each title states the finding.</summary>
internal static class ScorecardCharts
{
    public static ScorecardChart? Revenue(DigestWriting writing)
    {
        var points = writing.Figures.Trend(KpiIds.WonRevenue);
        if (points.Count == 0 || writing.Figures.Result(KpiIds.WonRevenue) is not { Value: { } value } won) return null;
        var words = writing.Wording;
        var plans = writing.Figures.Trend(KpiIds.TargetAchievement).ToDictionary(p => p.Period, p => p.Result.Denominator);
        var groups = points.Select(p => Group(writing, points, p, plans.GetValueOrDefault(p.Period))).ToList();
        var legend = new List<string> { words.Say(ScorecardKeys.RevenueCaption, Words("currency", writing.Figures.HomeCurrency)), words.Say(ScorecardKeys.LegendActual) };
        if (groups.Exists(g => g.YearBefore is not null)) legend.Add(words.Say(ScorecardKeys.LegendYear));
        if (groups.Exists(g => g.Plan is not null)) legend.Add(words.Say(ScorecardKeys.LegendPlan));
        var title = words.Join([words.Say(ScorecardKeys.RevenueTitle, Money("won", value)), OnPlan(writing, groups[^1]), Against(writing, won, value, won.YearAgo), Against(writing, won, value, won.Previous)]);
        return new ScorecardChart(title, string.Join(' ', legend), new ColumnChart(Alt(ScorecardNames.Of(writing, KpiIds.WonRevenue), groups.Select(g => (g.Label, g.ActualLabel))), groups)
        {
            PlanTitle = words.Say(ScorecardKeys.VariancePlan),
            YearTitle = words.Say(ScorecardKeys.VarianceYear),
        });
    }

    /// <summary>Effects that add up to the change of won revenue (D14).</summary>
    public static ScorecardChart? Effects(DigestWriting writing)
    {
        if (writing.Figures.Result(KpiIds.WonRevenue) is not { Value: { } value, Previous: { Value: { } before } previous } won) return null;
        var effects = RevenueEffects.Of(won).All.Select(e => (Words: writing.Wording.Say(e.Values[0].Text), Amount: e.Rank * e.Direction)).Where(e => e.Amount != 0).ToList();
        if (effects.Count == 0) return null;
        var format = writing.Format;
        var quarters = (Before: writing.QuarterName(previous.Period), Now: writing.QuarterName(writing.Figures.Quarter));
        var steps = effects.Select(e => new WaterfallStep(InsightWording.Capital(e.Words), e.Amount, format.SignedMoney(e.Amount), false, Sign(e.Amount)))
            .Prepend(new WaterfallStep(quarters.Before, before, format.Money(before), true, "plain"))
            .Append(new WaterfallStep(quarters.Now, value, format.Money(value), true, "plain")).ToList();
        var biggest = effects.MaxBy(e => Math.Abs(e.Amount));
        return new ScorecardChart(
            InsightWording.Capital(writing.Wording.Say(ScorecardKeys.EffectsTitle, Words("effect", biggest.Words), SignedMoney("amount", biggest.Amount), SignedMoney("change", value - before))),
            writing.Wording.Say(ScorecardKeys.EffectsCaption, Words("before", quarters.Before), Words("quarter", quarters.Now), Words("currency", writing.Figures.HomeCurrency)),
            Steps(steps));
    }

    /// <summary>Why the win rate moved: the reps' own rates, who closed how much, who joined or left.</summary>
    public static ScorecardChart? RateEffects(DigestWriting writing)
    {
        if (writing.Figures.Result(KpiIds.WinRate) is not { Value: { } value, Previous: { Value: { } before } previous } rate) return null;
        if (ScorecardNames.Part(rate, "effects") is not { } effects) return null;
        var (words, format) = (writing.Wording, writing.Format);
        var terms = new[] { ("within", ScorecardKeys.RateWithin), ("mix", ScorecardKeys.RateMix), ("joinedLeft", ScorecardKeys.RateJoinedLeft) }
            .Select(t => (Words: words.Say(t.Item2), Size: ScorecardNames.Inner(effects, t.Item1) ?? 0)).ToList();
        var quarters = (Before: writing.QuarterName(previous.Period), Now: writing.QuarterName(writing.Figures.Quarter));
        var printed = Printed([.. terms.Select(t => t.Size)]);
        var steps = terms.Zip(printed, (t, size) => new WaterfallStep(t.Words, size, format.Points(size), false, Sign(size)))
            .Prepend(new WaterfallStep(quarters.Before, before, format.Percent(before), true, "plain"))
            .Append(new WaterfallStep(quarters.Now, value, format.Percent(value), true, "plain")).ToList();
        var biggest = terms.Zip(printed, (t, size) => (t.Words, Size: size)).MaxBy(t => Math.Abs(t.Size));
        return new ScorecardChart(
            words.Say(ScorecardKeys.RateTitle, Words("change", format.Points(printed.Sum())), Words("effect", biggest.Words), Words("size", format.Points(biggest.Size))),
            words.Say(ScorecardKeys.RateCaption, Words("before", quarters.Before), Words("quarter", quarters.Now)),
            Steps(steps));
    }

    public static string Against(DigestWriting writing, KpiResult result, decimal value, KpiComparison? other)
    {
        if (other?.Value is not { } before || before <= 0) return "";
        var change = (value - before) / before;
        var key = Math.Abs(change) < 0.005m ? ScorecardKeys.AsIn
            : result.Unit == KpiUnit.Days ? change > 0 ? ScorecardKeys.Longer : ScorecardKeys.Shorter
            : change > 0 ? ScorecardKeys.MoreThan : ScorecardKeys.LessThan;
        return writing.Wording.Say(key, Words("size", Size(writing, change)), Quarter(other.Period));
    }

    public static string Alt(string name, IEnumerable<(string Label, string Value)> points) => $"{name}: {string.Join(", ", points.Select(p => $"{p.Label} {p.Value}"))}.";

    public static WaterfallChart Steps(IReadOnlyList<WaterfallStep> steps) => new(string.Join(", ", steps.Select(s => $"{s.Label} {s.ValueLabel}")) + ".", steps);

    public static string Sign(decimal amount) => amount >= 0 ? "good" : "bad";

    public static ColumnVariance? Variance(DigestWriting writing, decimal? value, decimal? other) =>
        value is { } v && other is > 0 ? new ColumnVariance((v - other.Value) / other.Value, writing.Format.Change((v - other.Value) / other.Value)) : null;

    /// <summary>Tenths of a point that add up to the printed change.</summary>
    private static IReadOnlyList<decimal> Printed(IReadOnlyList<decimal> sizes) =>
        Statistics.LargestRemainder.Round(sizes, Math.Round(sizes.Sum(), 3, MidpointRounding.AwayFromZero), 3);

    private static string Size(DigestWriting writing, decimal change) => writing.Format.Change(Math.Abs(change)).TrimStart('+');

    private static string OnPlan(DigestWriting writing, ColumnGroup now) =>
        now.OnPlan is { } variance ? writing.Wording.Say(ScorecardKeys.RevenueOnPlan, Words("change", variance.Label)) : "";

    private static ColumnGroup Group(DigestWriting writing, IReadOnlyList<TrendPoint> points, TrendPoint point, decimal? plan)
    {
        var before = points.FirstOrDefault(p => p.Period.Year == point.Period.Year - 1 && p.Period.Number == point.Period.Number)?.Result.Value;
        var value = point.Result.Value;
        return new ColumnGroup(ScorecardNames.Short(point.Period), value, value is { } actual ? writing.Format.Money(actual) : writing.Wording.Say(ScorecardKeys.NotKnown))
        {
            YearBefore = before,
            Plan = plan,
            OnYear = Variance(writing, value, before),
            OnPlan = Variance(writing, value, plan),
        };
    }
}
