using System.CommandLine;
using KpiDigest.Commands.Doctor;
using KpiDigest.Configuration;
using KpiDigest.Core.Digests;
using KpiDigest.Crm;
using KpiDigest.Rendering;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest check</c>: lists all faults of configuration, templates, supplements and a CSV export; no network.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Validates configuration, templates and supplements and lists all faults; no network.");
        command.Does(async (parse, cancellationToken) =>
        {
            var path = parse.GetValue(CommonOptions.Config)!;
            var settings = ConfigurationLoader.Load(path);
            var faults = new DigestRenderer(settings.Options.Rendering).Check();
            foreach (var warning in settings.Warnings) parse.Out().WriteLine("note: " + warning);
            foreach (var fault in faults) parse.InvocationConfiguration.Error.WriteLine("template: " + fault);
            var supplements = await SupplementReport.WriteAsync(parse, settings, cancellationToken);
            var export = CrmSources.ReadsFiles(settings.Options.Crm.Kind) ? (await CrmFindings.OpenAsync(settings.Options.Crm, settings.Options.Calendar.HomeCurrency, TimeProvider.System, cancellationToken)).Findings.Where(f => f.Grade == Grade.Fault).ToList() : [];
            foreach (var fault in export) parse.InvocationConfiguration.Error.WriteLine("export: " + fault.Text);
            if (faults.Count + supplements + export.Count == 0)
                parse.Out().WriteLine($"{path}: no faults. {settings.Digests.Count} digests, {settings.Digests.Sum(d => d.Recipients.Count)} recipients{(settings.Digests.Any(d => d.Found is not null) ? " and whoever leads a team ('kpidigest schedules next' names them)" : "")}, mail mode {settings.ConfiguredMode?.ToString() ?? "Off until 'kpidigest activate'"}.");
            WriteBands(parse, new StatusBands(settings.Kpis.Bands));
            return faults.Count + supplements + export.Count == 0 ? ExitCode.Done : ExitCode.BadUsage;
        });
        return command;
    }

    private static void WriteBands(ParseResult parse, StatusBands bands)
    {
        parse.Out().WriteLine();
        parse.Out().WriteTable(
            ["band", "better", "green from", "amber from"],
            [
                .. bands.All.Select(b => (IReadOnlyList<string>)[b.Name, b.LessIsBetter ? "less" : "more", Output.Text(b.Green), Output.Text(b.Amber)]),
                ["coverage", "more", "what is required", $"{Output.Text(bands.AmberCover)} of it"],
            ]);
    }
}
