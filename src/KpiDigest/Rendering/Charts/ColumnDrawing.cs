using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Rendering.Charts;

/// <summary>Columns by period with the year before, the plan and the forecast; above them, the variances.</summary>
internal static class ColumnDrawing
{
    private const int WholeWidth = 680;
    private const int HalfWidth = 326;
    private const int Tier = 50;

    public static string Draw(ColumnChart chart, ChartInk ink)
    {
        var tiers = new[] { (Title: chart.PlanTitle, Of: (Func<ColumnGroup, ColumnVariance?>)(g => g.OnPlan)), (chart.YearTitle, g => g.OnYear) }
            .Where(t => t.Title.Length > 0 && chart.Groups.Any(g => t.Of(g) is not null)).ToList();
        // The charts with variances take the whole width; others stand two in a row.
        var (width, top, span) = (tiers.Count > 0 ? WholeWidth : HalfWidth, tiers.Count * Tier, tiers.Count > 0 ? 150 : 82);
        var canvas = new SvgCanvas(width, top + span + 24, chart.Alt);
        var scale = new ChartScale(chart.Groups.SelectMany(Heights), top + 20, top + span);
        var slot = (double)width / Math.Max(1, chart.Groups.Count);
        var column = Math.Min(44, slot * 0.5);
        var size = tiers.Count > 0 ? 11 : 9.5;
        for (var i = 0; i < chart.Groups.Count; i++)
            Group(canvas, ink, scale, chart.Groups[i], (i + 0.5) * slot, column, top + span, size, i == chart.Groups.Count - 1);
        canvas.Line(0, scale.Zero, width, scale.Zero, ink.Muted);
        for (var i = 0; i < tiers.Count; i++) Variances(canvas, ink, chart, tiers[i].Title, tiers[i].Of, i * Tier, slot, column);
        return canvas.ToString();
    }

    private static IEnumerable<decimal> Heights(ColumnGroup group) =>
        new[] { group.Actual, group.YearBefore, group.Plan, group.Forecast, group.High }.OfType<decimal>();

    private static void Group(SvgCanvas canvas, ChartInk ink, ChartScale scale, ColumnGroup group, double middle, double column, double bottom, double size, bool last)
    {
        var left = middle - (column / 2);
        var shift = column * 0.34;
        if (group.Plan is { } plan) canvas.Rect(left + shift, scale.Y(plan), column, scale.Zero - scale.Y(plan), ink.Paper, ink.Actual);
        if (group.YearBefore is { } before) canvas.Rect(left - shift, scale.Y(before), column, scale.Zero - scale.Y(before), ink.YearBefore);
        if (group.Actual is { } actual) canvas.Rect(left, scale.Y(actual), column, scale.Zero - scale.Y(actual), ink.Actual);
        if (group.Forecast is { } forecast) Forecast(canvas, ink, scale, group, forecast, left, column);
        canvas.Text(middle, scale.Y(Math.Max(0, Heights(group).DefaultIfEmpty(0).Max())) - 5, group.ActualLabel, ink.Text, size, bold: last);
        canvas.Text(middle, bottom + 16, group.Label, ink.Muted, size, bold: last);
    }

    private static void Forecast(SvgCanvas canvas, ChartInk ink, ChartScale scale, ColumnGroup group, decimal forecast, double left, double column)
    {
        canvas.Hatched(left, scale.Y(forecast), column, scale.Zero - scale.Y(forecast), ink.Paper, ink.Actual);
        if (group is not { Low: { } low, High: { } high }) return;
        var middle = left + (column / 2);
        canvas.Line(middle, scale.Y(low), middle, scale.Y(high), ink.Tick, 1.6);
        foreach (var end in new[] { low, high }) canvas.Line(middle - 6, scale.Y(end), middle + 6, scale.Y(end), ink.Tick, 1.6);
    }

    private static void Variances(SvgCanvas canvas, ChartInk ink, ColumnChart chart, string title, Func<ColumnGroup, ColumnVariance?> of, double top, double slot, double column)
    {
        // Both rows of variances share one scale.
        var widest = chart.Groups.SelectMany(g => new[] { g.OnPlan, g.OnYear }).Max(v => Math.Abs(v?.Size ?? 0));
        var line = top + 30;
        canvas.Text(0, top + 10, title, ink.Muted, 10, "start");
        for (var i = 0; i < chart.Groups.Count; i++)
        {
            if (of(chart.Groups[i]) is not { } variance) continue;
            var middle = (i + 0.5) * slot;
            var length = widest == 0 ? 0 : (double)(variance.Size / widest) * 14;
            canvas.Line(middle - (column * 0.7), line, middle + (column * 0.7), line, ink.Muted);
            canvas.Rect(middle - (column * 0.25), line - length, column * 0.5, length, variance.Size >= 0 ? ink.Good : ink.Bad);
            canvas.Text(middle, variance.Size >= 0 ? line - length - 3 : line - length + 11, variance.Label, ink.Text, 10);
        }
    }
}
