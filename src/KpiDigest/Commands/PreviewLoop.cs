using KpiDigest.Configuration;
using KpiDigest.Rendering;

namespace KpiDigest.Commands;

/// <summary>Renders again whenever a file changes; says what is wrong and goes on.</summary>
internal static class PreviewLoop
{
    /// <summary>Until it is stopped.</summary>
    /// <param name="files">What to watch.</param>
    /// <param name="render">Renders; answers with the paths of the files written.</param>
    /// <param name="output">For paths.</param>
    /// <param name="error">For faults.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(FileWatch files, Func<CancellationToken, Task<IReadOnlyList<string>>> render, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await OnceAsync(render, output, error, cancellationToken);
                await files.ChangedAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await output.WriteLineAsync("stopped.");
        }
    }

    private static async Task OnceAsync(Func<CancellationToken, Task<IReadOnlyList<string>>> render, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var file in await render(cancellationToken)) await output.WriteLineAsync(file);
            await output.WriteLineAsync("watching templates, texts, theme and configuration; Ctrl+C ends it.");
        }
        catch (Exception e) when (e is TemplateException or ConfigurationException or UsageException or PrintFailedException or BrowserMissingException or IOException)
        {
            await error.WriteLineAsync(e.Message);
        }
    }
}
