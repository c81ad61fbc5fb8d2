using System.Diagnostics;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Rendering;

/// <summary>The text of a PDF as pdftotext reads it; pages end with a form feed: in columns, or (<c>-raw</c>) as it was drawn.</summary>
internal static class PdfWords
{
    public static async Task<string> Of(ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken, string order = "-layout")
    {
        var program = Need.Program("pdftotext", "poppler-utils");
        var file = Path.Combine(Path.GetTempPath(), $"kpidigest-{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(file, pdf.ToArray(), cancellationToken);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, [order, file, "-"]) { RedirectStandardOutput = true })!;
            var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
