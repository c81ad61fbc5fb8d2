using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using KpiDigest.Delivery.Mime;
using KpiDigest.Rendering;
using KpiDigest.Tests.Rendering;

namespace KpiDigest.Tests.Quality;

/// <summary>Points of the acceptance list (tests/README.md) that no linter holds, on every mail of the cases.</summary>
public sealed class ChecklistTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Mails => [.. DigestCases.Weekly.Select(c => "weekly-" + c.Name), .. Covers.Names.Select(name => "cover-" + name)];

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task H7_names_language_direction_title_schemes_and_charset(string name)
    {
        var (digest, page) = await Mail(name);
        Assert.StartsWith("<!DOCTYPE html>", digest.Html, StringComparison.Ordinal);
        Assert.Matches("^[a-z]{2}(-[A-Z]{2})?$", page.DocumentElement.GetAttribute("lang")!);
        Assert.Contains(page.DocumentElement.GetAttribute("dir"), new[] { "ltr", "rtl" });
        Assert.Equal(page.DocumentElement.GetAttribute("lang"), page.QuerySelector("body > table")!.GetAttribute("lang"));
        Assert.Equal(Plain(digest.Subject), Plain(page.Title!));
        Assert.Equal("light dark", page.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content"));
        Assert.Equal("light dark", page.QuerySelector("meta[name=supported-color-schemes]")!.GetAttribute("content"));
        Assert.Equal("utf-8", page.QuerySelector("meta[charset]")!.GetAttribute("charset"));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task H8_layout_tables_say_so_and_data_tables_have_caption_and_scopes(string name)
    {
        var tables = (await Mail(name)).Page.QuerySelectorAll("table");
        Assert.NotEmpty(tables);
        foreach (var table in tables)
        {
            var data = table.GetAttribute("role") != "presentation";
            Assert.Equal(data, table.QuerySelector(":scope > caption") is not null);
            Assert.Equal(data, table.QuerySelector(":scope > * > tr > th") is not null);
        }

        Assert.All(tables.SelectMany(t => t.QuerySelectorAll("th")), th => Assert.Contains(th.GetAttribute("scope"), new[] { "col", "row" }));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task H9_the_ghost_table_is_closed(string name)
    {
        var html = (await Mail(name)).Digest.Html;
        Assert.True(html.Split("<!--[if mso]>").Length > 1);
        Assert.Equal(html.Split("<!--[if mso]>").Length, html.Split("<![endif]-->").Length);
        var ghosts = string.Concat(System.Text.RegularExpressions.Regex.Matches(html, @"<!--\[if mso\]>(.*?)<!\[endif\]-->").Select(m => m.Groups[1].Value));
        foreach (var element in new[] { "table", "tbody", "tr", "td" })
            Assert.Equal(Count(ghosts, $"<{element}[ >]"), Count(ghosts, $"</{element}>"));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task H12_colours_have_six_digits_and_no_modern_form(string name)
    {
        var (_, page) = await Mail(name);
        var styles = page.QuerySelectorAll("style").Select(s => s.TextContent).Concat(page.QuerySelectorAll("[style]").Select(e => e.GetAttribute("style")!))
            .Concat(page.QuerySelectorAll("[bgcolor]").Select(e => e.GetAttribute("bgcolor")!)).ToList();
        Assert.NotEmpty(styles);
        Assert.All(styles, s => Assert.DoesNotMatch(@"(?i)rgb|hsl|var\(|calc\(|#(?![0-9a-f]{6}(?![0-9a-f]))", s));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task H14_links_say_where_they_lead(string name)
    {
        var links = (await Mail(name)).Page.QuerySelectorAll("a");
        Assert.All(links, a => Assert.True(a.TextContent.Trim().Length > 2 && !a.TextContent.Contains("click here", StringComparison.OrdinalIgnoreCase), a.OuterHtml));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task E7_the_footer_says_as_of_when_whence_and_who_sends(string name)
    {
        var (digest, page) = await Mail(name);
        // The last cells of the outermost table, and the last block of the text part.
        var footer = page.QuerySelectorAll("td").Last(td => td.QuerySelectorAll("table").Length == 0 && td.TextContent.Trim().Length > 100).TextContent;
        foreach (var part in new[] { footer, digest.Text[digest.Text.LastIndexOf("-----", StringComparison.Ordinal)..].ReplaceLineEndings(" ") })
        {
            Assert.Matches("(2017|2018).*(CET|UTC)", part.Replace('\u00A0', ' ').ReplaceLineEndings(" "));
            Assert.Contains("1 Example Street", part, StringComparison.Ordinal);
            if (!name.Contains("hostile", StringComparison.Ordinal)) Assert.Contains("HubSpot", part, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task E8_subject_and_preheader_keep_their_lengths_and_differ(string name)
    {
        var (digest, page) = await Mail(name);
        var preheader = page.QuerySelector("body > div")!.TextContent.Trim();
        Assert.InRange(digest.Subject.Length, 10, 70);
        Assert.InRange(preheader.Length, 40, 90);
        Assert.NotEqual(digest.Subject, preheader);
        Assert.DoesNotContain(preheader, digest.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task E9_a_table_of_people_or_teams_has_at_most_25_rows(string name) =>
        Assert.All((await Mail(name)).Page.QuerySelectorAll("table:not([role])"), t => Assert.InRange(t.QuerySelectorAll("tbody th[scope=row]").Length, 1, 26));

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task H1_stays_below_what_mail_programs_cut(string name)
    {
        var (digest, page) = await Mail(name);
        Assert.InRange(Encoding.UTF8.GetByteCount(digest.Html), 1_000, 89_999);
        Assert.InRange(page.QuerySelectorAll("style").Sum(s => Encoding.UTF8.GetByteCount(s.OuterHtml)), 100, 8_191);
    }

    [Fact]
    public async Task H1_the_worst_week_fits_even_as_quoted_printable()
    {
        var worst = Worst();
        var digest = await worst.RenderAsync(Stop);
        Assert.Equal(26, new HtmlParser().ParseDocument(digest.Html).QuerySelectorAll("table:not([role]) tbody th[scope=row]").Length);
        Assert.InRange(Encoding.UTF8.GetByteCount(digest.Html), 20_000, 89_999);
        var message = await worst.MessageAsync(Stop);
        Assert.InRange(message.Length, 30_000, 400_000);
        var html = Encoding.UTF8.GetString(Assert.Single(MimeReader.Read(message), p => p.ContentType.StartsWith("text/html", StringComparison.Ordinal)).Content);
        Assert.Equal(digest.Html.TrimEnd(), html.ReplaceLineEndings("\n").TrimEnd());
    }

    /// <summary>All blocks full, 60 people with names as long as they may be, in Arabic letters, which are the longest bytes.</summary>
    private static DigestCase Worst()
    {
        var name = string.Concat(Enumerable.Repeat("عبدالرحمن الفاروق ", 5))[..60];
        var figures = SomeWeeks.Signals();
        var children = FullWeeks.Team(60).Children;
        return new DigestCase(
            "worst",
            figures with
            {
                Scope = figures.Scope with { Name = name },
                Children = [.. children.Select((c, i) => c with { Scope = c.Scope with { Name = name[..56] + $" {i:00}" } })],
            },
            SomeFigures.RecordNames().ToDictionary(n => n.Key, n => n.Value with { Name = name }),
            SomeFigures.Audience("ar", name + name, name + name) with { Company = name });
    }

    private static int Count(string text, string pattern) => System.Text.RegularExpressions.Regex.Count(text, pattern);

    // A right-to-left page keeps its numbers in their own direction by marks.
    private static string Plain(string text) => System.Text.RegularExpressions.Regex.Replace(text, "[\u2066-\u2069]", "").Replace('\u00A0', ' ');

    private static async Task<(RenderedDigest Digest, IHtmlDocument Page)> Mail(string name)
    {
        var digest = name.StartsWith("weekly-", StringComparison.Ordinal)
            ? await DigestCases.Named(name[7..]).RenderAsync(Stop)
            : await Covers.RenderAsync(name[6..], pdf: false, Stop);
        return (digest, new HtmlParser().ParseDocument(digest.Html));
    }
}
