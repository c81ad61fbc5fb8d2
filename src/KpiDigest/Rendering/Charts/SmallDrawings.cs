using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Rendering.Charts;

/// <summary>Word-sized charts: columns without words, and the bullet graph.</summary>
internal static class SmallDrawings
{
    public static string Spark(Sparkline chart, ChartInk ink)
    {
        const int Width = 96;
        const int Height = 24;
        var canvas = new SvgCanvas(Width, Height, chart.Alt);
        var scale = new ChartScale(chart.Values.OfType<decimal>(), 1, Height - 1);
        // Always room for eight, so that like charts share their scale of time and end at the right.
        var slot = Width / 8.0;
        for (var i = 0; i < chart.Values.Count; i++)
            if (chart.Values[i] is { } value)
                canvas.Rect(Width - ((chart.Values.Count - i) * slot) + 1, scale.Y(value), slot - 2, scale.Zero - scale.Y(value), ink.Actual);
        canvas.Line(0, scale.Zero, Width, scale.Zero, ink.Axis, 0.8);
        return canvas.ToString();
    }

    public static string Bullet(BulletGraph chart, ChartInk ink)
    {
        const int Width = 150;
        var canvas = new SvgCanvas(Width, 14, chart.Alt);
        double At(decimal value) => Math.Clamp((double)(value / chart.End), 0, 1) * Width;
        canvas.Rect(0, 0, Width, 14, ink.Fill("high"));
        canvas.Rect(0, 0, At(chart.Target), 14, ink.Fill("mid"));
        canvas.Rect(0, 0, At(chart.Amber), 14, ink.Fill("low"));
        canvas.Rect(0, 4, At(chart.Value), 6, ink.Actual);
        canvas.Rect(At(chart.Target) - 1.25, 1, 2.5, 12, ink.Tick);
        return canvas.ToString();
    }
}
