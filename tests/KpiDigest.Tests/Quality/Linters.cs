using System.Diagnostics;
using System.Text.Json;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Quality;

/// <summary>What a linter said of one file.</summary>
/// <param name="File">File name.</param>
/// <param name="Linter">Its name, as in tests/quality/README.md.</param>
/// <param name="Faults">In words; none: empty.</param>
/// <param name="Facts">Numbers that were measured on the way.</param>
internal sealed record Verdict(string File, string Linter, IReadOnlyList<string> Faults, Dictionary<string, double> Facts);

/// <summary>The programs of tests/quality, each started once for a whole folder.</summary>
internal static class Linters
{
    private static string Home => RepositoryRoot.Combine("tests", "quality");

    /// <summary>All <c>*.html</c> of a folder.</summary>
    public static Task<IReadOnlyList<Verdict>> PagesAsync(string folder, CancellationToken cancellationToken)
    {
        var node = Need.Program("node", "nodejs npm (20.19 or newer)");
        Need.Installed(Path.Combine(Home, "node_modules", "axe-core"), "npm ci --prefix tests/quality");
        return RunAsync(node, [Path.Combine(Home, "lint.mjs"), folder, Need.Chromium()], cancellationToken);
    }

    /// <summary>Whole messages.</summary>
    public static Task<IReadOnlyList<Verdict>> MessagesAsync(IEnumerable<string> files, CancellationToken cancellationToken, bool oneClick = false) =>
        RunAsync(Need.Program("python3", "python3"), [Path.Combine(Home, "emlcheck.py"), .. oneClick ? ["--one-click"] : Array.Empty<string>(), .. files], cancellationToken);

    /// <summary>Printed scorecards, all of them with a logo or all without.</summary>
    public static Task<IReadOnlyList<Verdict>> ScorecardsAsync(IEnumerable<string> files, CancellationToken cancellationToken, bool logo = false)
    {
        Need.Program("qpdf", "qpdf");
        Need.Program("pdffonts", "poppler-utils");
        Need.Program("mutool", "mupdf-tools");
        return RunAsync(Need.Program("python3", "python3"), [Path.Combine(Home, "pdfcheck.py"), .. logo ? ["--logo"] : Array.Empty<string>(), .. files], cancellationToken);
    }

    private static async Task<IReadOnlyList<Verdict>> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode is 0 or 1 && output.StartsWith('['), $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await errors}");
        var verdicts = JsonSerializer.Deserialize<List<Verdict>>(output, JsonSerializerOptions.Web)!;
        Assert.Equal(process.ExitCode == 1, verdicts.Exists(v => v.Faults.Count > 0));
        return verdicts;
    }
}
