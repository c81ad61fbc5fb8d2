using System.Diagnostics;
using KpiDigest.Rendering;

namespace KpiDigest.Commands.Doctor;

/// <summary>Whether a scorecard can be printed here, and with which letters.</summary>
internal static class PrintingFindings
{
    private const string Part = "printing";

    // A language that each font family stands for, as fontconfig knows them.
    private static readonly (string Language, string Name, string Package)[] Scripts =
        [("en", "Latin", "fonts-liberation2"), ("ar", "Arabic", "fonts-noto-core"), ("ja", "Japanese", "fonts-droid-fallback")];

    public static async Task<IReadOnlyList<Finding>> OfAsync(RenderingOptions options, CancellationToken cancellationToken)
    {
        var printer = new PdfRenderer(options);
        try
        {
            var pdf = await printer.PrintAsync(HtmlRenderer.PrintPage("<!DOCTYPE html><html lang=\"en\"><head><title>Test</title></head><body><h1>Test</h1></body></html>"), cancellationToken);
            var version = await printer.VersionAsync(cancellationToken);
            return [Finding.Ok(Part, $"{version} ({printer.Browser}) prints: a test page of {pdf.Length:N0} bytes"), .. Sandbox(), .. Fonts()];
        }
        catch (Exception fault) when (fault is BrowserMissingException or PrintFailedException)
        {
            return [Finding.Fault(Part, fault.Message)];
        }
    }

    private static IEnumerable<Finding> Sandbox() => PdfRenderer.Warning is { } warning ? [Finding.Note(Part, warning)] : [];

    private static IEnumerable<Finding> Fonts()
    {
        foreach (var (language, name, package) in Scripts)
            if (FontsOf(language) is { } fonts)
                yield return fonts.Length > 0
                    ? Finding.Ok(Part, $"{name} letters: {fonts.Length} font families")
                    : Finding.Note(Part, $"no font for {name} letters: they print as empty boxes", $"apt-get install {package}");
    }

    /// <summary>Font families for a language; null where fontconfig cannot be asked.</summary>
    private static string[]? FontsOf(string language)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("fc-list", [":lang=" + language, "family"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var families = process.StandardOutput.ReadToEnd();
            return [.. families.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
