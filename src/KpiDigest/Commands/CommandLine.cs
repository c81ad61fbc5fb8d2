using System.CommandLine;
using KpiDigest.Commands.Doctor;
using KpiDigest.Commands.Init;

namespace KpiDigest.Commands;

/// <summary>All commands; parses and runs one.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line and answers with its exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var parse = Root().Parse(args);
        if (parse.Errors.Count == 0)
            return await parse.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = TimeSpan.FromMinutes(5), EnableDefaultExceptionHandler = false });
        foreach (var fault in parse.Errors) await error.WriteLineAsync(fault.Message);
        await error.WriteLineAsync("'kpidigest --help' lists commands and options.");
        return ExitCode.BadUsage;
    }

    private static RootCommand Root() => new("Pulls sales data from a CRM, computes KPIs and emails digests.")
    {
        CommonOptions.Config, CommonOptions.AsOf, CommonOptions.Format,
        DemoCommand.Create(),
        InitCommand.Create(),
        ActivateCommand.Create(),
        RunCommand.Create(),
        CheckCommand.Create(),
        DoctorCommand.Create(),
        SyncCommand.Create(),
        KpiCommand.Create(),
        ExplainCommand.Create(),
        PreviewCommand.Create(),
        SendCommand.Create(),
        ReplayCommand.Create(),
        StatusCommand.Create(),
        OutboxCommand.Create(),
        SuppressionsCommand.Create(),
        SchedulesCommand.Create(),
        MigrateCommand.Create(),
        EraseCommand.Create(),
    };
}
