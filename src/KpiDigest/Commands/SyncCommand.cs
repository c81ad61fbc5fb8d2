using System.CommandLine;
using KpiDigest.Crm;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest sync [--full]</c>: pulls the CRM now.</summary>
internal static class SyncCommand
{
    public static Command Create()
    {
        var full = new Option<bool>("--full") { Description = "Load everything again, also what did not change." };
        var command = new Command("sync", "Pulls the CRM now and prints the requests planned and made.") { full };
        command.DoesWith(async (parse, services, cancellationToken) =>
        {
            var progress = ProgressBars.For(parse);
            SyncSummary summary;
            await using (progress) summary = await services.Sync.RunAsync(parse.GetValue(full), progress, cancellationToken);
            await services.Leavers.LookAsync(services.Settings.Digests, cancellationToken);
            foreach (var warning in summary.Warnings.Concat(await NotesAsync(services, summary, cancellationToken))) parse.Out().WriteLine("note: " + warning);
            foreach (var (name, (planned, made)) in progress.Requests) parse.Out().WriteLine($"  {name}: {planned} requests planned, {made} made");
            parse.Out().WriteLine($"{summary.Received} records received, {summary.Written} new versions written; requests planned {progress.RequestsPlanned}, made {progress.RequestsMade}.");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>What the supplement files in force say of people that the CRM does not know, and what of the CRM they replace.</summary>
    private static async Task<IEnumerable<string>> NotesAsync(AppServices services, SyncSummary summary, CancellationToken cancellationToken)
    {
        var names = await services.Facts.NamesAsync(services.SourceName, summary.EndedAt, cancellationToken);
        var files = await services.Supplements.ReadAsync(summary.EndedAt, orFirst: false, cancellationToken);
        return files.Faults(names).Select(fault => fault.ToString()).Concat(files.Bind(names).Notes);
    }
}
