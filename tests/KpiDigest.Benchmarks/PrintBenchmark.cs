using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using KpiDigest.Core.Digests.Quarterly;
using KpiDigest.Rendering;

namespace KpiDigest.Benchmarks;

/// <summary>A scorecard to PDF, process start included, against the same browser printing a blank page; with the memory of all its processes.</summary>
internal static class PrintBenchmark
{
    public static async Task RunAsync()
    {
        var templates = new TemplateShelf(new TemplateFolder("")).Current();
        var scorecard = JsonSerializer.Deserialize<QuarterlyScorecard>(templates.File("quarterly/sample.json").Text, JsonSerializerOptions.Web)!;
        var page = HtmlRenderer.PrintPage(templates.Render("quarterly/scorecard.html", scorecard, "en-US"));
        var printer = new PdfRenderer(new RenderingOptions { TimeoutSeconds = 60 });
        var first = Stopwatch.GetTimestamp();
        var size = (await printer.PrintAsync(page, CancellationToken.None)).Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {size:N0} bytes; the first took {Stopwatch.GetElapsedTime(first).TotalSeconds:0.0} s"));
        await SideBySide.RunAsync(
            "PDFs",
            rounds: 6,
            new Side("the browser alone, a blank page", () => BlankAsync(printer.Browser)),
            new Side("PdfRenderer, a scorecard", async () => (await printer.PrintAsync(page, CancellationToken.None)).Length > 0 ? 1 : 0),
            target: 1 / 2.5);
        using var over = new CancellationTokenSource();
        var watch = Task.Run(() => ProcessTree.MostAsync(over.Token));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => printer.PrintAsync(page, CancellationToken.None)));
        await over.CancelAsync();
        var most = await watch;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  6 prints at once: at most {most.Browsers} browsers with {most.Processes} processes, {most.Kilobytes / 1024.0:0} MB PSS together"));
    }

    private static async Task<long> BlankAsync(string browser)
    {
        var folder = Directory.CreateTempSubdirectory("kpidigest-blank-");
        try
        {
            string[] sandbox = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [];
            string[] arguments =
            [
                "--headless", "--disable-gpu", "--no-first-run", .. sandbox,
                "--user-data-dir=" + Path.Combine(folder.FullName, "profile"), "--print-to-pdf=" + Path.Combine(folder.FullName, "blank.pdf"), "about:blank",
            ];
            using var process = Process.Start(new ProcessStartInfo(browser, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (!File.Exists(Path.Combine(folder.FullName, "blank.pdf"))) throw new InvalidOperationException(await errors);
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
