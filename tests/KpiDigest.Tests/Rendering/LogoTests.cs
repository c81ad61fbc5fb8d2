using System.Text;
using AngleSharp.Html.Parser;
using KpiDigest.Rendering;
using KpiDigest.Tests.Delivery.Mime;

namespace KpiDigest.Tests.Rendering;

public sealed class LogoTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_logo_stands_on_the_band_with_the_companys_name_as_its_words()
    {
        using var folder = new LogoFolder("<b>Tom & \"Jerry\"</b> onload=x");
        var digest = await RenderAsync(folder);
        var page = new HtmlParser().ParseDocument(digest.Html);
        var image = Assert.Single(page.QuerySelectorAll("img"));
        Assert.Equal("<b>Tom & \"Jerry\"</b> onload=x", image.GetAttribute("alt"));
        Assert.Equal(["src", "alt", "width", "height", "class", "style"], image.Attributes.Select(a => a.Name));
        Assert.Equal(("100", "32"), (image.GetAttribute("width"), image.GetAttribute("height")));
        Assert.Equal("cid:" + digest.Logo!.ContentId, image.GetAttribute("src"));
        Assert.NotNull(image.Closest("td.f-band"));
        Assert.Null(page.QuerySelector("b[onload]"));
    }

    [Fact]
    public async Task A_theme_of_an_installation_holds_only_what_differs()
    {
        using var folder = new LogoFolder();
        var digest = await RenderAsync(folder);
        Assert.Contains("Alderholt Instruments, 1 Example Street, London", digest.Text, StringComparison.Ordinal);
        Assert.Contains("#14294a", digest.Html, StringComparison.Ordinal);
        folder.WriteTheme("""{ "fill": { "band": { "light": "#334455", "dark": "#223344" } } }""");
        var plain = await RenderAsync(folder);
        Assert.Contains("#334455", plain.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("#14294a", plain.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", plain.Html, StringComparison.Ordinal);
        Assert.Null(plain.Logo);
    }

    [Fact]
    public async Task What_the_configuration_says_wins_over_the_theme()
    {
        using var folder = new LogoFolder();
        var renderer = new DigestRenderer(new RenderingOptions { Templates = folder.Path, Address = "2 Other Road, Leeds" });
        var digest = await renderer.RenderAsync(SomeFigures.Weekly(), SomeFigures.RecordNames(), SomeFigures.Audience() with { Company = "Northwind" }, Stop);
        Assert.Contains("Northwind, 2 Other Road, Leeds", digest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Alderholt", digest.Html + digest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_carries_the_logo_beside_the_page_that_shows_it()
    {
        using var folder = new LogoFolder();
        var mail = DigestCases.Named("team") with { Templates = folder.Path };
        var bytes = await mail.MessageAsync(Stop);
        var message = ParsedPart.Parse(bytes);
        Assert.Equal("multipart/alternative", message.MediaType);
        Assert.Equal(["text/plain", "multipart/related"], message.Parts.Select(p => p.MediaType));
        Assert.Equal("text/html", message.Parts[1].Parameter("Content-Type", "type"));
        var (page, logo) = (message.Parts[1].Parts[0], message.Parts[1].Parts[1]);
        Assert.Equal(("text/html", "image/png", "inline"), (page.MediaType, logo.MediaType, logo["Content-Disposition"].Split(';')[0]));
        Assert.Contains("src=\"cid:" + logo["Content-ID"].Trim('<', '>') + "\"", page.Text, StringComparison.Ordinal);
        Assert.Equal(SomePng.Drawn(), logo.Decoded);
        Assert.Equal(bytes, await mail.MessageAsync(Stop));
        Keep.File("logo.eml", bytes);
    }

    [Fact]
    public async Task Files_are_attached_around_the_page_with_its_logo()
    {
        using var folder = new LogoFolder();
        var digest = await RenderAsync(folder);
        var message = ParsedPart.Parse(KpiDigest.Delivery.Mime.MimeWriter.Write(
            Some.Message with { Html = digest.Html, Picture = digest.Logo, Attachments = [Some.Pdf()] }));
        Assert.Equal(["multipart/alternative", "application/pdf"], message.Parts.Select(p => p.MediaType));
        Assert.Equal(["text/plain", "multipart/related"], message.Parts[0].Parts.Select(p => p.MediaType));
    }

    [Fact]
    public async Task A_template_that_does_not_call_for_the_logo_sends_none()
    {
        using var folder = new LogoFolder();
        folder.Files.Write("shared/head.html", "<!DOCTYPE html><html lang=\"{{lang}}\"><head><title>{{subject}}</title></head><body><table><tbody>");
        Assert.Null((await RenderAsync(folder)).Logo);
    }

    [Theory]
    [InlineData("weekly")]
    [InlineData("quarterly")]
    public async Task A_watermark_keeps_the_logo_and_a_shown_page_holds_it(string template)
    {
        using var folder = new LogoFolder();
        var figures = template == "weekly" ? SomeFigures.Weekly() : SomeQuarter.Quarterly();
        var digest = Watermark.Apply(await new DigestRenderer(new RenderingOptions { Templates = folder.Path })
            .RenderAsync(figures, SomeFigures.RecordNames(), SomeFigures.Audience(), Stop, pdf: false));
        var shown = digest.Logo!.PutInto(digest.Html);
        Assert.Contains($"src=\"data:image/png;base64,{Convert.ToBase64String(SomePng.Drawn())}\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("cid:", shown, StringComparison.Ordinal);
        var parts = KpiDigest.Delivery.Mime.MimeReader.ReadShown(KpiDigest.Delivery.Mime.MimeWriter.Write(Some.Message with { Html = digest.Html, Picture = digest.Logo }));
        Assert.Equal(["text/plain", "text/html"], parts.Select(p => p.ContentType));
        Assert.Equal(shown, Encoding.UTF8.GetString(parts[1].Content).ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
        Keep.File($"logo-{template}.html", Encoding.UTF8.GetBytes(shown));
    }

    [Fact]
    public void The_hash_of_the_templates_covers_the_logos_bytes()
    {
        using var folder = new LogoFolder();
        var renderer = new DigestRenderer(new RenderingOptions { Templates = folder.Path });
        var before = renderer.TemplateHash;
        folder.WriteLogo("logo.png", SomePng.Drawn(width: 201));
        Assert.NotEqual(before, renderer.TemplateHash);
    }

    [Fact]
    public async Task The_band_under_the_logo_is_dark_in_both_schemes()
    {
        using var folder = new LogoFolder();
        var theme = new TemplateShelf(new TemplateFolder(folder.Path)).Current().Theme;
        var dark = System.Text.RegularExpressions.Regex.Match(theme.DarkRules, @"\.f-band\{background-color:(#[0-9a-f]{6})").Groups[1].Value;
        Assert.All([theme.Colour("fill", "band"), dark], c => Assert.InRange(Convert.ToInt32(c[1..3], 16) + Convert.ToInt32(c[3..5], 16) + Convert.ToInt32(c[5..], 16), 0, 3 * 80));
        Assert.Contains("t-title", new HtmlParser().ParseDocument((await RenderAsync(folder)).Html).QuerySelector("img")!.ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void The_print_page_holds_the_logo_itself_and_no_picture_without_one()
    {
        using var folder = new LogoFolder("A & \"B\"");
        var page = Print(folder.Path);
        var image = Assert.Single(new HtmlParser().ParseDocument(page).QuerySelectorAll(".lead img"));
        Assert.Equal("A & \"B\"", image.GetAttribute("alt"));
        Assert.StartsWith("data:image/png;base64,", image.GetAttribute("src"), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", Print(""), StringComparison.Ordinal);
    }

    private static string Print(string templates)
    {
        var set = new TemplateShelf(new TemplateFolder(templates)).Current();
        var card = Core.Digests.Quarterly.QuarterlyComposer.Compose(
            SomeQuarter.Quarterly(), new Dictionary<(Core.Facts.FactKind Kind, string Id), Core.Digests.NamedRecord>(), SomeFigures.Audience() with { Company = set.Theme.Brand.Company });
        return HtmlRenderer.PrintPage(set.Render("quarterly/scorecard.html", card, "en-US"));
    }

    private static Task<RenderedDigest> RenderAsync(LogoFolder folder) => new DigestRenderer(new RenderingOptions { Templates = folder.Path })
        .RenderAsync(SomeFigures.Weekly(), SomeFigures.RecordNames(), SomeFigures.Audience() with { Company = "" }, Stop);
}
