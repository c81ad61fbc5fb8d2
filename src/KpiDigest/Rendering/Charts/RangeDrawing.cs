using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Rendering.Charts;

/// <summary>Dots joined by a line before the band of what is normal. Dots need no zero: the limits' labels say where the scale lies.</summary>
internal static class RangeDrawing
{
    private const int Width = 326;
    private const int Height = 104;
    private const int Top = 18;
    private const int Bottom = 80;
    private const int Left = 6;
    private const int Right = 44;

    public static string Draw(RangeChart chart, ChartInk ink)
    {
        var canvas = new SvgCanvas(Width, Height, chart.Alt);
        var values = chart.Points.Select(p => p.Value).Append(chart.Range?.Low).Append(chart.Range?.High).OfType<decimal>().ToList();
        if (values.Count == 0) return canvas.ToString();
        var scale = new ChartScale(values, Top, Bottom, withZero: false);
        if (chart.Range is { } range) Band(canvas, ink, scale, range);
        var slot = (double)(Width - Left - Right) / Math.Max(1, chart.Points.Count);
        double At(int i) => Left + ((i + 0.5) * slot);
        for (var i = 1; i < chart.Points.Count; i++)
            if (chart.Points[i - 1].Value is { } from && chart.Points[i].Value is { } to)
                canvas.Line(At(i - 1), scale.Y(from), At(i), scale.Y(to), ink.Actual, 1.4);
        for (var i = 0; i < chart.Points.Count; i++) Point(canvas, ink, scale, chart.Points[i], At(i), i == chart.Points.Count - 1);
        return canvas.ToString();
    }

    private static void Band(SvgCanvas canvas, ChartInk ink, ChartScale scale, RangeBand range)
    {
        canvas.Rect(Left, scale.Y(range.High), Width - Left - Right, scale.Y(range.Low) - scale.Y(range.High), ink.Fill("high"));
        canvas.Text(Width - Right + 4, scale.Y(range.High) + 3.5, range.HighLabel, ink.Muted, 9.5, "start");
        canvas.Text(Width - Right + 4, scale.Y(range.Low) + 3.5, range.LowLabel, ink.Muted, 9.5, "start");
    }

    private static void Point(SvgCanvas canvas, ChartInk ink, ChartScale scale, RangePoint point, double x, bool last)
    {
        if (point.Value is { } value)
        {
            canvas.Dot(x, scale.Y(value), last ? 4.5 : 3, ink.Actual);
            canvas.Text(x, scale.Y(value) - 7, point.ValueLabel, ink.Text, 9.5, bold: last);
        }

        canvas.Text(x, Bottom + 20, point.Label, ink.Muted, 9.5, bold: last);
    }
}
