namespace KpiDigest.Core.Digests.Weekly;

/// <summary>The 13 weeks of won revenue as columns.</summary>
internal static class WeeklyTrend
{
    private const int Weeks = 13;
    private const int Tallest = 40;
    private const string Steps = "▁▂▃▄▅▆▇█";

    public static DigestTrend? Compose(DigestWriting writing)
    {
        var points = writing.Figures.Trend(KpiIds.WonRevenue).TakeLast(Weeks).ToList();
        var values = points.Select(p => p.Result.Value).OfType<decimal>().ToList();
        if (values.Count == 0 || points[^1].Result.Value is not { } now) return null;
        var format = writing.Format;
        var top = Math.Max(values.Max(), 1m);
        return new DigestTrend
        {
            Title = $"Won revenue, {points.Count} {DigestWriting.Plural(points.Count, "week", "weeks")}",
            Columns = [.. points.Select((p, i) => new TrendColumn(
                Math.Clamp((int)Math.Round((p.Result.Value ?? 0) / top * Tallest), 1, Tallest), i == points.Count - 1 ? "value" : "past"))],
            First = DigestWriting.WeekName(points[0].Period),
            Last = DigestWriting.WeekName(points[^1].Period),
            Words = $"Low {format.Money(values.Min())}, high {format.Money(values.Max())}, now {format.Money(now)}",
            Blocks = string.Concat(points.Select(p => Steps[Math.Clamp((int)Math.Round((p.Result.Value ?? 0) / top * 7), 0, 7)])),
        };
    }
}
