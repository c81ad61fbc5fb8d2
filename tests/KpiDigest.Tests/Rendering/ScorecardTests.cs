using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using KpiDigest.Core.Digests;
using KpiDigest.Core.Digests.Quarterly;
using KpiDigest.Rendering;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Rendering;

public sealed class ScorecardTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases => ScorecardCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Prints_three_or_four_pages_that_show_the_figures(string name)
    {
        Need.Chromium();
        var (figures, paper) = ScorecardCases.Named(name);
        var digest = await Renderer(paper).RenderAsync(figures.Figures, figures.Records, figures.Audience, Stop);
        var pdf = Assert.Single(digest.Attachments);
        Keep.File($"scorecard-{name}.pdf", pdf.Content.ToArray());
        Assert.Equal(("scorecard-2017-Q4.pdf", "application/pdf"), (pdf.FileName, pdf.ContentType));
        Assert.InRange(pdf.Content.Length, 10_000, 500_000);
        var pages = (await PdfWords.Of(pdf.Content, Stop)).Split('\f').SkipLast(1).ToArray();
        Assert.InRange(pages.Length, 3, 4);
        Assert.All(pages, p => Assert.InRange(p.Split('\n').Count(l => l.Trim().Length > 0), 15, 200));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_covering_mail_and_the_page_are_as_reviewed(string name)
    {
        var (figures, paper) = ScorecardCases.Named(name);
        var mail = await Renderer(paper).RenderAsync(figures.Figures, figures.Records, figures.Audience, Stop, pdf: false);
        Keep.File($"cover-{name}.html", System.Text.Encoding.UTF8.GetBytes(mail.Html));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(mail.Html), 4_000, 90_000);
        Assert.Multiple(
            () => Golden.VerifyLike("scorecard-normal", Lines(Page(name)), "scorecard-" + name, "html"),
            () => Golden.VerifyLike("cover-normal", mail.Html, "cover-" + name, "html"),
            () => Golden.Verify("Subject: " + mail.Subject + "\n\n" + mail.Text, "cover-" + name, "txt"));
    }

    [Fact]
    public async Task The_mail_and_the_page_say_the_same_numbers()
    {
        var (figures, _) = ScorecardCases.Named("normal");
        var mail = await Renderer("A4").RenderAsync(figures.Figures, figures.Records, figures.Audience, Stop, pdf: false);
        var values = Parsed("normal").QuerySelectorAll(".tile .value, .strip b").Select(v => v.TextContent).ToList();
        Assert.Equal(11, values.Count);
        foreach (var value in values)
        {
            Assert.Contains(value, new HtmlParser().ParseDocument(mail.Html).Body!.TextContent, StringComparison.Ordinal);
            Assert.Contains(value, mail.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Headings_do_not_skip_a_level_and_figures_have_names(string name)
    {
        var page = Parsed(name);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Empty(page.QuerySelectorAll("h3, h4, figure, img"));
        Assert.All(page.QuerySelectorAll("svg"), s => Assert.True(s.GetAttribute("aria-hidden") == "true" || s.GetAttribute("aria-label")!.Length > 10));
        Assert.All(page.QuerySelectorAll("th"), th => Assert.True(th.HasAttribute("scope")));
        Assert.All(page.QuerySelectorAll("h2"), h => Assert.True(h.NextElementSibling is not null, $"'{h.TextContent}' stands alone"));
    }

    [Fact]
    public void Sections_without_data_are_one_line_that_says_why()
    {
        var page = Parsed("bare");
        Assert.Empty(page.QuerySelectorAll("table tbody:empty, svg:empty"));
        Assert.Contains(page.QuerySelectorAll(".gap"), g => g.TextContent.StartsWith("No data. Objectives:", StringComparison.Ordinal));
        Assert.Contains(page.QuerySelectorAll(".gap"), g => g.TextContent.Contains("no quota covers", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_bridge_as_printed_reconciles_and_effects_add_up()
    {
        var scorecard = Compose("normal");
        var steps = Assert.IsType<Core.Digests.Charts.WaterfallChart>(scorecard.Bridge!.Chart).Steps;
        Assert.Equal(8, steps.Count);
        Assert.Equal(steps[^1].Value, steps.SkipLast(1).Sum(s => s.Value));
        Assert.Equal(610_000, steps[^1].Value);
        var rate = scorecard.Drivers.Select(d => d.Chart).OfType<Core.Digests.Charts.WaterfallChart>().Last().Steps;
        Assert.Equal(-0.004m, rate.Where(s => !s.IsTotal).Sum(s => s.Value));
    }

    [Fact]
    public void Only_flagged_figures_of_the_table_are_coloured()
    {
        var page = Parsed("normal");
        var flagged = page.QuerySelectorAll("td.bad");
        Assert.Equal("●\u00A033%", Assert.Single(flagged).TextContent);
    }

    [Fact]
    public void A_teams_scorecard_has_only_what_was_written_in_its_scope() =>
        Assert.DoesNotContain("Ada King", string.Join(' ', Compose("team").Comments.Select(c => c.Author).Concat(Compose("team").Actions.Select(a => a.Owner))), StringComparison.Ordinal);

    [Fact]
    public void Words_of_managers_are_text_whatever_they_say()
    {
        var page = Parsed("hostile");
        Assert.Empty(page.QuerySelectorAll("script, a[href^=javascript]"));
        Assert.Contains(page.QuerySelectorAll("li"), li => li.TextContent.Contains("<script>", StringComparison.Ordinal));
    }

    private static DigestRenderer Renderer(string paper) => new(new RenderingOptions { Paper = paper, Address = "1 Example Street, London" });

    private static QuarterlyScorecard Compose(string name)
    {
        var ((_, figures, records, audience), paper) = ScorecardCases.Named(name);
        var names = records.ToDictionary(n => n.Key, n => new NamedRecord(n.Value.Name, n.Value.Link));
        return QuarterlyComposer.Compose(figures, names, audience, "1 Example Street, London", paper);
    }

    private static string Page(string name) =>
        HtmlRenderer.PrintPage(new TemplateShelf(new TemplateFolder("")).Current().Render("quarterly/scorecard.html", Compose(name), ScorecardCases.Named(name).Case.Audience.Culture));

    // The page in short lines: a line an element and a line a rule of its style.
    private static string Lines(string page) => page.Replace("><", ">\n<", StringComparison.Ordinal).Replace("} ", "}\n", StringComparison.Ordinal);

    private static IDocument Parsed(string name) => new HtmlParser().ParseDocument(Page(name));
}
