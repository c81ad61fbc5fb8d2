using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Rendering.Charts;

/// <summary>Totals on the base line, changes hanging between them.</summary>
internal static class WaterfallDrawing
{
    private const int WholeWidth = 680;
    private const int HalfWidth = 326;
    private const int MostInHalf = 6;

    public static string Draw(WaterfallChart chart, ChartInk ink)
    {
        var half = chart.Steps.Count <= MostInHalf;
        var (width, bottom, size) = half ? (HalfWidth, 78, 9.5) : (WholeWidth, 112, 11);
        var canvas = new SvgCanvas(width, bottom + (half ? 30 : 22), chart.Alt);
        var levels = Levels(chart).ToList();
        var scale = new ChartScale(levels.SelectMany(l => new[] { l.From, l.To }), 18, bottom);
        var slot = (double)width / Math.Max(1, chart.Steps.Count);
        var column = slot * 0.5;
        for (var i = 0; i < chart.Steps.Count; i++)
        {
            var (step, (from, to)) = (chart.Steps[i], levels[i]);
            var left = ((i + 0.5) * slot) - (column / 2);
            canvas.Rect(left, scale.Y(Math.Max(from, to)), column, Math.Abs(scale.Y(to) - scale.Y(from)),
                step.IsTotal ? ink.Actual : Fill(step, ink));
            if (i + 1 < chart.Steps.Count) canvas.Line(left, scale.Y(to), left + slot + column, scale.Y(to), ink.Muted, 0.7);
            canvas.Text(left + (column / 2), scale.Y(Math.Max(from, to)) - 5, step.ValueLabel, ink.Text, size, bold: step.IsTotal);
            Label(canvas, ink, step.Label, left + (column / 2), bottom, size, half);
        }

        canvas.Line(0, scale.Zero, width, scale.Zero, ink.Muted);
        return canvas.ToString();
    }

    /// <summary>In two lines where the chart is narrow: the words are parted where the halves are most alike.</summary>
    private static void Label(SvgCanvas canvas, ChartInk ink, string label, double x, double bottom, double size, bool half)
    {
        var parted = half && label.Length > 8
            ? Enumerable.Range(0, label.Length).Where(i => label[i] == ' ').OrderBy(i => Math.Abs((2 * i) - label.Length)).Cast<int?>().FirstOrDefault()
            : null;
        canvas.Text(x, bottom + (half ? 13 : 17), parted is { } at ? label[..at] : label, ink.Muted, half ? 9 : size);
        if (parted is { } rest) canvas.Text(x, bottom + 24, label[(rest + 1)..], ink.Muted, 9);
    }

    private static string Fill(WaterfallStep step, ChartInk ink) => step.Tone switch { "good" => ink.Good, "bad" => ink.Bad, _ => ink.Past };

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
