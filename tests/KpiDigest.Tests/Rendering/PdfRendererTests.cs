using KpiDigest.Rendering;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Rendering;

public sealed class PdfRendererTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kpidigest-pdf-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_browser_the_message_says_how_to_get_one_and_the_mail_alone_still_renders()
    {
        var renderer = new DigestRenderer(new RenderingOptions { Browser = "/nowhere/chromium" });
        var fault = await Assert.ThrowsAsync<BrowserMissingException>(() => renderer.RenderAsync(SomeQuarter.Quarterly(), SomeFigures.RecordNames(), SomeFigures.Audience(), Stop));
        Assert.Contains("Rendering:Browser is /nowhere/chromium", fault.Message, StringComparison.Ordinal);
        var mail = await renderer.RenderAsync(SomeQuarter.Quarterly(), SomeFigures.RecordNames(), SomeFigures.Audience(), Stop, pdf: false);
        Assert.Empty(mail.Attachments);
        Assert.Contains("€2.83M", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_print_that_takes_too_long_is_killed_with_its_children()
    {
        var pidFile = Path.Combine(_folder.FullName, "pid");
        var browser = Script($"sleep 300 & echo $! > {pidFile}; wait");
        var fault = await Assert.ThrowsAsync<PrintFailedException>(() => Printer(browser, 2).PrintAsync("<p>x</p>", Stop));
        Assert.Contains("did not print within 2 s", fault.Message, StringComparison.Ordinal);
        var pid = int.Parse((await File.ReadAllTextAsync(pidFile, Stop)).Trim(), System.Globalization.CultureInfo.InvariantCulture);
        for (var i = 0; i < 100 && ScriptBrowser.Lives(pid); i++) await Task.Delay(100, Stop);
        Assert.False(ScriptBrowser.Lives(pid), "a child of the browser was left behind");
    }

    [Fact]
    public async Task A_browser_that_prints_nothing_is_a_failure_with_its_words()
    {
        var fault = await Assert.ThrowsAsync<PrintFailedException>(() => Printer(Script("echo it is broken >&2; exit 3"), 20).PrintAsync("<p>x</p>", Stop));
        Assert.Contains("it is broken", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_browser_gets_a_profile_of_its_own_that_is_gone_afterwards()
    {
        var seen = Path.Combine(_folder.FullName, "arguments");
        await Assert.ThrowsAsync<PrintFailedException>(() => Printer(Script($"for a in \"$@\"; do echo \"$a\" >> {seen}; done"), 20).PrintAsync("<p>x</p>", Stop));
        var arguments = await File.ReadAllLinesAsync(seen, Stop);
        var profile = arguments.Single(a => a.StartsWith("--user-data-dir=", StringComparison.Ordinal)).Split('=')[1];
        Assert.False(Directory.Exists(Path.GetDirectoryName(profile)));
        Assert.Contains("--host-resolver-rules=MAP * ~NOTFOUND", arguments);
        Assert.Equal(Environment.IsPrivilegedProcess, arguments.Contains("--no-sandbox"));
    }

    [Fact]
    public async Task The_policy_keeps_local_files_and_scripts_out_of_the_page()
    {
        var browser = Need.Chromium();
        var secret = Path.Combine(_folder.FullName, "secret.txt");
        await File.WriteAllTextAsync(secret, "TOPSECRET", Stop);
        var probe = $"<iframe src=\"file://{secret}\"></iframe><script>document.write('SCRIPTRAN')</script>";
        var page = HtmlRenderer.PrintPage("<!DOCTYPE html><html><head><title>x</title></head><body><p>PRINTED</p></body></html>");
        var text = await PdfWords.Of(await Printer(browser, 30).PrintAsync(page.Replace("</body>", probe + "</body>", StringComparison.Ordinal), Stop), Stop);
        Assert.Contains("PRINTED", text, StringComparison.Ordinal);
        Assert.DoesNotContain("TOPSECRET", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SCRIPTRAN", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_whose_sandbox_cannot_start_is_told_how_to_do_without()
    {
        var browser = Script("echo 'No usable sandbox!' >&2; exit 1");
        var fault = await Assert.ThrowsAsync<PrintFailedException>(() => Printer(browser, 30).PrintAsync("<p>x</p>", Stop));
        Assert.Contains("set Rendering:Sandbox to false", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_sandbox_is_left_out_where_the_settings_say_so_or_root_has_none(bool sandbox)
    {
        var browser = Script("for a in \"$@\"; do case $a in --print-to-pdf=*) { echo %PDF-1.7; echo \"$@\"; } > \"${a#*=}\" ;; esac; done");
        var printed = await new PdfRenderer(new RenderingOptions { Browser = browser, Sandbox = sandbox }).PrintAsync("<p>x</p>", Stop);
        Assert.Equal(!sandbox || Environment.IsPrivilegedProcess, System.Text.Encoding.UTF8.GetString(printed).Contains("--no-sandbox", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static PdfRenderer Printer(string browser, int seconds) => new(new RenderingOptions { Browser = browser, TimeoutSeconds = seconds });

    private string Script(string body) => ScriptBrowser.In(_folder.FullName, body);
}
