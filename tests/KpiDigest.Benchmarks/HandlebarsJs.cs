using System.Diagnostics;

namespace KpiDigest.Benchmarks;

/// <summary>A Node process that renders rounds of mails with precompiled Handlebars.js when told to.</summary>
internal sealed class HandlebarsJs : IDisposable
{
    private readonly Process _process;

    public HandlebarsJs(string input)
    {
        var script = Path.Combine(Root(), "tests", "KpiDigest.Benchmarks", "render.mjs");
        var packages = Path.Combine(Root(), "tests", "quality", "package.json");
        if (!Directory.Exists(Path.Combine(Path.GetDirectoryName(packages)!, "node_modules", "handlebars")))
            throw new InvalidOperationException("Handlebars.js is missing: npm ci --prefix tests/quality");
        _process = Process.Start(new ProcessStartInfo("node", [script, input, packages]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>A round over all models; answers how many.</summary>
    public async Task<long> RoundAsync() => long.Parse(await AskAsync("round"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>SHA-256 of all mails, in hex.</summary>
    public Task<string> HashAsync() => AskAsync("hash");

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(5_000);
        _process.Dispose();
    }

    private async Task<string> AskAsync(string what)
    {
        await _process.StandardInput.WriteLineAsync(what);
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("node ended; its words stand above");
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "KpiDigest.sln"))) return folder.FullName;
        throw new InvalidOperationException("Run the benchmarks from inside the repository.");
    }
}
