using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Rendering.Charts;

/// <summary>Draws a chart as inline SVG.</summary>
internal static class SvgChart
{
    public static string Draw(ChartModel? model, Theme theme) => model switch
    {
        null => "",
        _ => throw new TemplateException($"{model.GetType().Name} cannot be drawn with {theme.GetType().Name}."),
    };
}
