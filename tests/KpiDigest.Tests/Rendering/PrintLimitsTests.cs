using KpiDigest.Rendering;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Rendering;

/// <summary>How many browsers print, for how long, and what is left of them.</summary>
public sealed class PrintLimitsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Never_more_than_two_browsers_print_at_a_time()
    {
        var log = _folder.Combine("log");
        var printer = new PdfRenderer(new RenderingOptions { Browser = Script($"echo + >> {log}; sleep 1; echo - >> {log}; exit 3") });
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Assert.ThrowsAsync<PrintFailedException>(() => printer.PrintAsync("<p>x</p>", Stop))));
        var (now, most) = (0, 0);
        foreach (var line in await File.ReadAllLinesAsync(log, Stop)) most = Math.Max(most, now += line == "+" ? 1 : -1);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task A_print_that_is_stopped_leaves_neither_children_nor_its_folder()
    {
        var (pids, arguments) = (_folder.Combine("pids"), _folder.Combine("arguments"));
        var browser = Script($"for a in \"$@\"; do echo \"$a\" >> {arguments}; done; sh -c 'sleep 300 & echo $! >> {pids}; wait' & echo $! >> {pids}; wait");
        await Assert.ThrowsAsync<PrintFailedException>(() => new PdfRenderer(new RenderingOptions { Browser = browser, TimeoutSeconds = 3 }).PrintAsync("<p>x</p>", Stop));
        var children = (await File.ReadAllLinesAsync(pids, Stop)).Select(p => int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(2, children.Count);
        for (var i = 0; i < 100 && children.Exists(ScriptBrowser.Lives); i++) await Task.Delay(100, Stop);
        Assert.DoesNotContain(children, ScriptBrowser.Lives);
        var profile = (await File.ReadAllLinesAsync(arguments, Stop)).Single(a => a.StartsWith("--user-data-dir=", StringComparison.Ordinal)).Split('=')[1];
        Assert.False(Directory.Exists(Path.GetDirectoryName(profile)), "the folder of the print is still there");
    }

    [Fact]
    public async Task The_same_scorecard_prints_to_the_same_bytes()
    {
        Need.Chromium();
        async Task<byte[]> Print() => Assert.Single((await new DigestRenderer(new RenderingOptions())
            .RenderAsync(SomeQuarter.Quarterly(), SomeFigures.RecordNames(), SomeFigures.Audience(), Stop)).Attachments).Content.ToArray();
        Assert.Equal(await Print(), await Print());
    }

    [Fact]
    public async Task A_table_that_goes_on_over_a_page_repeats_its_header()
    {
        var set = new TemplateShelf(new TemplateFolder("")).Current();
        var model = System.Text.Json.JsonSerializer.Deserialize<Core.Digests.Quarterly.QuarterlyScorecard>(set.File("quarterly/sample.json").Text, System.Text.Json.JsonSerializerOptions.Web)!;
        var rows = Enumerable.Range(0, 120).Select(i => model.Teams!.Rows[0] with { Name = $"Row-{i:000}" }).ToList();
        model = model with { Teams = model.Teams! with { Headers = [.. model.Teams.Headers.Select((_, i) => $"Head-{i}")], Rows = rows } };
        var page = HtmlRenderer.PrintPage(set.Render("quarterly/scorecard.html", model, "en-US"));
        var printed = (await PdfWords.Of(await new PdfRenderer(new RenderingOptions { Browser = Need.Chromium() }).PrintAsync(page, Stop), Stop)).Split('\f');
        var pages = printed.Where(p => p.Contains("Row-", StringComparison.Ordinal)).ToList();
        Assert.True(pages.Count >= 2, "the table stands on one page");
        Assert.All(pages, p => Assert.All(model.Teams.Headers, h => Assert.Contains(h, p, StringComparison.Ordinal)));
        Assert.All(rows, r => Assert.Single(pages, p => p.Contains(r.Name, StringComparison.Ordinal)));
    }

    public void Dispose() => _folder.Dispose();

    private string Script(string body) => ScriptBrowser.In(_folder.Path, body);
}
