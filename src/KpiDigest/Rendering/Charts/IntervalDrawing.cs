using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Rendering.Charts;

/// <summary>Dots between the ends of their intervals, on a scale from 0 to 100 percent.</summary>
internal static class IntervalDrawing
{
    private const int Width = 680;
    private const int Top = 16;
    private const int Bottom = 118;

    public static string Draw(IntervalChart chart, ChartInk ink)
    {
        var canvas = new SvgCanvas(Width, 138, chart.Alt);
        var scale = new ChartScale([1m], Top, Bottom);
        foreach (var (share, label) in new[] { (0m, "0"), (0.5m, "50"), (1m, "100") })
        {
            canvas.Line(26, scale.Y(share), Width, scale.Y(share), ink.Axis, 0.7);
            canvas.Text(20, scale.Y(share) + 4, label, ink.Muted, 10, "end");
        }

        var slot = (Width - 30.0) / Math.Max(1, chart.Points.Count);
        for (var i = 0; i < chart.Points.Count; i++)
            Point(canvas, ink, scale, chart.Points[i], 30 + ((i + 0.5) * slot), i == chart.Points.Count - 1);
        return canvas.ToString();
    }

    private static void Point(SvgCanvas canvas, ChartInk ink, ChartScale scale, IntervalPoint point, double x, bool last)
    {
        var colour = last ? ink.Actual : ink.Past;
        if (point is { Low: { } low, High: { } high })
        {
            canvas.Line(x, scale.Y(low), x, scale.Y(high), colour, 3);
            canvas.Line(x - 6, scale.Y(low), x + 6, scale.Y(low), colour, 1.5);
            canvas.Line(x - 6, scale.Y(high), x + 6, scale.Y(high), colour, 1.5);
        }

        if (point.Value is { } value) canvas.Dot(x, scale.Y(value), 4.5, colour);
        canvas.Text(x + 11, scale.Y(point.Value ?? 0) + 4, point.ValueLabel, ink.Text, 11, "start", last);
        canvas.Text(x, Bottom + 16, point.Label, ink.Muted, 11, bold: last);
    }
}
