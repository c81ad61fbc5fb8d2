using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using KpiDigest.Core.Digests.Quarterly;
using KpiDigest.Core.Digests.Weekly;
using KpiDigest.Rendering;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Rendering;

/// <summary>
/// A value that tries everything stands in every text of both models and at every kind of place of a template. The page keeps the shape it has with
/// harmless words, and a real browser that prints it reads no file, runs nothing and asks nobody.
/// </summary>
public sealed class HostileDataTests : IDisposable
{
    // Names of colours, papers, charts and directions: not text from outside.
    private static readonly string[] Choices = ["tone", "band", "measure", "paper", "$type", "start", "end", "dir", "lang", "language", "direction", "ink", "kind"];

    private const string Places = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>{{scope}}</title>
        <style>p { color: {{scope}}; width: {{scope}} } p::after { content: "{{cssText scope}}" } @page { @top-left { content: "{{cssText scope}}" } }</style></head>
        <body class="{{scope}}" lang="{{scope}}"><h1>{{scope}}</h1><p style="color:{{scope}};background:{{scope}}" title="{{scope}}">{{upper scope}} PRINTED</p>
        <p title='{{scope}}' style='width:{{scope}}%'>{{padLeft scope 200}}</p><a href="{{scope}}">link</a><a href='{{scope}}'>link</a><a href="https://example.com/{{scope}}">link</a>
        <table><tr><td width="{{scope}}" bgcolor="{{scope}}">{{scope}}</td></tr></table><svg viewBox="{{scope}}" aria-label="{{scope}}"><text x="{{scope}}" fill="{{scope}}">{{scope}}</text></svg>
        {{#each notes}}<p id="{{this}}">{{this}}</p>{{/each}}</body></html>
        """;

    private readonly TempFolder _folder = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _connections;

    public HostileDataTests()
    {
        File.WriteAllText(Canary, "CANARYTEXT");
        _listener.Start();
        _ = CountAsync();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Canary => _folder.Combine("canary.txt");

    private string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    private string Probe =>
        $"\"'><script>document.write('SCRIPT'+'RAN')</script><iframe src=\"file://{Canary}\" width=600></iframe><img src=\"{Address}/a\" srcset=\"{Address}/b 2x\" onerror=\"fetch('{Address}/h')\">"
        + $"<link rel=stylesheet href=\"{Address}/c\"><svg onload=\"fetch('{Address}/i')\"></svg>"
        + $"<style>@import '{Address}/d'; body {{ background: url({Address}/e) }}</style> url({Address}/f) ;}} body {{ background: \\75rl({Address}/g) }} */ --> ]]> "
        + "{{subject}} {{{raw}}} {{> ../../etc/passwd}} {{lookup . 'x'}} javascript:alert(1)";

    // As long as the probe and broken into the same words, because charts wrap what is long.
    private string Harmless => string.Concat(Probe.Select(c => c == ' ' ? ' ' : 'x'));

    [Theory]
    [InlineData("weekly/body.html", typeof(WeeklyDigest))]
    [InlineData("quarterly/cover.html", typeof(QuarterlyScorecard))]
    [InlineData("quarterly/scorecard.html", typeof(QuarterlyScorecard))]
    public void Changes_no_element_attribute_or_style_of_a_shipped_template(string template, Type model)
    {
        var set = new TemplateShelf(new TemplateFolder("")).Current();
        SameShape(set.Render(template, Filled(set, model, Harmless), "en-US"), set.Render(template, Filled(set, model, Probe), "en-US"));
    }

    [Fact]
    public void Changes_no_element_attribute_or_style_wherever_a_template_puts_it()
    {
        using var folder = new OverrideFolder();
        folder.Write("quarterly/scorecard.html", Places);
        var set = new TemplateShelf(new TemplateFolder(folder.Path)).Current();
        SameShape(set.Render("quarterly/scorecard.html", Filled(set, typeof(QuarterlyScorecard), Harmless), "en-US"), set.Render("quarterly/scorecard.html", Filled(set, typeof(QuarterlyScorecard), Probe), "en-US"));
    }

    [Fact]
    public async Task Reads_no_file_runs_nothing_and_reaches_no_network_when_a_browser_prints_it()
    {
        // The probe has teeth: where it is not escaped, the same browser falls for it.
        var fallen = await PdfWords.Of(await PrintAsync($"<!DOCTYPE html><html><body><p>PRINTED</p><iframe src=\"file://{Canary}\"></iframe><img src=\"{Address}/a\"></body></html>"), Stop);
        Assert.Contains("CANARYTEXT", fallen, StringComparison.Ordinal);
        Assert.True(Volatile.Read(ref _connections) > 0, "the probe asked nobody: this test would see nothing");
        Volatile.Write(ref _connections, 0);

        using var folder = new OverrideFolder();
        folder.Write("weekly/body.html", Places);
        var (shipped, places) = (new TemplateShelf(new TemplateFolder("")).Current(), new TemplateShelf(new TemplateFolder(folder.Path)).Current());
        var scorecard = shipped.Render("quarterly/scorecard.html", Filled(shipped, typeof(QuarterlyScorecard), Probe), "en-US");
        // Mails are shown without the policy of the print page: escaping alone must do.
        foreach (var page in new[]
        {
            HtmlRenderer.PrintPage(scorecard), scorecard, shipped.Render("weekly/body.html", Filled(shipped, typeof(WeeklyDigest), Probe), "en-US"),
            places.Render("weekly/body.html", Filled(places, typeof(WeeklyDigest), Probe), "en-US"),
        })
        {
            var words = await PdfWords.Of(await PrintAsync(page), Stop);
            Assert.True(words.Length > 100, words);
            Assert.DoesNotContain("CANARYTEXT", words, StringComparison.Ordinal);
            Assert.DoesNotContain("SCRIPTRAN", words, StringComparison.Ordinal);
        }

        Assert.Equal(0, Volatile.Read(ref _connections));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    /// <summary>Prints as our renderer does, but without the switch that lets no name and address resolve: the page alone must hold.</summary>
    private async Task<byte[]> PrintAsync(string page)
    {
        var folder = Directory.CreateDirectory(_folder.Combine(Guid.NewGuid().ToString("N"))).FullName;
        var (source, target) = (Path.Combine(folder, "page.html"), Path.Combine(folder, "page.pdf"));
        await File.WriteAllTextAsync(source, page, Stop);
        using var browser = Process.Start(new ProcessStartInfo(
            Need.Chromium(), ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--user-data-dir=" + Path.Combine(folder, "profile"), "--print-to-pdf=" + target, new Uri(source).AbsoluteUri])
        {
            RedirectStandardError = true,
        })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            _ = browser.StandardError.ReadToEndAsync(limit.Token);
            await browser.WaitForExitAsync(limit.Token);
        }
        finally
        {
            browser.Kill(entireProcessTree: true);
        }

        return await File.ReadAllBytesAsync(target, Stop);
    }

    private static object Filled(TemplateSet set, Type model, string text)
    {
        var sample = JsonNode.Parse(set.File(model == typeof(WeeklyDigest) ? "weekly/sample.json" : "quarterly/sample.json").Text)!;
        Fill(sample, text);
        return sample.Deserialize(model, JsonSerializerOptions.Web)!;
    }

    private static void Fill(JsonNode node, string text)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
                if (list[i] is JsonValue value && value.GetValueKind() == JsonValueKind.String) list[i] = text;
                else if (list[i] is { } inner) Fill(inner, text);
            return;
        }

        if (node is not JsonObject members) return;
        foreach (var (name, value) in members.ToList())
            if (value is JsonValue leaf && leaf.GetValueKind() == JsonValueKind.String)
            {
                // An empty text is a flag for a template: it stays.
                if (!Choices.Contains(name, StringComparer.OrdinalIgnoreCase) && !name.EndsWith("Tone", StringComparison.OrdinalIgnoreCase) && leaf.GetValue<string>().Length > 0) members[name] = text;
            }
            else if (value is not null)
            {
                Fill(value, text);
            }
    }

    private static void SameShape(string harmless, string hostile)
    {
        var (expected, actual) = (Shape(harmless), Shape(hostile));
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++) Assert.Equal(expected[i], actual[i]);
        Assert.Equal(expected.Count, actual.Count);
        var page = new HtmlParser().ParseDocument(hostile);
        Assert.Contains("{{subject}} {{{raw}}}", page.Body!.TextContent, StringComparison.Ordinal);
        var styles = page.QuerySelectorAll("style").Select(s => s.TextContent).Concat(page.QuerySelectorAll("[style]").Select(e => e.GetAttribute("style")!));
        Assert.All(styles, s => Assert.DoesNotMatch(@"(?i)url\s*\(|@import|expression\s*\(", s));
        Assert.All(page.QuerySelectorAll("a"), a => Assert.Matches("^(https://|mailto:|$)", a.GetAttribute("href")!));
    }

    private static List<string> Shape(string html) =>
        [.. new HtmlParser().ParseDocument(html).All.Select(e => e.LocalName + "[" + string.Join(' ', e.Attributes.Select(a => a.Name)) + "]" + e.ChildNodes.OfType<IComment>().Count())];

    private async Task CountAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptSocketAsync();
                Interlocked.Increment(ref _connections);
                await client.SendAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or OperationCanceledException)
        {
            // The test is over.
        }
    }
}
