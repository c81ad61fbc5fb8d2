using KpiDigest.Core.Digests.Charts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Statistics;
using static KpiDigest.Core.Insights.InsightValue;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>Pipeline, forecasts, what is coming and what is normal.</summary>
internal static class ScorecardDrivers
{
    private const int EnoughQuarters = 7;
    private const int QuartersBefore = 4;
    private static readonly string[] Terms = ["opening", "created", "pulledIn", "revalued", "won", "lost", "pushed"];
    private static readonly int[] Horizons = [12, 8, 4, 1];

    /// <summary>All charts of half the width that have data, in the order of reading.</summary>
    public static IReadOnlyList<ScorecardChart> All(DigestWriting writing) => [.. new[]
    {
        ScorecardCharts.Effects(writing), ScorecardCharts.RateEffects(writing), Horizon(writing), Coming(writing),
        Normal(writing, KpiIds.WinRate, ScorecardKeys.UnitRate), Normal(writing, KpiIds.SalesCycle, ScorecardKeys.UnitDays),
    }.OfType<ScorecardChart>()];

    /// <summary>What has no chart for want of data, with the reason.</summary>
    public static IReadOnlyList<string> Gaps(DigestWriting writing) => ScorecardNames.Gaps(writing,
        ScorecardNames.Results(writing, [KpiIds.PipelineBridge, KpiIds.ForecastAccuracy]).Concat(writing.Figures.NextAchievement is { } next ? [next] : []));

    /// <summary>opening + created + pulled in + revalued − won − lost − pushed = closing, as printed too.</summary>
    public static ScorecardChart? Bridge(DigestWriting writing)
    {
        if (writing.Figures.Result(KpiIds.PipelineBridge) is not { Value: not null } bridge) return null;
        var (words, format) = (writing.Wording, writing.Format);
        var terms = Terms.Select(t => (Name: t, Amount: (t is "won" or "lost" or "pushed" ? -1 : 1) * (bridge.Part(t) ?? 0))).ToList();
        if (terms.TrueForAll(t => t.Amount == 0)) return null;
        var printed = Insights.Rules.RevenueEffects.Printed([.. terms.Select(t => t.Amount)]);
        var steps = terms.Zip(printed, (t, amount) => t.Name == "opening"
                ? new WaterfallStep(words.Say(ScorecardKeys.BridgeTerm + t.Name), amount, format.Money(amount), true, "plain")
                : new WaterfallStep(words.Say(ScorecardKeys.BridgeTerm + t.Name), amount, format.SignedMoney(amount), false, Tone(t.Name, amount)))
            .Append(new WaterfallStep(words.Say(ScorecardKeys.BridgeTerm + "closing"), printed.Sum(), format.Money(printed.Sum()), true, "plain")).ToList();
        decimal Of(string name) => bridge.Part(name) ?? 0;
        var due = Of("opening") + Of("created") + Of("pulledIn") + Of("revalued");
        return new ScorecardChart(
            words.Say(ScorecardKeys.BridgeTitle, Money("due", due), Quarter(writing.Figures.Quarter), Money("won", Of("won")), Money("lost", Of("lost")), Money("pushed", Of("pushed"))),
            words.Say(ScorecardKeys.BridgeCaption, Words("currency", writing.Figures.HomeCurrency)),
            ScorecardCharts.Steps(steps));
    }

    /// <summary>Open deals by when they are due; null where nothing is open.</summary>
    public static ScorecardChart? Open(DigestWriting writing)
    {
        var buckets = writing.Figures.Outlook;
        if (buckets.Count == 0) return null;
        var (words, format) = (writing.Wording, writing.Format);
        var next = Quarter(writing.Figures.NextCoverage?.Period ?? writing.Figures.NextAchievement?.Period ?? writing.Figures.Quarter);
        var byAmount = buckets.Any(b => b.Amount > 0);
        var bars = buckets.Select(b => new ChartBar(
            words.Say(ScorecardKeys.OpenDue + Name(b.Due)),
            byAmount ? Math.Max(0, b.Amount) : b.Count,
            words.Say(ScorecardKeys.OpenDeals, Words("amount", b.Amount == 0 ? words.Say(ScorecardKeys.NoAmount) : format.Money(b.Amount)), Count("count", b.Count)),
            b.Due == PipelineDue.NextQuarter ? "value" : "past")).ToList();
        var due = buckets.Where(b => b.Due is PipelineDue.Overdue or PipelineDue.NextQuarter).ToList();
        var title = due.Count == 0 ? words.Say(ScorecardKeys.OpenNone)
            : words.Join(
            [
                words.Say(ScorecardKeys.OpenTitle, Money("amount", due.Sum(b => b.Amount)), Count("count", due.Sum(b => b.Count))),
                writing.Figures.NextCoverage?.Value is { } cover ? words.Say(ScorecardKeys.OpenCover, Multiple("cover", cover), next) : "",
            ]);
        return new ScorecardChart(
            title,
            words.Say(ScorecardKeys.OpenCaption, Words("date", format.Date(writing.Figures.AsOf.InZone(writing.Figures.Period.Zone).Date)), Words("currency", writing.Figures.HomeCurrency)),
            new BarChart(string.Join(", ", bars.Select(b => $"{b.Label} {b.ValueLabel}")) + ".", bars));
    }

    /// <summary>How far the committed forecast was off 12, 8, 4 and 1 weeks before the end.</summary>
    private static ScorecardChart? Horizon(DigestWriting writing)
    {
        if (writing.Figures.Result(KpiIds.ForecastAccuracy) is not { } accuracy) return null;
        var (words, format) = (writing.Wording, writing.Format);
        var points = Horizons.Select(h => (Weeks: h, Bias: accuracy.Part($"bias{h}"))).ToList();
        var known = points.Where(p => p.Bias is not null).ToList();
        if (known.Count == 0) return null;
        string Said(decimal bias) => bias == 0 ? words.Say(ScorecardKeys.HorizonExact)
            : words.Say(bias > 0 ? ScorecardKeys.TooHighWord : ScorecardKeys.TooLowWord, Percent("size", Math.Abs(bias)));
        var drawn = points.Select(p => new RangePoint(words.Say(ScorecardKeys.HorizonWeeks, Count("count", p.Weeks)), p.Bias, p.Bias is { } b ? format.Change(b) : words.Say(ScorecardKeys.NotKnown))).ToList();
        return new ScorecardChart(
            words.Say(ScorecardKeys.HorizonTitle, Words("first", Said(known[0].Bias!.Value)), Words("early", drawn[points.IndexOf(known[0])].Label), Words("last", Said(known[^1].Bias!.Value)), Words("late", drawn[points.IndexOf(known[^1])].Label)),
            words.Say(ScorecardKeys.HorizonCaption, Percent("good", writing.Bands.Bias.Green), Percent("watch", writing.Bands.Bias.Amber)),
            new HorizonChart(ScorecardCharts.Alt(ScorecardNames.Of(writing, KpiIds.ForecastAccuracy), drawn.Select(p => (p.Label, p.ValueLabel))), drawn, writing.Bands.Bias.Green, writing.Bands.Bias.Amber));
    }

    /// <summary>The last quarters and where the next one is likely to land.</summary>
    private static ScorecardChart? Coming(DigestWriting writing)
    {
        if (writing.Figures.NextAchievement is not { Period: { } next } coming || coming.Part("landing") is not { } landing) return null;
        if (coming.Part("low80") is not { } low || coming.Part("high80") is not { } high) return null;
        var (words, format) = (writing.Wording, writing.Format);
        var past = writing.Figures.Trend(KpiIds.WonRevenue).TakeLast(QuartersBefore)
            .Select(p => new ColumnGroup(ScorecardNames.Short(p.Period), p.Result.Value, p.Result.Value is { } v ? format.Money(v) : words.Say(ScorecardKeys.NotKnown)));
        List<ColumnGroup> groups = [.. past, new ColumnGroup(ScorecardNames.Short(next), null, format.Money(landing)) { Forecast = landing, Low = low, High = high, Plan = coming.Denominator }];
        var title = words.Say(ScorecardKeys.NextTitle, Quarter(next), Money("low", low), Money("high", high));
        return new ScorecardChart(
            coming.Denominator is { } quota ? words.Join([title, words.Say(ScorecardKeys.NextQuota, Money("quota", quota))]) : title,
            words.Say(ScorecardKeys.NextCaption, Words("currency", writing.Figures.HomeCurrency)),
            new ColumnChart(ScorecardCharts.Alt(ScorecardNames.Of(writing, KpiIds.WonRevenue), groups.Select(g => (g.Label, g.ActualLabel))), groups));
    }

    /// <summary>A figure by quarter against its natural limits, which come from the quarters before.</summary>
    private static ScorecardChart? Normal(DigestWriting writing, string kpi, string unit)
    {
        var points = writing.Figures.Trend(kpi);
        if (points.Count < 2 || writing.Figures.Result(kpi) is not { Value: { } value } result) return null;
        var words = writing.Wording;
        var drawn = points.Select(p => new RangePoint(ScorecardNames.Short(p.Period), p.Result.Value, p.Result.Value is { } v ? Plain(writing, result, v) : words.Say(ScorecardKeys.NotKnown))).ToList();
        var range = Range(writing, result, [.. points.SkipLast(1).Select(p => p.Result.Value)]);
        var key = range is null ? ScorecardKeys.RangeUnknown : value > range.High ? ScorecardKeys.RangeAbove : value < range.Low ? ScorecardKeys.RangeBelow : ScorecardKeys.RangeInside;
        var sure = result.Interval is { } interval ? words.Say(ScorecardKeys.Interval, Percent("low", interval.Low), Percent("high", interval.High)) : "";
        var known = words.Say(range is null ? ScorecardKeys.RangeTooFew : ScorecardKeys.RangeCaption, Count("quarters", EnoughQuarters));
        return new ScorecardChart(
            words.Say(
                key,
                Words("name", ScorecardNames.Of(writing, kpi)),
                Words("value", writing.Value(result, value)),
                Words("low", range is null ? "" : writing.Value(result, range.Low)),
                Words("high", range is null ? "" : writing.Value(result, range.High)),
                Words("change", ScorecardTiles.Change(writing, result, result.Previous)),
                Quarter(points[^2].Period, "before")),
            string.Join(' ', new[] { words.Say(unit), sure, known }.Where(t => t.Length > 0)),
            new RangeChart(ScorecardCharts.Alt(ScorecardNames.Of(writing, kpi), drawn.Select(p => (p.Label, p.ValueLabel))), drawn, range));
    }

    /// <summary>Days without the word, which stands in the caption.</summary>
    private static string Plain(DigestWriting writing, KpiResult result, decimal value) =>
        result.Unit == KpiUnit.Days ? writing.Format.Number(value, value == decimal.Truncate(value) ? 0 : 1) : writing.Value(result, value);

    private static RangeBand? Range(DigestWriting writing, KpiResult result, IReadOnlyList<decimal?> before)
    {
        if (before.Count(v => v is not null) < EnoughQuarters || XmrLimits.Of([.. before.Select(v => (double?)v)]) is not { } limits) return null;
        var (low, high) = (Math.Max(0, (decimal)limits.Low), (decimal)limits.High);
        if (result.Unit == KpiUnit.Ratio) high = Math.Min(1, high);
        else (low, high) = (Math.Round(low, 0), Math.Round(high, 0));
        return new RangeBand(low, high, Plain(writing, result, low), Plain(writing, result, high));
    }

    private static string Tone(string term, decimal amount) => term switch { "won" => "good", "lost" or "pushed" => "bad", "revalued" => ScorecardCharts.Sign(amount), _ => "plain" };

    private static string Name(PipelineDue due) => due switch { PipelineDue.Overdue => "overdue", PipelineDue.NextQuarter => "next", PipelineDue.Later => "later", _ => "undated" };
}
