using System.Text.RegularExpressions;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Schedules;
using NodaTime;

namespace KpiDigest.Configuration;

/// <summary>Reads the digests; every fault with its key.</summary>
internal static partial class DigestReader
{
    /// <summary>Everybody who leads a team, with that team's scope.</summary>
    public const string TeamLeads = "TeamLeads";

    public static IReadOnlyList<DigestDefinition> Read(AppOptions options, DateTimeZone calendarZone, BusinessDays worked, List<ConfigurationFault> faults)
    {
        var digests = new List<DigestDefinition>();
        var recipients = new RecipientReader(options.Groups, faults);
        recipients.CheckGroups();
        for (var i = 0; i < options.Digests.Count; i++)
        {
            var digest = options.Digests[i];
            var key = $"Digests:{i}";
            if (!IdPattern().IsMatch(digest.Id)) faults.Add(new ConfigurationFault($"{key}:Id", digest.Id, "expected lower-case letters, digits and hyphens, such as weekly-emea."));
            else if (digests.Any(d => d.Id == digest.Id)) faults.Add(new ConfigurationFault($"{key}:Id", digest.Id, "used twice; each digest needs its own."));
            if (ReadOne(digest, key, calendarZone, worked, recipients, faults) is { } read) digests.Add(read);
        }

        return digests;
    }

    private static DigestDefinition? ReadOne(DigestOptions digest, string key, DateTimeZone calendarZone, BusinessDays worked, RecipientReader reader, List<ConfigurationFault> faults)
    {
        PeriodKind? kind = digest.Template switch { "weekly" => PeriodKind.Week, "quarterly" => PeriodKind.Quarter, _ => null };
        if (kind is null) faults.Add(new ConfigurationFault($"{key}:Template", digest.Template, "expected weekly or quarterly."));
        var zone = reader.Zone(digest.Schedule.TimeZone, calendarZone, $"{key}:Schedule:TimeZone");
        var rule = ScheduleReader.Read(digest.Schedule, $"{key}:Schedule", kind, worked, faults);
        if (digest.CatchUp < 0) faults.Add(new ConfigurationFault($"{key}:CatchUp", $"{digest.CatchUp}", "expected 0 or more hours."));
        if (digest.RecipientsFrom is not ("" or TeamLeads)) faults.Add(new ConfigurationFault($"{key}:RecipientsFrom", digest.RecipientsFrom, $"expected {TeamLeads}, or nothing."));
        else if (digest.Recipients.Count == 0 && digest.RecipientsFrom.Length == 0) faults.Add(new ConfigurationFault($"{key}:Recipients", null, "empty: nobody would get this digest."));
        var recipients = reader.Read(digest, key, zone);
        var attachments = Attachments(digest, key, faults);
        if (kind is null || rule is null) return null;
        return new DigestDefinition
        {
            Id = digest.Id,
            Template = digest.Template,
            Kind = kind.Value,
            Rule = rule,
            ClockText = digest.Schedule.Cron,
            Settle = Duration.FromMinutes(Math.Max(0, digest.Schedule.SettleMinutes)),
            CatchUp = digest.CatchUp > 0 ? Duration.FromHours(digest.CatchUp) : Duration.FromDays(kind == PeriodKind.Week ? 3 : 10),
            RequireApproval = digest.RequireApproval,
            Attachments = attachments,
            Recipients = recipients,
            Found = digest.RecipientsFrom.Length > 0 ? new FoundRecipients(zone, RecipientReader.DefaultCulture) : null,
        };
    }

    private static List<DigestFile> Attachments(DigestOptions digest, string key, List<ConfigurationFault> faults)
    {
        var files = new List<DigestFile>();
        foreach (var name in digest.Attachments ?? (digest.Template == "quarterly" ? ["scorecard.pdf"] : Array.Empty<string>()))
        {
            DigestFile? file = name switch { "team.csv" => DigestFile.TeamCsv, "records.csv" => DigestFile.RecordsCsv, "scorecard.pdf" => DigestFile.ScorecardPdf, _ => null };
            if (file is null) faults.Add(new ConfigurationFault($"{key}:Attachments", name, "expected team.csv, records.csv or scorecard.pdf."));
            else if (file == DigestFile.ScorecardPdf && digest.Template != "quarterly") faults.Add(new ConfigurationFault($"{key}:Attachments", name, "only a quarterly digest has a scorecard."));
            else if (files.Contains(file.Value)) faults.Add(new ConfigurationFault($"{key}:Attachments", name, "listed twice."));
            else files.Add(file.Value);
        }

        return files;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}$")]
    private static partial Regex IdPattern();
}
