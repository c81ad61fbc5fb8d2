using System.Diagnostics;
using KpiDigest.Core.Digests;
using KpiDigest.Rendering;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Rendering;

public sealed class ScorecardTests
{
    private readonly DigestRenderer _renderer = new(new RenderingOptions());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prints_three_or_four_tagged_pages_that_show_the_figures()
    {
        Need.Chromium();
        var digest = await Render(SomeQuarter.Quarterly());
        var pdf = Assert.Single(digest.Attachments);
        Assert.Equal(("scorecard-2017-Q4.pdf", "application/pdf"), (pdf.FileName, pdf.ContentType));
        var text = await Words(pdf.Content.ToArray());
        Assert.InRange(text.Split('\f').Length - 1, 3, 4);
        Assert.Contains("Page 1 of", text, StringComparison.Ordinal);
        Assert.Contains("€2.83M", text, StringComparison.Ordinal);
        Assert.Contains("1,127 of 1,846 closed", text, StringComparison.Ordinal);
    }

    private static async Task<string> Words(byte[] pdf)
    {
        var program = Need.Program("pdftotext", "poppler-utils");
        var file = Path.Combine(Path.GetTempPath(), $"kpidigest-{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(file, pdf, Stop);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["-layout", file, "-"]) { RedirectStandardOutput = true })!;
            var text = await process.StandardOutput.ReadToEndAsync(Stop);
            await process.WaitForExitAsync(Stop);
            if (Environment.GetEnvironmentVariable("KPIDIGEST_KEEP") is { Length: > 0 } keep) File.Copy(file, Path.Combine(keep, "S.pdf"), true);
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Task<RenderedDigest> Render(DigestFigures figures, DigestAudience? audience = null, bool pdf = true) =>
        _renderer.RenderAsync(figures, SomeFigures.RecordNames(), audience ?? SomeFigures.Audience(), Stop, pdf);
}
