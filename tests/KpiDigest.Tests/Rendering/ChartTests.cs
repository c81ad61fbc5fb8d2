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
        new ColumnChart("Columns.",
        [
            new("Q3 17", 2m, "€2") { YearBefore = 1.5m, Plan = 2.2m, OnYear = new(0.33m, "+33%"), OnPlan = new(-0.09m, "−9%") },
            new("Q4 17", -1m, "−€1"), new("Q1 18", null, "n/a"),
            new("Q2 18", null, "€3") { Forecast = 3m, Low = 2m, High = 4m, Plan = 3.5m },
        ]) { YearTitle = "Year", PlanTitle = "Plan" },
        new ColumnChart("Forecast.", [new("Q1 18", 2m, "€2"), new("Q2 18", null, "€3") { Forecast = 3m, Low = 2m, High = 4m }]),
        new Sparkline([null, 1m, 3m, 0m]),
        new RangeChart("Dots.", [new("Q3 17", 0.61m, "61%"), new("Q4 17", 0.44m, "44%"), new("Q1 18", null, "n/a")], new(0.5m, 0.7m, "50%", "70%")),
        new RangeChart("Dots.", [new("Q4 17", 0.61m, "61%")], null),
        new HorizonChart("Horizons.", [new("12 weeks", -0.68m, "−68%"), new("4 weeks", null, "n/a"), new("1 week", 0.11m, "+11%")], 0.05m, 0.1m),
        new WaterfallChart("Steps.", [new("Before", 10m, "10", true, "plain"), new("Fewer deals closed", -4m, "−4", false, "bad"), new("After", 6m, "6", true, "plain")]),
        new BulletGraph("Bullet.", 1.4m, 1m, 0.9m, 1.47m, "0%", "147%"),
        new BulletGraph("Less is better.", 0.5m, 0.2m, 0.35m, 0.44m, "0%", "44%"),
        new Sparkline([1m, 2m], "Q3 17", "Q4 17"),
        new BarChart("Bars.", [new("Overdue", 3m, "3", "value"), new("Later", 0m, "0", "past")]),
        new ColumnChart("Nothing.", []),
        new BarChart("Nothing.", []),
        new RangeChart("Nothing.", [], null),
        new HorizonChart("Nothing.", [], 0.05m, 0.1m),
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
        var svg = XElement.Parse(SvgChart.Draw(new ColumnChart("x", [new("a", 1m, "1"), new("b", 4m, "4")]), Theme));
        var heights = svg.Elements().Where(e => e.Name.LocalName == "rect").Select(e => Number(e, "height")).ToArray();
        Assert.Equal(4, heights[1] / heights[0], 2);
    }

    [Fact]
    public void Actual_is_solid_the_year_before_lighter_and_the_plan_an_outline()
    {
        var svg = XElement.Parse(SvgChart.Draw(new ColumnChart("x", [new("a", 2m, "2") { YearBefore = 1m, Plan = 3m }]), Theme));
        var rects = svg.Elements().Where(e => e.Name.LocalName == "rect").ToArray();
        Assert.Equal(Theme.Colour("fill", "value"), rects[0].Attribute("stroke")!.Value);
        Assert.Equal(Theme.Colour("fill", "low"), rects[1].Attribute("fill")!.Value);
        Assert.Equal((Theme.Colour("fill", "value"), null), (rects[2].Attribute("fill")!.Value, rects[2].Attribute("stroke")));
    }

    [Fact]
    public void A_forecast_is_hatched_and_never_filled_like_an_actual()
    {
        var svg = XElement.Parse(SvgChart.Draw(new ColumnChart("x", [new("a", null, "3") { Forecast = 3m }]), Theme));
        Assert.DoesNotContain(svg.Elements(), e => e.Name.LocalName == "rect" && e.Attribute("fill")!.Value == Theme.Colour("fill", "value"));
        Assert.InRange(svg.Elements().Count(e => e.Name.LocalName == "line" && Number(e, "x1") != Number(e, "x2") && Number(e, "y1") != Number(e, "y2")), 8, 60);
    }

    [Fact]
    public void Bands_of_a_bullet_graph_darken_away_from_the_target_whichever_side_is_better()
    {
        Assert.Equal(["high", "mid", "low"], Bands(new BulletGraph("x", 1m, 1m, 0.9m, 1.25m, "0", "1")));
        Assert.Equal(["low", "mid", "high"], Bands(new BulletGraph("x", 0.3m, 0.2m, 0.35m, 0.5m, "0", "1")));
    }

    [Fact]
    public void Steps_of_a_waterfall_hang_where_the_one_before_ended()
    {
        var svg = XElement.Parse(SvgChart.Draw(new WaterfallChart("x", [new("a", 10m, "", true, "plain"), new("b", 5m, "", false, "good"), new("c", -3m, "", false, "bad"), new("d", 12m, "", true, "plain")]), Theme));
        var rects = svg.Elements().Where(e => e.Name.LocalName == "rect").ToArray();
        Assert.Equal(Number(rects[0], "y"), Number(rects[1], "y") + Number(rects[1], "height"), 1);
        Assert.Equal(Number(rects[1], "y"), Number(rects[2], "y"), 1);
        Assert.Equal(Number(rects[2], "y") + Number(rects[2], "height"), Number(rects[3], "y"), 1);
    }

    [Fact]
    public void Labels_are_escaped()
    {
        var svg = SvgChart.Draw(new BarChart("<b>\" onload=x", [new("<script>", 1m, "&", "value")]), Theme);
        Assert.DoesNotContain("<script>", svg, StringComparison.Ordinal);
        Assert.Contains(XElement.Parse(svg).Elements(), e => e.Value == "<script>");
        Assert.Equal("<b>\" onload=x", XElement.Parse(svg).Attribute("aria-label")!.Value);
    }

    /// <summary>The fills of the bands, widest first.</summary>
    private static string[] Bands(BulletGraph bullet) => [.. XElement.Parse(SvgChart.Draw(bullet, Theme)).Elements().Where(e => e.Name.LocalName == "rect").Take(3)
        .Select(e => new[] { "high", "mid", "low" }.Single(tone => Theme.Colour("fill", tone) == e.Attribute("fill")!.Value))];

    private static double Number(XElement shape, string name) => double.Parse(shape.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
}
