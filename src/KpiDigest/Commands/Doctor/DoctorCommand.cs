using System.CommandLine;
using KpiDigest.Configuration;
using KpiDigest.Crm;
using KpiDigest.Rendering;
using KpiDigest.Supplements;

namespace KpiDigest.Commands.Doctor;

/// <summary><c>kpidigest doctor</c>: tries everything a digest needs, sends nothing, and says what to do about each fault.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var record = new Option<string?>("--record") { Description = "A new folder for what the CRM answers to the first pages of a sync, with names, texts, ids and sums replaced: for a bug report.", HelpName = "DIR" };
        var command = new Command("doctor", "Checks as 'check' does, then tries CRM, database, mail server, sender's DNS and printing; sends nothing, says what to do about each fault.") { record };
        command.Does(async (parse, cancellationToken) =>
        {
            var settings = ConfigurationLoader.Load(parse.GetValue(CommonOptions.Config)!);
            var findings = new List<Finding>();
            using var recording = parse.GetValue(record) is { } folder ? new CrmRecording(folder, settings.Options.Crm) : null;
            await foreach (var finding in ExamineAsync(settings, recording, cancellationToken))
            {
                findings.Add(finding);
                if (!parse.WantsJson()) finding.WriteTo(parse.Out());
            }

            if (parse.WantsJson()) WriteJson(parse.Out(), findings);
            else parse.Out().WriteLine(Summary(findings));
            return findings.Exists(f => f.Grade == Grade.Fault) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static async IAsyncEnumerable<Finding> ExamineAsync(Settings settings, CrmRecording? recording, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = settings.Options;
        foreach (var finding in OfFiles(settings)) yield return finding;
        var database = await DatabaseFindings.OfAsync(options.Store, TimeProvider.System, cancellationToken);
        foreach (var finding in database) yield return finding;
        var isStoreWell = database.All(f => f.Grade == Grade.Ok);
        foreach (var finding in (await CrmFindings.OpenAsync(options.Crm, options.Calendar.HomeCurrency, TimeProvider.System, cancellationToken, LookAsync, recording?.Transport)).Findings) yield return finding;
        if (isStoreWell) foreach (var finding in await RecipientsAsync(settings, cancellationToken)) yield return finding;
        foreach (var finding in await MailFindings.OfAsync(options.Mail, TxtLookup.OfThisMachine(), cancellationToken)) yield return finding;
        yield return MailFindings.OfSecondPath(options.Admin);
        foreach (var finding in await BounceFindings.OfAsync(options, settings.BouncesFolder, TimeProvider.System, cancellationToken)) yield return finding;
        if (settings.Digests.Any(d => d.Template == "quarterly"))
            foreach (var finding in await PrintingFindings.OfAsync(options.Rendering, cancellationToken)) yield return finding;

        async Task<IReadOnlyList<Finding>> LookAsync(ICrmSource source) =>
            recording is not null ? [await recording.PullAsync(source, cancellationToken)] : isStoreWell ? await SightFindings.OfAsync(settings, source, cancellationToken) : [];
    }

    private static IEnumerable<Finding> OfFiles(Settings settings)
    {
        foreach (var warning in settings.Warnings) yield return Finding.Note("configuration", warning);
        var templates = new DigestRenderer(settings.Options.Rendering).Check();
        foreach (var fault in templates) yield return Finding.Fault("templates", fault);
        if (templates.Count == 0) yield return Finding.Ok("templates", "no faults");
        if (settings.SupplementsFolder is null) yield break;
        var supplements = FolderInspection.Of(settings.SupplementsFolder, SupplementNames.Any);
        foreach (var fault in supplements.Files.SelectMany(f => f.Faults)) yield return Finding.Fault("supplements", fault.ToString(), "'kpidigest check' lists them with the CRM's names");
        if (supplements.FolderFault is { } missing) yield return Finding.Fault("supplements", missing);
        foreach (var note in supplements.Notes) yield return Finding.Note("supplements", note);
    }

    private static async Task<IReadOnlyList<Finding>> RecipientsAsync(Settings settings, CancellationToken cancellationToken)
    {
        await using var services = await AppServices.OpenAsync(settings, TimeProvider.System, cancellationToken);
        return await RecipientFindings.OfAsync(services, cancellationToken);
    }

    private static void WriteJson(TextWriter output, List<Finding> findings) => output.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("part", finding.Part);
            json.WriteString("grade", finding.Word);
            json.WriteString("text", finding.Text);
            json.WriteString("fix", finding.Fix);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string Summary(List<Finding> findings)
    {
        var faults = findings.Count(f => f.Grade == Grade.Fault);
        return faults == 0 ? "no faults." : $"{faults} {(faults == 1 ? "fault" : "faults")}: see FAULT above.";
    }
}
