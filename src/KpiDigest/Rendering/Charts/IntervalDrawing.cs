using System.Globalization;
using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Rendering.Charts;

/// <summary>Dots between the ends of their intervals, on a scale of the tens around them.</summary>
internal static class IntervalDrawing
{
    private const int Width = 326;
    private const int Top = 10;
    private const int Bottom = 104;

    public static string Draw(IntervalChart chart, ChartInk ink)
    {
        var canvas = new SvgCanvas(Width, 122, chart.Alt);
        var ends = chart.Points.SelectMany(p => new[] { p.Low, p.Value, p.High }).OfType<decimal>().DefaultIfEmpty(0).ToList();
        // Dots need no zero: the axis shows the tens around them and says so.
        var (low, high) = (Math.Floor(ends.Min() * 10) / 10, Math.Ceiling(ends.Max() * 10) / 10);
        var scale = new ChartScale([low, high], Top, Bottom, withZero: false);
        foreach (var share in new[] { low, high }.Distinct())
        {
            canvas.Line(24, scale.Y(share), Width, scale.Y(share), ink.Axis, 0.7);
            canvas.Text(20, scale.Y(share) + 3.5, (share * 100).ToString("0", CultureInfo.InvariantCulture), ink.Muted, 9.5, "end");
        }

        var slot = (Width - 26.0) / Math.Max(1, chart.Points.Count);
        for (var i = 0; i < chart.Points.Count; i++)
            Point(canvas, ink, scale, chart.Points[i], 26 + ((i + 0.5) * slot), i == chart.Points.Count - 1);
        return canvas.ToString();
    }

    private static void Point(SvgCanvas canvas, ChartInk ink, ChartScale scale, IntervalPoint point, double x, bool last)
    {
        if (point is { Low: { } low, High: { } high })
        {
            canvas.Line(x, scale.Y(low), x, scale.Y(high), ink.Actual, 3);
            canvas.Line(x - 5, scale.Y(low), x + 5, scale.Y(low), ink.Actual, 1.5);
            canvas.Line(x - 5, scale.Y(high), x + 5, scale.Y(high), ink.Actual, 1.5);
        }

        if (point.Value is { } value) canvas.Dot(x, scale.Y(value), 4.5, ink.Actual);
        if (point.Value is { } at) canvas.Text(x, scale.Y(point.High ?? at) - 4, point.ValueLabel, ink.Text, 9.5, bold: last);
        canvas.Text(x, Bottom + 16, point.Label, ink.Muted, 9.5, bold: last);
    }
}
