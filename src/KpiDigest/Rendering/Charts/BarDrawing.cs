using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Rendering.Charts;

/// <summary>Horizontal bars, label left, value at the end.</summary>
internal static class BarDrawing
{
    private const int Width = 680;
    private const int Row = 19;
    private const int Left = 130;
    private const int Right = 170;

    public static string Draw(BarChart chart, ChartInk ink)
    {
        var canvas = new SvgCanvas(Width, (chart.Bars.Count * Row) + 4, chart.Alt);
        var longest = Math.Max(1, (double)chart.Bars.Select(b => b.Value).DefaultIfEmpty(1).Max());
        for (var i = 0; i < chart.Bars.Count; i++)
        {
            var bar = chart.Bars[i];
            var length = (double)bar.Value / longest * (Width - Left - Right);
            canvas.Text(0, (i * Row) + 13, bar.Label, ink.Text, 11, "start");
            canvas.Rect(Left, (i * Row) + 3, Math.Max(1, length), 13, ink.Fill(bar.Tone));
            canvas.Text(Left + length + 8, (i * Row) + 13, bar.ValueLabel, ink.Text, 11, "start");
        }

        canvas.Line(Left, 0, Left, (chart.Bars.Count * Row) + 2, ink.Muted);
        return canvas.ToString();
    }
}
