using AngleSharp.Html.Parser;
using KpiDigest.Core.Digests;
using KpiDigest.Rendering;
using NodaTime;

namespace KpiDigest.Tests.Rendering;

public sealed class WeeklyMailTests
{
    private readonly DigestRenderer _renderer = new(new RenderingOptions { Address = "1 Example Street, London" });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("known", true)]
    [InlineData("none", false)]
    public async Task Slippage_is_shown_only_where_history_is_known(string history, bool shown)
    {
        var figures = SomeWeeks.Signals();
        var slippage = figures.Results["slippage"] with { Parts = [new Core.Kpis.KpiPart("history", null) { Text = history }] };
        var text = (await Render(figures with { Results = new Dictionary<string, Core.Kpis.KpiResult>(figures.Results) { ["slippage"] = slippage } })).Text;
        Assert.Equal((shown, !shown), (text.Contains("Slipped, Q4 2017", StringComparison.Ordinal), text.Contains("Won this week", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Sixty_people_are_cut_to_twenty_five_and_fit_the_size_limits()
    {
        var digest = await Render(SomeFigures.Weekly(children: 60));
        var page = new HtmlParser().ParseDocument(digest.Html);
        Assert.Equal(25 + 1, page.QuerySelectorAll("tbody th[scope=row]").Length);
        Assert.Contains("and 35 more", digest.Text, StringComparison.Ordinal);
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(digest.Html) < 90_000, "HTML is too long");
        Assert.True(page.QuerySelector("style")!.TextContent.Length < 8_000, "style is too long");
    }

    [Theory]
    [InlineData("€1.24M")]
    [InlineData("94%")]
    [InlineData("2.8×")]
    public async Task Subject_text_and_html_say_the_same(string number)
    {
        var digest = await Render(SomeFigures.Weekly());
        Assert.Contains(number, digest.Text, StringComparison.Ordinal);
        Assert.Contains(number, digest.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_number_of_the_text_part_stands_in_the_html()
    {
        foreach (var digestCase in DigestCases.Weekly)
        {
            var digest = await digestCase.RenderAsync(Stop);
            var html = Numbers(new HtmlParser().ParseDocument(digest.Html).Body!.TextContent);
            var links = new HtmlParser().ParseDocument(digest.Html).QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ToHashSet();
            var lines = digest.Text.Split('\n').Select(l => l.Trim()).ToList();
            Assert.Empty(Numbers(string.Join('\n', lines.Where(l => !IsLink(l)))).Except(html));
            Assert.All(lines.Where(IsLink), l => Assert.Contains(l, links));
        }
    }

    [Fact]
    public async Task Lines_of_the_text_part_have_at_most_72_columns()
    {
        foreach (var digestCase in DigestCases.Weekly)
            Assert.All((await digestCase.RenderAsync(Stop)).Text.Split('\n').Where(l => !l.Contains("https://", StringComparison.Ordinal)), l => Assert.True(TextColumns.WidthOf(l) <= 72, l));
    }

    [Fact]
    public async Task Subject_and_preheader_keep_their_lengths()
    {
        foreach (var digestCase in DigestCases.Weekly)
        {
            var digest = await digestCase.RenderAsync(Stop);
            var preheader = new HtmlParser().ParseDocument(digest.Html).QuerySelector("body > div")!.TextContent;
            Assert.InRange(digest.Subject.Length, 10, 70);
            Assert.InRange(preheader.Length, 40, 90);
            Assert.NotEqual(digest.Subject, preheader);
        }
    }

    [Fact]
    public async Task Layout_tables_say_so_and_data_tables_have_caption_and_scopes()
    {
        foreach (var digestCase in DigestCases.Weekly)
            foreach (var table in new HtmlParser().ParseDocument((await digestCase.RenderAsync(Stop)).Html).QuerySelectorAll("table"))
            {
                var data = table.GetAttribute("role") != "presentation";
                Assert.Equal(data, table.QuerySelector(":scope > caption") is not null);
                Assert.Equal(data, table.QuerySelector(":scope > * > tr > th[scope]") is not null);
                Assert.All(table.QuerySelectorAll("th"), th => Assert.True(th.HasAttribute("scope")));
            }
    }

    [Fact]
    public async Task Every_colour_class_has_a_dark_rule_and_no_colour_is_of_a_modern_kind()
    {
        var html = (await Render(SomeFigures.Weekly())).Html;
        var page = new HtmlParser().ParseDocument(html);
        var dark = page.QuerySelector("style")!.TextContent;
        var classes = page.QuerySelectorAll("[class]").SelectMany(e => e.ClassList).Where(c => c is [_, '-', ..]).Distinct().ToList();
        Assert.NotEmpty(classes);
        Assert.All(classes, c => Assert.Contains("." + c + "{", dark, StringComparison.Ordinal));
        Assert.DoesNotMatch(@"rgb|var\(|calc\(|#[0-9a-fA-F]{3}[^0-9a-fA-F]", html);
    }

    [Fact]
    public async Task Conditional_comments_are_balanced_and_nothing_is_loaded()
    {
        var html = (await Render(SomeFigures.Weekly())).Html;
        Assert.Equal(html.Split("<!--[if mso]>").Length, html.Split("<![endif]-->").Length);
        Assert.Empty(new HtmlParser().ParseDocument(html).QuerySelectorAll("img, link, script, iframe, [src], [background]"));
    }

    [Fact]
    public async Task The_same_input_gives_the_same_bytes()
    {
        var (first, second) = (await Render(SomeFigures.Weekly()), await Render(SomeFigures.Weekly()));
        Assert.Equal((first.Subject, first.Html, first.Text), (second.Subject, second.Html, second.Text));
    }

    [Fact]
    public async Task The_readers_zone_and_culture_shape_the_as_of_line()
    {
        var audience = SomeFigures.Audience() with { Zone = DateTimeZoneProviders.Tzdb["America/New_York"] };
        Assert.Contains("Dec 25, 2017, 1:00 AM EST", (await Render(SomeFigures.Weekly(), audience)).Html, StringComparison.Ordinal);
        Assert.Contains("25. Dez. 2017, 07:00 CET", (await Render(SomeFigures.Weekly(), SomeFigures.Audience("de-DE"))).Html, StringComparison.Ordinal);
    }

    private static bool IsLink(string line) => line.StartsWith("https:", StringComparison.Ordinal) || line.StartsWith("mailto:", StringComparison.Ordinal);

    private static HashSet<string> Numbers(string text) =>
        [.. System.Text.RegularExpressions.Regex.Matches(text, @"[€]?\d[\d.,]*[KMB%×]?").Select(m => m.Value.TrimEnd('.', ','))];

    private Task<RenderedDigest> Render(DigestFigures figures, DigestAudience? audience = null) =>
        _renderer.RenderAsync(figures, SomeFigures.RecordNames(), audience ?? SomeFigures.Audience(), Stop);
}
