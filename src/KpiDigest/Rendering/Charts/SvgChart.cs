using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Rendering.Charts;

/// <summary>Draws a chart as inline SVG. One notation throughout: actual solid, year before light, plan outlined, forecast hatched.</summary>
internal static class SvgChart
{
    public static string Draw(ChartModel? model, Theme theme)
    {
        var ink = new ChartInk(theme);
        return model switch
        {
            ColumnChart chart => ColumnDrawing.Draw(chart, ink),
            Sparkline chart => SmallDrawings.Spark(chart, ink),
            BulletGraph chart => SmallDrawings.Bullet(chart, ink),
            RangeChart chart => RangeDrawing.Draw(chart, ink),
            HorizonChart chart => HorizonDrawing.Draw(chart, ink),
            WaterfallChart chart => WaterfallDrawing.Draw(chart, ink),
            BarChart chart => BarDrawing.Draw(chart, ink),
            _ => "",
        };
    }
}
