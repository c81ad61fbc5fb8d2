using System.Xml.Linq;
using KpiDigest.Core.Digests.Charts;
using KpiDigest.Rendering;
using KpiDigest.Rendering.Charts;

namespace KpiDigest.Tests.Rendering;

public sealed class ChartTests
{
    private static readonly Theme Theme = new TemplateShelf(new TemplateFolder("")).Current().Theme;

    public static TheoryData<ChartModel> Charts =>
    [
        new ColumnChart("Columns.", [new("Q3 17", 2m, "€2", 1.5m, 2.2m, 0.33m, "+33%"), new("Q4 17", -1m, "−€1", null, null, null, ""), new("Q1 18", null, "n/a", null, null, null, "")]),
        new Sparkline([null, 1m, 3m, 0m]),
        new IntervalChart("Dots.", [new("Q4 17", 0.61m, "61%", 0.588m, 0.632m), new("Q1 18", null, "n/a", null, null)]),
        new WaterfallChart("Steps.", [new("Before", 10m, "10", true), new("Fewer", -4m, "−4", false), new("After", 6m, "6", true)]),
        new BulletGraph("Bullet.", 1.4m, 1m, 0.9m, 1.47m),
        new BarChart("Bars.", [new("Overdue", 3m, "3", "value"), new("Later", 0m, "0", "past")]),
        new ColumnChart("Nothing.", []),
        new BarChart("Nothing.", []),
        new IntervalChart("Nothing.", []),
        new WaterfallChart("Nothing.", []),
        new Sparkline([]),
    ];

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_chart_is_well_formed_stays_in_its_frame_and_has_a_name_or_is_decoration(ChartModel chart)
    {
        var svg = XElement.Parse(SvgChart.Draw(chart, Theme));
        var box = svg.Attribute("viewBox")!.Value.Split(' ').Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(chart.Alt.Length == 0 ? null : chart.Alt, svg.Attribute("aria-label")?.Value);
        Assert.Equal(chart.Alt.Length == 0 ? "true" : null, svg.Attribute("aria-hidden")?.Value);
        foreach (var shape in svg.Descendants().Where(e => e.Name.LocalName == "rect"))
        {
            Assert.InRange(Number(shape, "x"), -0.01, box[2] + 0.01);
            Assert.InRange(Number(shape, "y"), -0.01, box[3] + 0.01);
            Assert.InRange(Number(shape, "x") + Number(shape, "width"), 0, box[2] + 0.01);
            Assert.InRange(Number(shape, "y") + Number(shape, "height"), 0, box[3] + 0.01);
        }
    }

    [Fact]
    public void Heights_are_in_proportion_to_values()
    {
        var svg = XElement.Parse(SvgChart.Draw(new ColumnChart("x", [new("a", 1m, "1", null, null, null, ""), new("b", 4m, "4", null, null, null, "")]), Theme));
        var heights = svg.Elements().Where(e => e.Name.LocalName == "rect").Select(e => Number(e, "height")).ToArray();
        Assert.Equal(4, heights[1] / heights[0], 2);
    }

    [Fact]
    public void Actual_is_solid_the_year_before_lighter_and_the_plan_an_outline()
    {
        var svg = XElement.Parse(SvgChart.Draw(new ColumnChart("x", [new("a", 2m, "2", 1m, 3m, null, "")]), Theme));
        var rects = svg.Elements().Where(e => e.Name.LocalName == "rect").ToArray();
        Assert.Equal(Theme.Colour("fill", "value"), rects[0].Attribute("stroke")!.Value);
        Assert.Equal(Theme.Colour("fill", "low"), rects[1].Attribute("fill")!.Value);
        Assert.Equal((Theme.Colour("fill", "value"), null), (rects[2].Attribute("fill")!.Value, rects[2].Attribute("stroke")));
    }

    [Fact]
    public void Labels_are_escaped()
    {
        var svg = SvgChart.Draw(new BarChart("<b>\" onload=x", [new("<script>", 1m, "&", "value")]), Theme);
        Assert.DoesNotContain("<script>", svg, StringComparison.Ordinal);
        Assert.Contains(XElement.Parse(svg).Elements(), e => e.Value == "<script>");
        Assert.Equal("<b>\" onload=x", XElement.Parse(svg).Attribute("aria-label")!.Value);
    }

    private static double Number(XElement shape, string name) => double.Parse(shape.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
}
