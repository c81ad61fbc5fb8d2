using KpiDigest.Core.Insights;
using KpiDigest.Core.Signals;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>The 13 weeks of won revenue as columns, each before its normal range.</summary>
internal static class WeeklyTrend
{
    private const int Weeks = 13;
    private const int Tallest = 40;
    private const string Steps = "▁▂▃▄▅▆▇█";
    private static readonly TrendColumn Empty = new([new TrendCell(Tallest, "card")]);

    public static DigestTrend? Compose(DigestWriting writing)
    {
        var points = writing.Figures.Trend(KpiIds.WonRevenue).TakeLast(Weeks).ToList();
        var values = points.Select(p => p.Result.Value).OfType<decimal>().ToList();
        if (values.Count < 2 || points[^1].Result.Value is not { } now) return null;
        // The scale ends at the highest column; a range that goes further is cut there.
        var top = Math.Max(values.Max() * 1.05m, 1m);
        return new DigestTrend
        {
            Title = writing.Wording.Say(InsightKeys.TrendTitle, InsightValue.Count("count", points.Count)),
            Columns = [.. Enumerable.Repeat(Empty, Weeks - points.Count), .. points.Select((p, i) => Column(p.Result.Value ?? 0, p.Result.Range, top, Tone(p, i == points.Count - 1)))],
            First = writing.WeekName(points[0].Period),
            Last = writing.WeekName(points[^1].Period),
            Words = Words(writing, values, now, points[^1].Result.Range),
            Blocks = string.Concat(points.Select(p => Steps[Math.Clamp((int)Math.Round((p.Result.Value ?? 0) / top * 7), 0, 7)])),
        };
    }

    private static string Words(DigestWriting writing, List<decimal> values, decimal now, KpiRange? range)
    {
        InsightValue[] all = [InsightValue.Money("low", values.Min()), InsightValue.Money("high", values.Max()), InsightValue.Money("now", now)];
        return range is null ? writing.Wording.Say(InsightKeys.TrendWords, all)
            : writing.Wording.Say(InsightKeys.TrendWordsNormal, [.. all, InsightValue.Money("from", range.Low), InsightValue.Money("to", range.High)]);
    }

    private static string Tone(TrendPoint point, bool isPresent) =>
        point.Result.Signal is SignalNames.High or SignalNames.Low ? "tick" : isPresent ? "value" : "past";

    // From the top: what lies above the range, the range where the column does not cover it, the column.
    private static TrendColumn Column(decimal value, KpiRange? range, decimal top, string tone)
    {
        int Height(decimal amount) => Math.Clamp((int)Math.Round(amount / top * Tallest), 0, Tallest);
        var bar = Math.Max(1, Height(value));
        var (low, high) = range is null ? (0, 0) : (Math.Max(bar, Height(range.Low)), Math.Max(bar, Height(range.High)));
        var cells = new List<TrendCell>();
        Add(cells, Tallest - Math.Max(high, bar), "card");
        Add(cells, high - low, "high");
        Add(cells, low - bar, "card");
        Add(cells, bar, tone);
        return new TrendColumn(cells);
    }

    private static void Add(List<TrendCell> cells, int height, string tone)
    {
        if (height > 0) cells.Add(new TrendCell(height, tone));
    }
}
