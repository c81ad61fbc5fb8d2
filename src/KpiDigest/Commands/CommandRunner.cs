using System.CommandLine;
using KpiDigest.Configuration;
using KpiDigest.Crm;
using KpiDigest.Rendering;
using KpiDigest.Store;

namespace KpiDigest.Commands;

/// <summary>The border where a command's exceptions become a clear message and an exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Sets what a command does.</summary>
    public static void Does(this Command command, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction((parse, cancellationToken) => RunAsync(() => action(parse, cancellationToken), parse.InvocationConfiguration.Error));

    /// <summary>Sets what a command does with the services of the configuration named on the command line.</summary>
    public static void DoesWith(this Command command, Func<ParseResult, AppServices, CancellationToken, Task<int>> action) =>
        command.Does(async (parse, cancellationToken) =>
        {
            var settings = ConfigurationLoader.Load(parse.GetValue(CommonOptions.Config)!);
            await using var services = await AppServices.OpenAsync(settings, TimeProvider.System, cancellationToken);
            return await action(parse, services, cancellationToken);
        });

    private static async Task<int> RunAsync(Func<Task<int>> action, TextWriter error)
    {
        try
        {
            return await action();
        }
        catch (Exception e) when (e is UsageException or ConfigurationException)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCode.BadUsage;
        }
        catch (Exception e) when (e is CrmException or StoreException or BrowserMissingException or IOException or InvalidOperationException or FormatException)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("stopped.");
            return ExitCode.Failed;
        }
    }
}
