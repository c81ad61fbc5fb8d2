using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Rendering.Charts;

/// <summary>Totals on the base line, changes hanging between them.</summary>
internal static class WaterfallDrawing
{
    private const int Width = 680;
    private const int Bottom = 150;

    public static string Draw(WaterfallChart chart, ChartInk ink)
    {
        var canvas = new SvgCanvas(Width, 182, chart.Alt);
        var levels = Levels(chart).ToList();
        var scale = new ChartScale(levels.SelectMany(l => new[] { l.From, l.To }), 20, Bottom);
        var slot = (double)Width / Math.Max(1, chart.Steps.Count);
        var column = slot * 0.5;
        for (var i = 0; i < chart.Steps.Count; i++)
        {
            var (step, (from, to)) = (chart.Steps[i], levels[i]);
            var left = ((i + 0.5) * slot) - (column / 2);
            canvas.Rect(left, scale.Y(Math.Max(from, to)), column, Math.Abs(scale.Y(to) - scale.Y(from)),
                step.IsTotal ? ink.Actual : step.Value >= 0 ? ink.Good : ink.Bad);
            if (i + 1 < chart.Steps.Count) canvas.Line(left, scale.Y(to), left + slot + column, scale.Y(to), ink.Muted, 0.7);
            canvas.Text(left + (column / 2), scale.Y(Math.Max(from, to)) - 5, step.ValueLabel, ink.Text, 11, bold: step.IsTotal);
            canvas.Text(left + (column / 2), Bottom + 18, step.Label, ink.Muted, 11);
        }

        canvas.Line(0, scale.Zero, Width, scale.Zero, ink.Muted);
        return canvas.ToString();
    }

    private static IEnumerable<(decimal From, decimal To)> Levels(WaterfallChart chart)
    {
        var at = 0m;
        foreach (var step in chart.Steps)
        {
            var from = step.IsTotal ? 0m : at;
            at = step.IsTotal ? step.Value : at + step.Value;
            yield return (from, at);
        }
    }
}
