using System.CommandLine;
using System.Globalization;
using KpiDigest.Core.Schedules;
using KpiDigest.Delivery;
using NodaTime;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest activate</c>: turns mail from Off to Live after showing who would get what and when.</summary>
internal static class ActivateCommand
{
    public static Command Create()
    {
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var command = new Command("activate", "Turns mail from Off to Live after showing who would get what and when.") { yes };
        command.DoesWith(async (parse, services, cancellationToken) =>
        {
            await InstallationGuard.OpenAsync(services, cancellationToken);
            if (MailOptionsValidator.Faults(services.Settings.Options.Mail) is { Count: > 0 } faults)
                throw new UsageException(string.Join('\n', faults.Select(f => $"{f.Key} = \"{f.Value}\": {f.Message}")));
            if (services.Settings.ConfiguredMode == MailMode.Off)
                throw new UsageException("Mail:Mode = \"Off\" in the configuration keeps mail off. Remove the key, or write Live or Redirect.");
            var from = parse.GetValue(CommonOptions.AsOf) is { } asOf ? Instants.Parse(asOf, services.Settings.Calendar.Zone) : services.Now;
            await ShowAsync(parse, services, from, cancellationToken);
            if (!parse.GetValue(yes) && !await AgreeAsync(parse)) return ExitCode.Failed;
            await services.Installation.ActivateAsync([.. services.Settings.Digests.Select(d => d.Id)], from, cancellationToken);
            await services.Installation.GoLiveAsync(services.Now, cancellationToken);
            parse.Out().WriteLine("mail is live; 'kpidigest run' sends what is due from then on. A running service takes it up at once.");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task ShowAsync(ParseResult parse, AppServices services, Instant from, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyList<string>>();
        var (digests, notes) = await ExpandedDigests.OfAsync(services, cancellationToken);
        foreach (var note in notes) parse.Out().WriteLine("note: " + note);
        foreach (var digest in digests)
            if (DueDigests.Next(digest, services.Settings.Calendar, from - Duration.Epsilon) is { } next)
                rows.AddRange(digest.Recipients.Select(r => (IReadOnlyList<string>)
                    [r.Email, digest.Id, r.Scope, next.Period.Label, DueTimes.Of(digest, r, next.Period)?.InZone(r.Zone).ToString("ddd uuuu-MM-dd HH:mm o<g>", CultureInfo.InvariantCulture) ?? "never"]));
        parse.Out().WriteTable(["recipient", "digest", "sees", "first period", "first due"], rows);
    }

    private static async Task<bool> AgreeAsync(ParseResult parse)
    {
        await parse.Out().WriteAsync("Send these from now on? Type yes: ");
        return (await Console.In.ReadLineAsync())?.Trim().Equals("yes", StringComparison.OrdinalIgnoreCase) ?? false;
    }
}
