using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Rendering.Charts;

/// <summary>Word-sized charts: columns without words, and the bullet graph.</summary>
internal static class SmallDrawings
{
    public static string Spark(Sparkline chart, ChartInk ink)
    {
        var labelled = chart.First.Length > 0;
        var (width, bottom) = (labelled ? 150 : 84, labelled ? 30 : 17);
        var canvas = new SvgCanvas(width, labelled ? 41 : 18, chart.Alt);
        var scale = new ChartScale(chart.Values.OfType<decimal>(), 1, bottom);
        // Always room for eight, so that like charts share their scale of time and end at the right.
        var slot = width / 8.0;
        for (var i = 0; i < chart.Values.Count; i++)
            if (chart.Values[i] is { } value)
                canvas.Rect(width - ((chart.Values.Count - i) * slot) + 1, scale.Y(value), slot - 2, scale.Zero - scale.Y(value), ink.Actual);
        canvas.Line(0, scale.Zero, width, scale.Zero, ink.Axis, 0.8);
        canvas.Text(width - (Math.Max(2, chart.Values.Count) * slot) + 1, 40, chart.First, ink.Muted, 9, "start");
        canvas.Text(width, 40, chart.Last, ink.Muted, 9, "end");
        return canvas.ToString();
    }

    public static string Bullet(BulletGraph chart, ChartInk ink)
    {
        const int Width = 120;
        const int Height = 11;
        var canvas = new SvgCanvas(Width, 21, chart.Alt);
        double At(decimal value) => Math.Clamp((double)(value / chart.End), 0, 1) * Width;
        // From the worst, darkest, to the best, lightest: from the left, or where less is better from the right.
        var (near, far) = (Math.Min(chart.Target, chart.Amber), Math.Max(chart.Target, chart.Amber));
        var less = chart.Target < chart.Amber;
        canvas.Rect(0, 0, Width, Height, ink.Fill(less ? "low" : "high"));
        canvas.Rect(0, 0, At(far), Height, ink.Fill("mid"));
        canvas.Rect(0, 0, At(near), Height, ink.Fill(less ? "high" : "low"));
        canvas.Rect(0, 3.5, At(chart.Value), 4, ink.Actual);
        canvas.Rect(Math.Min(At(chart.Target) - 1, Width - 2), 1, 2, Height - 2, ink.Tick);
        canvas.Text(0, 19.5, chart.ZeroLabel, ink.Muted, 8, "start");
        canvas.Text(Width, 19.5, chart.EndLabel, ink.Muted, 8, "end");
        return canvas.ToString();
    }
}
