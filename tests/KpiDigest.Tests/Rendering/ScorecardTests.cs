using AngleSharp.Html.Parser;
using KpiDigest.Core.Digests;
using KpiDigest.Core.Digests.Quarterly;
using KpiDigest.Core.Facts;
using KpiDigest.Rendering;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Rendering;

public sealed class ScorecardTests
{
    private readonly DigestRenderer _renderer = new(new RenderingOptions());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases => ["normal", "no-quota", "no-history", "twenty-five-teams", "rep", "letter"];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Prints_three_or_four_pages_that_show_the_figures(string kind)
    {
        Need.Chromium();
        var renderer = new DigestRenderer(new RenderingOptions { Paper = kind == "letter" ? "Letter" : "A4" });
        var digest = await renderer.RenderAsync(Figures(kind), SomeFigures.RecordNames(), SomeFigures.Audience(), Stop);
        var pdf = Assert.Single(digest.Attachments);
        Assert.Equal(("scorecard-2017-Q4.pdf", "application/pdf"), (pdf.FileName, pdf.ContentType));
        Assert.InRange(pdf.Content.Length, 10_000, 500_000);
        var text = await PdfWords.Of(pdf.Content, Stop);
        var pages = text.Split('\f').SkipLast(1).ToArray();
        Assert.InRange(pages.Length, 3, 4);
        for (var i = 0; i < pages.Length; i++) Assert.Contains($"Page {i + 1} of {pages.Length}", pages[i], StringComparison.Ordinal);
        Assert.Contains("€2.83M", pages[0], StringComparison.Ordinal);
        Assert.Contains("1,127 of 1,846 closed", pages[0], StringComparison.Ordinal);
        Assert.Contains("What the figures are", pages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public Task The_covering_mail_and_the_page_are_as_reviewed() => Verify("normal", SomeQuarter.Quarterly());

    [Fact]
    public Task Without_quotas_and_history_nothing_is_invented() => Verify("bare", SomeQuarter.Quarterly(quota: false, history: false));

    [Fact]
    public async Task The_mail_and_the_page_say_the_same_numbers()
    {
        var figures = SomeQuarter.Quarterly();
        var mail = await _renderer.RenderAsync(figures, SomeFigures.RecordNames(), SomeFigures.Audience(), Stop, pdf: false);
        var page = new HtmlParser().ParseDocument(Page(figures));
        foreach (var tile in page.QuerySelectorAll(".tile .value").Select(v => v.TextContent))
        {
            Assert.Contains(tile, new HtmlParser().ParseDocument(mail.Html).Body!.TextContent, StringComparison.Ordinal);
            Assert.Contains(tile, mail.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Headings_do_not_skip_a_level_and_figures_have_names()
    {
        var page = new HtmlParser().ParseDocument(Page(SomeQuarter.Quarterly()));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Empty(page.QuerySelectorAll("h3, h4, figure, img"));
        Assert.All(page.QuerySelectorAll("svg"), s => Assert.True(s.GetAttribute("aria-hidden") == "true" || s.GetAttribute("aria-label")!.Length > 10));
        Assert.All(page.QuerySelectorAll("th"), th => Assert.True(th.HasAttribute("scope")));
    }

    private static DigestFigures Figures(string kind) => kind switch
    {
        "no-quota" => SomeQuarter.Quarterly(quota: false),
        "no-history" => SomeQuarter.Quarterly(quota: false, history: false),
        "twenty-five-teams" => SomeQuarter.Quarterly(children: 25),
        "rep" => SomeQuarter.Quarterly(children: 0, scope: new Scope(ScopeKind.Rep, "r1", "Björn Lindqvist")),
        _ => SomeQuarter.Quarterly(),
    };

    private static string Page(DigestFigures figures)
    {
        var names = SomeFigures.RecordNames().ToDictionary(n => n.Key, n => new NamedRecord(n.Value.Name, n.Value.Link));
        var scorecard = QuarterlyComposer.Compose(figures, names, SomeFigures.Audience(), "1 Example Street, London");
        return HtmlRenderer.PrintPage(new TemplateShelf(new TemplateFolder("")).Current().Render("quarterly/scorecard.html", scorecard, "en-US"));
    }

    private async Task Verify(string name, DigestFigures figures)
    {
        var mail = await _renderer.RenderAsync(figures, SomeFigures.RecordNames(), SomeFigures.Audience(), Stop, pdf: false);
        Assert.Multiple(
            () => Golden.Verify(Page(figures).Replace("><", ">\n<", StringComparison.Ordinal), "scorecard-" + name, "html"),
            () => Golden.Verify(mail.Html, "cover-" + name, "html"),
            () => Golden.Verify("Subject: " + mail.Subject + "\n\n" + mail.Text, "cover-" + name, "txt"));
    }
}
