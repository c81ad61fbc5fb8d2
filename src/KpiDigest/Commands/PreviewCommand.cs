using System.CommandLine;
using KpiDigest.Configuration;
using KpiDigest.Core.Facts;
using KpiDigest.DemoCrm;
using KpiDigest.Rendering;
using KpiDigest.Runs;
using NodaTime;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest preview DIGEST --period P [--as RECIPIENT] [--watch] --out DIR</c>: renders, writes no state; <c>--sample</c> with made data.</summary>
internal static class PreviewCommand
{
    private static readonly Option<string?> Wanted = new("--period") { Description = "A week (2017-W50) or a quarter (2017-Q4); not needed with --sample.", HelpName = "P" };
    private static readonly Option<string> Folder = new("--out") { Description = "Folder for the files.", HelpName = "DIR", DefaultValueFactory = _ => "out" };
    private static readonly Option<bool> Watch = new("--watch") { Description = "Renders again whenever a template, text, the theme or the configuration changes." };
    private static readonly Option<bool> Sample = new("--sample") { Description = "With the data of the built-in company: DIGEST is weekly or quarterly; nothing needs to be configured." };

    public static Command Create()
    {
        var command = new Command("preview", "Renders a digest into files and writes no state.") { DigestRequest.Id, Wanted, DigestRequest.As, Folder, Watch, Sample };
        command.Does(async (parse, cancellationToken) =>
        {
            if (parse.GetValue(Sample)) return await SampleAsync(parse, cancellationToken);
            var settings = ConfigurationLoader.Load(parse.GetValue(CommonOptions.Config)!);
            await using var services = await AppServices.OpenAsync(settings, TimeProvider.System, cancellationToken);
            if (!settings.Calendar.TryParse(parse.GetValue(Wanted) ?? "", out var period, out var fault)) throw new UsageException("--period " + fault);
            return await ShowAsync(parse, services, period, Reloaded, cancellationToken);
        });
        return command;
    }

    /// <summary>The demo's company over its own server into a database of its own, with the rendering and privacy of this installation where it has any.</summary>
    private static async Task<int> SampleAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("kpidigest-sample-");
        try
        {
            var crm = DemoCompany.Generate();
            await using var server = await DemoCrmServer.StartAsync(crm, 0, null, cancellationToken);
            var configuration = DemoSetup.Write(folder.FullName, crm, server);
            await using var services = await AppServices.OpenAsync(Dressed(parse, configuration), new FixedClock(crm.EndsAt + Duration.FromDays(1)), cancellationToken);
            await using (var progress = ProgressBars.For(parse)) await services.Sync.RunAsync(full: false, progress, cancellationToken);
            var digest = services.Settings.Find(parse.GetRequiredValue(DigestRequest.Id)) ?? throw new UsageException("--sample: DIGEST is weekly or quarterly.");
            return await ShowAsync(parse, services, services.Settings.Calendar.LastEnded(digest.Kind, crm.EndsAt), p => Dressed(p, configuration), cancellationToken);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static Settings Reloaded(ParseResult parse) => ConfigurationLoader.Load(parse.GetValue(CommonOptions.Config)!);

    private static Settings Dressed(ParseResult parse, string configuration)
    {
        var settings = ConfigurationLoader.Load(configuration);
        if (!File.Exists(parse.GetValue(CommonOptions.Config))) return settings;
        var own = Reloaded(parse).Options;
        if (own.Rendering.Company.Length == 0) own.Rendering.Company = settings.Options.Rendering.Company;
        (settings.Options.Rendering, settings.Options.Privacy) = (own.Rendering, own.Privacy);
        return settings;
    }

    private static async Task<int> ShowAsync(ParseResult parse, AppServices services, Period period, Func<ParseResult, Settings> reload, CancellationToken cancellationToken)
    {
        var facts = await DigestRequest.Of(parse, services.Settings, period).LoadAsync(services, parse.GetValue(CommonOptions.AsOf), cancellationToken);
        if (!parse.GetValue(Watch))
        {
            foreach (var file in await RenderAsync(parse, services, services.Settings, period, facts, cancellationToken)) parse.Out().WriteLine(file);
            return ExitCode.Done;
        }

        var rendering = services.Settings.Options.Rendering;
        string[] watched = [TemplateFolder.Shipped, .. rendering.Templates.Length > 0 ? [rendering.Templates] : Array.Empty<string>(), parse.GetValue(CommonOptions.Config)!];
        await PreviewLoop.RunAsync(
            new FileWatch(watched), stop => RenderCheckedAsync(parse, services, reload(parse), period, facts, stop), parse.Out(), parse.InvocationConfiguration.Error, cancellationToken);
        return ExitCode.Done;
    }

    /// <summary>All faults of the templates at once, with file and line, before anything is rendered.</summary>
    private static Task<IReadOnlyList<string>> RenderCheckedAsync(ParseResult parse, AppServices services, Settings settings, Period period, SalesFacts facts, CancellationToken cancellationToken)
    {
        var faults = new DigestRenderer(settings.Options.Rendering).Check();
        return faults.Count > 0 ? throw new TemplateException(string.Join('\n', faults)) : RenderAsync(parse, services, settings, period, facts, cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> RenderAsync(ParseResult parse, AppServices services, Settings settings, Period period, SalesFacts facts, CancellationToken cancellationToken)
    {
        var request = DigestRequest.Of(parse, settings, period);
        var press = new DigestPress(services.Facts, services.Supplements, new DigestRenderer(settings.Options.Rendering), settings, services.SourceName);
        var files = new List<string>();
        await using var progress = ProgressBars.For(parse);
        progress.Started("digests", request.Recipients.Count);
        await foreach (var (recipient, rendered) in request.RenderAsync(press, facts, cancellationToken))
        {
            progress.Stored("digests", 1);
            var stem = $"{request.Digest.Id}-{request.Period.Label}-{DigestRequest.Slug(recipient.Email)}";
            files.AddRange(await DigestRequest.WriteFilesAsync(parse.GetValue(Folder)!, stem, rendered, cancellationToken));
        }

        return files;
    }
}
