using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Rendering.Charts;

/// <summary>Columns by period with the year before, the plan and, above them, the variance to the year before.</summary>
internal static class ColumnDrawing
{
    private const int WholeWidth = 680;
    private const int HalfWidth = 326;

    public static string Draw(ColumnChart chart, ChartInk ink)
    {
        var rich = chart.Groups.Any(g => g.YearBefore is not null || g.Plan is not null);
        var variances = chart.Groups.Any(g => g.Variance is not null);
        // Charts with comparisons take the whole width; plain ones stand two in a row.
        var width = rich ? WholeWidth : HalfWidth;
        var (top, bottom, height) = (variances ? 66 : 6, rich ? 222 : 104, rich ? 242 : 122);
        var canvas = new SvgCanvas(width, height, chart.Alt);
        var scale = new ChartScale(chart.Groups.SelectMany(g => new[] { g.Actual, g.YearBefore, g.Plan }).OfType<decimal>(), top + 14, bottom);
        var slot = (double)width / Math.Max(1, chart.Groups.Count);
        var column = Math.Min(46, slot * (rich ? 0.36 : 0.62));
        for (var i = 0; i < chart.Groups.Count; i++)
            Group(canvas, ink, scale, chart.Groups[i], (i + 0.5) * slot, column, bottom, rich ? 11 : 9.5, i == chart.Groups.Count - 1);
        canvas.Line(0, scale.Zero, width, scale.Zero, ink.Muted);
        if (variances) Variances(canvas, ink, chart, slot, column);
        return canvas.ToString();
    }

    private static void Group(SvgCanvas canvas, ChartInk ink, ChartScale scale, ColumnGroup group, double middle, double column, double bottom, double size, bool last)
    {
        var left = middle - (column / 2);
        var shift = column * 0.34;
        if (group.Plan is { } plan) canvas.Rect(left + shift, scale.Y(plan), column, scale.Zero - scale.Y(plan), ink.Paper, ink.Actual);
        if (group.YearBefore is { } before) canvas.Rect(left - shift, scale.Y(before), column, scale.Zero - scale.Y(before), ink.YearBefore);
        if (group.Actual is { } actual) canvas.Rect(left, scale.Y(actual), column, scale.Zero - scale.Y(actual), ink.Actual);
        var high = new[] { group.Actual, group.YearBefore, group.Plan }.OfType<decimal>().DefaultIfEmpty(0).Max();
        canvas.Text(middle, scale.Y(Math.Max(0, high)) - 5, group.ActualLabel, ink.Text, size, bold: last);
        canvas.Text(middle, bottom + 15, group.Label, ink.Muted, size, bold: last);
    }

    private static void Variances(SvgCanvas canvas, ChartInk ink, ColumnChart chart, double slot, double column)
    {
        const double Base = 40;
        var widest = chart.Groups.Max(g => Math.Abs(g.Variance ?? 0));
        canvas.Text(0, 11, "Change on the year before", ink.Muted, 10, "start");
        for (var i = 0; i < chart.Groups.Count; i++)
        {
            if (chart.Groups[i].Variance is not { } variance) continue;
            var middle = (i + 0.5) * slot;
            var length = widest == 0 ? 0 : (double)(variance / widest) * 16;
            canvas.Line(middle - (column * 0.7), Base, middle + (column * 0.7), Base, ink.Muted);
            canvas.Rect(middle - (column * 0.3), Base - length, column * 0.6, length, variance >= 0 ? ink.Good : ink.Bad);
            canvas.Text(middle, variance >= 0 ? Base - length - 4 : Base - length + 12, chart.Groups[i].VarianceLabel, ink.Text, 10.5);
        }
    }
}
