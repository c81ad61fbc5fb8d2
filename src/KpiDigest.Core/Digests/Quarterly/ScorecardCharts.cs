using KpiDigest.Core.Digests.Charts;
using KpiDigest.Core.Insights.Rules;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>The charts of the scorecard; each title states the finding.</summary>
internal static class ScorecardCharts
{
    public static ScorecardChart? Revenue(DigestWriting writing)
    {
        var points = writing.Figures.Trend(KpiIds.WonRevenue);
        if (points.Count == 0 || writing.Figures.Result(KpiIds.WonRevenue) is not { Value: { } value } won) return null;
        var plans = writing.Figures.Trend(KpiIds.TargetAchievement).ToDictionary(p => p.Period, p => p.Result.Denominator);
        var groups = points.Select(p => Group(writing, points, p, plans.GetValueOrDefault(p.Period))).ToList();
        return new ScorecardChart(
            $"Won {writing.Format.Money(value)}{Against(writing, won, value, won.Previous)}{Against(writing, won, value, won.YearAgo)}",
            $"Won revenue by quarter in {writing.Figures.HomeCurrency}",
            new ColumnChart("Won revenue: " + string.Join(", ", groups.Select(g => $"{g.Label} {g.ActualLabel}")) + ".", groups));
    }

    public static string Legend(DigestWriting writing)
    {
        var points = writing.Figures.Trend(KpiIds.WonRevenue);
        var plan = writing.Figures.Trend(KpiIds.TargetAchievement).Any(p => p.Result.Denominator is not null);
        var before = points.Any(p => YearBefore(points, p) is not null);
        return "Solid: actual." + (before ? " Light: same quarter a year before; above, the change on it." : " No quarter has one a year before to compare with.")
            + (plan ? " Outline: quota." : "");
    }

    public static ScorecardChart? Effects(DigestWriting writing)
    {
        if (writing.Figures.Result(KpiIds.WonRevenue) is not { Value: { } value, Previous: { Value: { } before } previous } won) return null;
        var effects = RevenueEffects.Of(won).All.Select(e => (Words: writing.Wording.Say(e.Values[0].Text), Amount: e.Rank * e.Direction)).ToList();
        if (effects.Count == 0) return null;
        var format = writing.Format;
        var steps = new List<WaterfallStep> { new(writing.QuarterName(previous.Period), before, format.Money(before), true) };
        steps.AddRange(effects.Select(e => new WaterfallStep(Capital(e.Words), e.Amount, format.SignedMoney(e.Amount), false)));
        steps.Add(new WaterfallStep(writing.QuarterName(writing.Figures.Quarter), value, format.Money(value), true));
        var biggest = effects.OrderByDescending(e => Math.Abs(e.Amount)).First();
        return new ScorecardChart(
            $"{Capital(biggest.Words)} moved won revenue most: {format.SignedMoney(biggest.Amount)} in a change of {format.SignedMoney(value - before)}",
            $"From {writing.QuarterName(previous.Period)} to {writing.QuarterName(writing.Figures.Quarter)} in {writing.Figures.HomeCurrency}; the effects add up exactly",
            new WaterfallChart(string.Join(", ", steps.Select(s => $"{s.Label} {s.ValueLabel}")) + ".", steps));
    }

    public static IReadOnlyList<ScorecardChart> Trends(DigestWriting writing)
    {
        var charts = new List<ScorecardChart>();
        if (WinRate(writing) is { } rate) charts.Add(rate);
        Add(charts, writing, KpiIds.AverageDeal, "Average deal");
        Add(charts, writing, KpiIds.SalesCycle, "Sales cycle");
        Add(charts, writing, KpiIds.PipelineCreated, "Pipeline created");
        return charts;
    }

    public static ScorecardChart? Pipeline(DigestWriting writing)
    {
        var buckets = writing.Figures.Outlook;
        if (buckets.Count == 0) return null;
        var format = writing.Format;
        var next = writing.Figures.NextCoverage?.Period is { } quarter ? writing.QuarterName(quarter) : "the next quarter";
        var byAmount = buckets.Any(b => b.Amount > 0);
        var bars = buckets.Select(b => new ChartBar(
            b.Due switch { PipelineDue.Overdue => "Overdue", PipelineDue.NextQuarter => "Due in " + next, PipelineDue.Later => "Due later", _ => "No expected close" },
            byAmount ? Math.Max(0, b.Amount) : b.Count,
            $"{(b.Amount == 0 ? "no amount" : format.Money(b.Amount))} in {format.Count(b.Count)} {DigestWriting.Plural(b.Count, "deal", "deals")}",
            b.Due == PipelineDue.NextQuarter ? "value" : "past")).ToList();
        var due = buckets.Where(b => b.Due is PipelineDue.Overdue or PipelineDue.NextQuarter).ToList();
        var cover = writing.Figures.NextCoverage?.Value is { } value ? $", {format.Multiple(value)} of what is still to win" : "";
        var title = due.Count == 0
            ? $"No open deal is due or overdue for {next}"
            : $"{format.Money(due.Sum(b => b.Amount))} in {format.Count(due.Sum(b => b.Count))} open {DigestWriting.Plural(due.Sum(b => b.Count), "deal", "deals")} is due or overdue for {next}{cover}";
        return new ScorecardChart(
            title,
            $"Open deals as of {format.Date(writing.Figures.AsOf.InZone(writing.Figures.Period.Zone).Date)} by expected close, in {(byAmount ? writing.Figures.HomeCurrency : "deals")}",
            new BarChart(string.Join(", ", bars.Select(b => $"{b.Label} {b.ValueLabel}")) + ".", bars));
    }

    private static ScorecardChart? WinRate(DigestWriting writing)
    {
        var points = writing.Figures.Trend(KpiIds.WinRate);
        if (points.Count == 0 || writing.Figures.Result(KpiIds.WinRate) is not { Value: { } value } rate) return null;
        var format = writing.Format;
        var drawn = points.Select(p => new IntervalPoint(Short(p.Period), p.Result.Value,
            p.Result.Value is { } v ? format.Percent(v) : "n/a", p.Result.Interval?.Low, p.Result.Interval?.High)).ToList();
        var sure = rate.Interval is { } i ? $" (95% interval {format.Percent(i.Low)} to {format.Percent(i.High)})" : "";
        return new ScorecardChart($"Win rate {format.Percent(value)}{sure}", "Won of won and lost by quarter; lines: 95% intervals",
            new IntervalChart("Win rate: " + string.Join(", ", drawn.Select(p => $"{p.Label} {p.ValueLabel}")) + ".", drawn));
    }

    private static void Add(List<ScorecardChart> charts, DigestWriting writing, string kpi, string name)
    {
        var points = writing.Figures.Trend(kpi);
        if (points.Count == 0 || writing.Figures.Result(kpi) is not { Value: { } value } result) return;
        var groups = points.Select(p => new ColumnGroup(Short(p.Period), p.Result.Value, p.Result.Value is { } v ? writing.Value(result, v) : "n/a", null, null, null, "")).ToList();
        var unit = result.Unit == KpiUnit.Days ? "median days from creation to close" : writing.Figures.HomeCurrency;
        charts.Add(new ScorecardChart(
            $"{name} {writing.Value(result, value)}{Against(writing, result, value, result.Previous)}", $"{name} by quarter, {unit}",
            new ColumnChart($"{name}: " + string.Join(", ", groups.Select(g => $"{g.Label} {g.ActualLabel}")) + ".", groups)));
    }

    private static ColumnGroup Group(DigestWriting writing, IReadOnlyList<TrendPoint> points, TrendPoint point, decimal? plan)
    {
        var before = YearBefore(points, point);
        var variance = point.Result.Value is { } value && before is > 0 ? (value - before.Value) / before.Value : (decimal?)null;
        return new ColumnGroup(Short(point.Period), point.Result.Value, point.Result.Value is { } actual ? writing.Format.Money(actual) : "n/a",
            before, plan, variance, variance is { } change ? writing.Format.Change(change) : "");
    }

    private static decimal? YearBefore(IReadOnlyList<TrendPoint> points, TrendPoint point) =>
        points.FirstOrDefault(p => p.Period.Year == point.Period.Year - 1 && p.Period.Number == point.Period.Number)?.Result.Value;

    private static string Against(DigestWriting writing, KpiResult result, decimal value, KpiComparison? other)
    {
        if (other?.Value is not { } before || before <= 0) return "";
        var change = (value - before) / before;
        var size = writing.Format.Change(Math.Abs(change)).TrimStart('+');
        var lead = ReferenceEquals(other, result.YearAgo) && result.Previous?.Value is > 0 ? " and " : ", ";
        return Math.Abs(change) < 0.005m ? $"{lead}as in {writing.QuarterName(other.Period)}"
            : $"{lead}{size} {(result.Unit == KpiUnit.Days ? change > 0 ? "longer" : "shorter" : change > 0 ? "more" : "less")} than in {writing.QuarterName(other.Period)}";
    }

    private static string Short(Period quarter) => quarter.Label.Split('-') is [var year, var number] && year.Length == 4 ? $"{number} {year[2..]}" : quarter.Label;

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
