using System.CommandLine;
using System.Globalization;
using KpiDigest.Core.Schedules;
using KpiDigest.Runs;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest outbox accept</c>: after a restored backup, shows what would go out again, keeps it back and lets the service start.</summary>
internal static class OutboxAccept
{
    public static Command Create()
    {
        var yes = new Option<bool>("--yes") { Description = "Without asking." };
        var command = new Command("accept", "After a restored backup: keeps back what may have been sent since the backup, then lets 'kpidigest run' start.") { yes };
        command.DoesWith(async (parse, services, cancellationToken) =>
        {
            if (await services.Restored.DoubtAsync(cancellationToken) is not { } doubt)
            {
                parse.Out().WriteLine("nothing is in doubt: there is nothing to accept.");
                return ExitCode.Done;
            }

            var ledger = new RestoredLedger(services.Database, services.Restored);
            var due = DueDigests.Find(services.Settings.Digests, services.Settings.Calendar, await services.Installation.ActivationsAsync(cancellationToken), services.Now);
            parse.Out().WriteLine(doubt);
            Show(parse.Out(), await ledger.LookAsync(due, cancellationToken));
            if (!parse.GetValue(yes) && !await AgreeAsync(parse)) return ExitCode.Failed;
            await ledger.AcceptAsync(due, cancellationToken);
            parse.Out().WriteLine("accepted: 'kpidigest run' starts again. 'kpidigest outbox list --state held unknown' and 'kpidigest status' list what was kept back; release what was not sent, cancel the rest.");
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(TextWriter to, RestoredCounts counts)
    {
        to.WriteLine("It may have been sent since the backup was made, and would go out again:");
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {counts.Waiting} mails that wait and are due: they become held"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {counts.Sending} mails that were leaving: they become unknown"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {counts.Runs} runs that are due and were not sent: they become held"));
        foreach (var run in counts.Unplanned) to.WriteLine($"  {run.Digest.Id} for {run.Period.Label}, which this database does not know: it is held");
        to.WriteLine("What people asked for since (unsubscribing, releasing, cancelling) is not in this database either.");
    }

    private static async Task<bool> AgreeAsync(ParseResult parse)
    {
        await parse.Out().WriteAsync("Keep these back and accept the ledger? Type yes: ");
        return (await Console.In.ReadLineAsync())?.Trim().Equals("yes", StringComparison.OrdinalIgnoreCase) ?? false;
    }
}
