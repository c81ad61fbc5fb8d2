using AngleSharp.Html.Parser;
using KpiDigest.Core.Digests;
using KpiDigest.Core.Digests.Quarterly;
using KpiDigest.Rendering;

namespace KpiDigest.Tests.Rendering;

/// <summary>Names from the CRM are data: whatever they say, the mail has the elements, lines and links of any other.</summary>
public sealed class HostileNamesTests
{
    private readonly DigestRenderer _renderer = new(new RenderingOptions());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_weekly_mail_has_no_element_or_attribute_of_theirs()
    {
        var digest = await Hostile();
        var page = new HtmlParser().ParseDocument(digest.Html);
        Assert.Empty(page.QuerySelectorAll("script, a[href^=javascript]"));
        Assert.All(page.All, e => Assert.DoesNotContain(e.Attributes, a => a.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.Contains("<script>alert('x')</script>", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("{{subject}} {{{raw}}}", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_start_no_line_of_the_text_part_and_turn_no_text_around()
    {
        var digest = await Hostile();
        Assert.DoesNotContain(digest.Text.Split('\n'), l => l.TrimStart().StartsWith("Bcc:", StringComparison.Ordinal) && !l.Contains("gnp", StringComparison.Ordinal) && l.Length < 20);
        Assert.DoesNotContain('\r', digest.Text);
        Assert.DoesNotContain('\u202E', digest.Text);
        Assert.DoesNotContain('\u202E', digest.Html);
    }

    [Fact]
    public async Task A_subject_with_their_names_stays_one_line()
    {
        using var folder = new OverrideFolder();
        folder.Write("weekly/subject.txt", "Digest of {{scope}}\n\n");
        var (figures, names, audience) = SomeWeeks.AllHostile();
        var digest = await new DigestRenderer(new RenderingOptions { Templates = folder.Path }).RenderAsync(figures, names, audience, Stop);
        Assert.DoesNotContain(digest.Subject, char.IsControl);
        Assert.StartsWith("Digest of Team <script>", digest.Subject, StringComparison.Ordinal);
        Assert.InRange(digest.Subject.Length, 1, 70);
    }

    [Fact]
    public void A_line_end_in_data_never_ends_a_line_of_a_text_template()
    {
        using var text = new StringWriter();
        new FlatTextEncoder().Encode("a\r\nBcc: b\u2028c", text);
        Assert.Equal("a  Bcc: b c", text.ToString());
    }

    [Fact]
    public void The_print_page_has_no_element_of_theirs_and_its_style_stays_whole()
    {
        var (weekly, names, audience) = SomeWeeks.AllHostile();
        var figures = SomeQuarter.Quarterly(scope: weekly.Scope) with { Coverage = weekly.Coverage };
        figures = figures with { Children = [.. figures.Children.Select(c => c with { Scope = c.Scope with { Name = SomeWeeks.Hostile } })] };
        var records = names.ToDictionary(n => n.Key, n => new NamedRecord(n.Value.Name, n.Value.Link));
        var page = HtmlRenderer.PrintPage(new TemplateShelf(new TemplateFolder("")).Current().Render("quarterly/scorecard.html", QuarterlyComposer.Compose(figures, records, audience), audience.Culture));
        var document = new HtmlParser().ParseDocument(page);
        Assert.Empty(document.QuerySelectorAll("script, a[href^=javascript]"));
        Assert.Equal("META", document.Head!.Children[0].TagName);
        Assert.Contains("default-src 'none'", document.Head.Children[0].GetAttribute("content"), StringComparison.Ordinal);
        Assert.DoesNotContain("alert('x')", document.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("counter(pages)", document.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example.com/deal/1", true)]
    [InlineData("http://app.example.com/deal/1", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("https://app.example.com/\r\nBcc:x", false)]
    [InlineData("https://user:secret@app.example.com/", false)]
    [InlineData("//app.example.com/", false)]
    [InlineData(null, false)]
    public void Only_plain_https_links_are_links(string? link, bool kept) => Assert.Equal(kept, DigestText.SafeLink(link) is not null);

    private Task<RenderedDigest> Hostile()
    {
        var (figures, names, audience) = SomeWeeks.AllHostile();
        return _renderer.RenderAsync(figures, names, audience, Stop);
    }
}
