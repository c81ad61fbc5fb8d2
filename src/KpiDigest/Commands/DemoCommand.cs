using System.CommandLine;
using KpiDigest.Configuration;
using KpiDigest.Core.Schedules;
using KpiDigest.Delivery.Mime;
using KpiDigest.DemoCrm;
using KpiDigest.Outbox;
using KpiDigest.Rendering;
using KpiDigest.Runs;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace KpiDigest.Commands;

/// <summary>
/// <c>kpidigest demo [--out DIR] [--data FOLDER] [--serve PORT]</c>: the main job with nothing configured, through the same
/// client, store, ledger and outbox as the service.
/// </summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "Folder for the mails and the scorecard.", HelpName = "DIR", DefaultValueFactory = _ => "out" };
        var data = new Option<string?>("--data") { Description = "Serve CSV files of this folder instead of the built-in company.", HelpName = "FOLDER" };
        var serve = new Option<int?>("--serve") { Description = "Only keep the CRM server running on this loopback port.", HelpName = "PORT" };
        var command = new Command("demo", "Runs the main job with nothing configured: built-in CRM, sync, KPIs, weekly digests and quarterly scorecard.") { folder, data, serve };
        command.Does(async (parse, cancellationToken) =>
        {
            var crm = parse.GetValue(data) is { } csv ? CsvCompany.Load(csv) : DemoCompany.Generate();
            if (parse.GetValue(serve) is { } port) return await ServeAsync(parse, crm, port, cancellationToken);
            await using var server = await DemoCrmServer.StartAsync(crm, 0, null, cancellationToken);
            return await RunAsync(parse, crm, DemoSetup.Write(parse.GetValue(folder)!, crm, server), cancellationToken);
        });
        return command;
    }

    private static async Task<int> ServeAsync(ParseResult parse, DemoCrmData crm, int port, CancellationToken cancellationToken)
    {
        if (port is < 0 or > 65535) throw new UsageException($"--serve {port}: expected a port from 0 to 65535.");
        await using var server = await DemoCrmServer.StartAsync(crm, port, new DemoCrmFaults { EnforceRates = true }, cancellationToken);
        parse.Out().WriteLine($"serving {crm.CompanyName} as a HubSpot API at {server.BaseUrl} with the token {server.Token}; Ctrl+C stops it.");
        await parse.Out().FlushAsync(cancellationToken);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            parse.Out().WriteLine("stopped.");
        }

        return ExitCode.Done;
    }

    private static async Task<int> RunAsync(ParseResult parse, DemoCrmData crm, string configuration, CancellationToken cancellationToken)
    {
        var settings = ConfigurationLoader.Load(configuration);
        var weekly = LastDue(settings, DemoSetup.Weekly, crm);
        var quarterly = LastDue(settings, DemoSetup.Quarterly, crm);
        await using var services = await AppServices.OpenAsync(settings, new FixedClock(Instant.Max(weekly.DueAt, crm.EndsAt)), cancellationToken);
        var installation = await InstallationGuard.OpenAsync(services, cancellationToken);
        await InstallationGuard.StartDigestsAsync(services, cancellationToken);
        var progress = ProgressBars.For(parse);
        await using (progress) await services.Sync.RunAsync(full: false, progress, cancellationToken);
        var missing = BrowserFault(settings);
        foreach (var due in missing is null ? new[] { weekly, quarterly } : [weekly])
            await services.Runs.PlanAsync(new RunKey(due.Digest.Id, due.Period.Key, 1), due.DueAt, due.NotAfter, cancellationToken);
        await using (var printing = ProgressBars.For(parse))
        {
            printing.Started("digests", null);
            await WorkAsync(services, installation, cancellationToken);
        }

        return await ReportAsync(parse, services, configuration, weekly, missing, cancellationToken);
    }

    /// <summary>The last period whose data is complete, with its due time.</summary>
    private static DueRun LastDue(Settings settings, string id, DemoCrmData crm)
    {
        var digest = settings.Find(id)!;
        var period = settings.Calendar.LastEnded(digest.Kind, crm.EndsAt);
        return new DueRun(digest, period, DueTimes.Of(digest, period)!.Value);
    }

    /// <summary>Without a browser the mails are made all the same; the scorecard is not, and this says what is missing.</summary>
    private static string? BrowserFault(Settings settings)
    {
        try
        {
            _ = new PdfRenderer(settings.Options.Rendering).Browser;
            return null;
        }
        catch (BrowserMissingException e)
        {
            return "no scorecard: " + e.Message;
        }
    }

    private static async Task WorkAsync(AppServices services, string installation, CancellationToken cancellationToken)
    {
        var worker = new RunWorker(services.Runs, _ => services.Run(installation), new CurrentSettings(services.Settings), services.Clock, NullLogger<RunWorker>.Instance);
        while (await worker.RunNextAsync(cancellationToken))
        {
        }

        await using var channel = services.Channel();
        var dispatcher = services.Dispatcher(channel, NullLogger<OutboxDispatcher>.Instance);
        while (await dispatcher.DeliverNextAsync(cancellationToken))
        {
        }
    }

    private static async Task<int> ReportAsync(ParseResult parse, AppServices services, string configuration, DueRun weekly, string? missing, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        foreach (var run in await services.Runs.ListAsync(null, 10, cancellationToken))
            if (run.State != RunState.Enqueued) faults.Add($"{run.Key.Digest}: {run.State.ToString().ToLowerInvariant()}, {run.Reason}");
        foreach (var row in (await services.Outbox.ListAsync(null, null, 100, cancellationToken)).OrderBy(r => r.Id))
        {
            if (row.State == MailState.Sent) await ShowAsync(parse, row, PeriodOf(services, row), cancellationToken);
            else faults.Add($"{row.Key.Digest} to {row.Key.Recipient}: {OutboxCommand.StateText(row.State)}, {row.Reason}");
        }

        if (missing is not null) faults.Add(missing);
        parse.Out().WriteLine();
        parse.Out().WriteLine($"Look further: kpidigest kpi win-rate --period {weekly.Period.Label} --scope company --config {configuration}");
        foreach (var fault in faults) await parse.InvocationConfiguration.Error.WriteLineAsync(fault);
        return faults.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static Period PeriodOf(AppServices services, OutboxRow row) =>
        services.Settings.Calendar.Containing(services.Settings.Find(row.Key.Digest)!.Kind, PeriodKeys.StartOf(row.Key.Period));

    /// <summary>Unpacks the very message that was delivered, under a name that people can read.</summary>
    private static async Task ShowAsync(ParseResult parse, OutboxRow row, Period period, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(row.QueueId!)!;
        var stem = Path.Combine(folder, $"{row.Key.Digest}-{period.Label}-{DigestRequest.Slug(row.Scope.Replace("team:", "", StringComparison.Ordinal))}");
        File.Move(row.QueueId!, stem + ".eml", overwrite: true);
        parse.Out().WriteLine($"{row.Subject}\n  {stem}.eml");
        foreach (var part in MimeReader.ReadShown(await File.ReadAllBytesAsync(stem + ".eml", cancellationToken)))
        {
            var file = part.FileName.Length > 0 ? Path.Combine(folder, Path.GetFileName(part.FileName)) : stem + (part.ContentType == "text/html" ? ".html" : ".txt");
            await File.WriteAllBytesAsync(file, part.Content, cancellationToken);
            parse.Out().WriteLine("  " + file);
        }
    }
}
