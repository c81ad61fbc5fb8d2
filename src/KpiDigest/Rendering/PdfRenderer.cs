using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace KpiDigest.Rendering;

/// <summary>
/// Prints a page with a headless browser: own throw-away profile, no name resolves to an address, killed with all its children when
/// the time is over. Two prints at a time at most.
/// </summary>
internal sealed class PdfRenderer(RenderingOptions options)
{
    private static readonly SemaphoreSlim Slots = new(2);

    /// <summary>What an operator should know, or null.</summary>
    public static string? Warning => IsRoot
        ? "The browser prints without its sandbox because this process is root: run KpiDigest as a normal user."
        : null;

    private static bool IsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>The path of the browser that would print.</summary>
    /// <exception cref="BrowserMissingException">None is found.</exception>
    public string Browser => BrowserFinder.Find(options.Browser, Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>Name and version of that browser; null where there is none.</summary>
    public async Task<string?> VersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            // On Windows a browser asked for its version opens a window instead.
            if (OperatingSystem.IsWindows()) return FileVersionInfo.GetVersionInfo(Browser).ProductVersion;
            return (await RunAsync(Browser, ["--version"], cancellationToken)).Output.Trim();
        }
        catch (BrowserMissingException)
        {
            return null;
        }
    }

    /// <summary>Prints a finished page.</summary>
    /// <exception cref="BrowserMissingException">No browser is found.</exception>
    /// <exception cref="PrintFailedException">It did not print in time or at all.</exception>
    public async Task<byte[]> PrintAsync(string page, CancellationToken cancellationToken)
    {
        var browser = Browser;
        await Slots.WaitAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("kpidigest-print-");
        try
        {
            return await PrintIn(folder.FullName, browser, page, cancellationToken);
        }
        finally
        {
            Remove(folder);
            Slots.Release();
        }
    }

    private async Task<byte[]> PrintIn(string folder, string browser, string page, CancellationToken cancellationToken)
    {
        var (source, target) = (Path.Combine(folder, "page.html"), Path.Combine(folder, "page.pdf"));
        await File.WriteAllTextAsync(source, page, new UTF8Encoding(false), cancellationToken);
        var (_, complaint) = await RunAsync(browser, Arguments(folder, source, target), cancellationToken);
        var printed = File.Exists(target) ? await File.ReadAllBytesAsync(target, cancellationToken) : [];
        return printed.AsSpan().StartsWith("%PDF-"u8)
            ? printed
            : throw new PrintFailedException($"{browser} wrote no PDF. It said: {complaint}{Advice(complaint)}");
    }

    private string Advice(string complaint) => options.Sandbox && complaint.Contains("sandbox", StringComparison.OrdinalIgnoreCase)
        ? " Where the surroundings are a sandbox already (a container), set Rendering:Sandbox to false." : "";

    private IEnumerable<string> Arguments(string folder, string source, string target) =>
    [
        "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
        .. IsRoot || !options.Sandbox ? ["--no-sandbox"] : Array.Empty<string>(),
        "--user-data-dir=" + Path.Combine(folder, "profile"), "--no-pdf-header-footer", "--generate-pdf-document-outline",
        "--print-to-pdf=" + target, new Uri(source).AbsoluteUri,
    ];

    private async Task<(string Output, string Complaint)> RunAsync(string browser, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        using var process = Start(browser, arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (await output, Tail(await errors));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PrintFailedException($"{browser} did not print within {options.TimeoutSeconds} s (Rendering:TimeoutSeconds) and was stopped.");
        }
        finally
        {
            Kill(process);
        }
    }

    private static Process Start(string browser, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(browser) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start) ?? throw new PrintFailedException($"{browser} did not start.");
        }
        catch (Win32Exception fault)
        {
            throw new PrintFailedException($"{browser} did not start: {fault.Message}");
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in between.
        }
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A dying child may still hold a file; the folder lies in the system's temporary folder.
        }
        catch (UnauthorizedAccessException)
        {
            // As above.
        }
    }

    private static string Tail(string text) => text.Length == 0 ? "nothing" : text.Trim()[^Math.Min(400, text.Trim().Length)..].ReplaceLineEndings(" ");
}
