using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Rendering.Charts;

/// <summary>Dots above and below the line of the result; bands in one hue say how far off is good and how far is to be watched.</summary>
internal static class HorizonDrawing
{
    private const int Width = 326;
    private const int Height = 104;
    private const int Top = 16;
    private const int Bottom = 80;

    public static string Draw(HorizonChart chart, ChartInk ink)
    {
        var canvas = new SvgCanvas(Width, Height, chart.Alt);
        var known = chart.Points.Select(p => p.Value).OfType<decimal>();
        var scale = new ChartScale(known.Concat([chart.Watch * 1.2m, -chart.Watch * 1.2m]), Top, Bottom);
        Band(canvas, ink, scale, chart.Watch, "high");
        Band(canvas, ink, scale, chart.Good, "mid");
        canvas.Line(0, scale.Zero, Width, scale.Zero, ink.Actual, 1.4);
        var slot = (double)Width / Math.Max(1, chart.Points.Count);
        for (var i = 0; i < chart.Points.Count; i++)
        {
            var (point, x) = (chart.Points[i], (i + 0.5) * slot);
            if (point.Value is { } value)
            {
                canvas.Line(x, scale.Zero, x, scale.Y(value), ink.Actual, 1.4);
                canvas.Dot(x, scale.Y(value), 4.5, ink.Actual);
            }

            canvas.Text(x + 8, (point.Value is { } at ? scale.Y(at) : scale.Zero - 8) + 3.5, point.ValueLabel, ink.Text, 10, "start");
            canvas.Text(x, Bottom + 21, point.Label, ink.Muted, 9.5);
        }

        return canvas.ToString();
    }

    private static void Band(SvgCanvas canvas, ChartInk ink, ChartScale scale, decimal size, string tone) =>
        canvas.Rect(0, scale.Y(size), Width, scale.Y(-size) - scale.Y(size), ink.Fill(tone));
}
