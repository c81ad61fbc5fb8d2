using System.Globalization;
using System.Text.RegularExpressions;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Schedules;
using NodaTime;

namespace KpiDigest.Configuration;

/// <summary>Reads the digests; every fault with its key.</summary>
internal static partial class DigestReader
{
    private const string DefaultCulture = "en-GB";

    public static IReadOnlyList<DigestDefinition> Read(AppOptions options, DateTimeZone calendarZone, List<ConfigurationFault> faults)
    {
        var digests = new List<DigestDefinition>();
        for (var i = 0; i < options.Digests.Count; i++)
        {
            var digest = options.Digests[i];
            var key = $"Digests:{i}";
            if (!IdPattern().IsMatch(digest.Id)) faults.Add(new ConfigurationFault($"{key}:Id", digest.Id, "expected lower-case letters, digits and hyphens, such as weekly-emea."));
            else if (digests.Any(d => d.Id == digest.Id)) faults.Add(new ConfigurationFault($"{key}:Id", digest.Id, "used twice; each digest needs its own."));
            if (ReadOne(digest, key, calendarZone, faults) is { } read) digests.Add(read);
        }

        return digests;
    }

    private static DigestDefinition? ReadOne(DigestOptions digest, string key, DateTimeZone calendarZone, List<ConfigurationFault> faults)
    {
        PeriodKind? kind = digest.Template switch { "weekly" => PeriodKind.Week, "quarterly" => PeriodKind.Quarter, _ => null };
        if (kind is null) faults.Add(new ConfigurationFault($"{key}:Template", digest.Template, "expected weekly or quarterly."));
        var zone = Zone(digest.Schedule.TimeZone, calendarZone, $"{key}:Schedule:TimeZone", faults);
        var clock = CronClock.TryParse(digest.Schedule.Cron, out var fault);
        if (clock is null) faults.Add(new ConfigurationFault($"{key}:Schedule:Cron", digest.Schedule.Cron, fault));
        if (digest.Schedule.SettleMinutes < 0) faults.Add(new ConfigurationFault($"{key}:Schedule:SettleMinutes", $"{digest.Schedule.SettleMinutes}", "expected 0 or more minutes."));
        if (digest.CatchUp < 0) faults.Add(new ConfigurationFault($"{key}:CatchUp", $"{digest.CatchUp}", "expected 0 or more hours."));
        if (digest.RecipientsFrom.Length > 0) faults.Add(new ConfigurationFault($"{key}:RecipientsFrom", digest.RecipientsFrom, "not available in this version; list the Recipients."));
        else if (digest.Recipients.Count == 0) faults.Add(new ConfigurationFault($"{key}:Recipients", null, "empty: nobody would get this digest."));
        var recipients = Recipients(digest, key, zone, faults);
        var attachments = Attachments(digest, key, faults);
        if (kind is null || clock is null) return null;
        return new DigestDefinition
        {
            Id = digest.Id,
            Template = digest.Template,
            Kind = kind.Value,
            Clock = clock,
            ClockText = digest.Schedule.Cron,
            Settle = Duration.FromMinutes(Math.Max(0, digest.Schedule.SettleMinutes)),
            CatchUp = digest.CatchUp > 0 ? Duration.FromHours(digest.CatchUp) : Duration.FromDays(kind == PeriodKind.Week ? 3 : 10),
            RequireApproval = digest.RequireApproval,
            Attachments = attachments,
            Recipients = recipients,
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

    private static List<RecipientDefinition> Recipients(DigestOptions digest, string key, DateTimeZone zone, List<ConfigurationFault> faults)
    {
        var recipients = new List<RecipientDefinition>();
        for (var i = 0; i < digest.Recipients.Count; i++)
        {
            var recipient = digest.Recipients[i];
            var at = $"{key}:Recipients:{i}";
            var email = recipient.Email.Trim().ToLowerInvariant();
            if (!EmailPattern().IsMatch(email)) faults.Add(new ConfigurationFault($"{at}:Email", recipient.Email, "expected one address such as cara@example.com."));
            else if (recipients.Any(r => r.Email == email)) faults.Add(new ConfigurationFault($"{at}:Email", recipient.Email, "listed twice; a recipient gets one mail and one scope per digest."));
            if (!ScopePattern().IsMatch(recipient.Scope)) faults.Add(new ConfigurationFault($"{at}:Scope", recipient.Scope, "expected company, team:NAME, team:#id or rep:NAME."));
            if (recipient.Name.Any(char.IsControl)) faults.Add(new ConfigurationFault($"{at}:Name", null, "holds a control character."));
            var own = Zone(recipient.TimeZone, zone, $"{at}:TimeZone", faults);
            recipients.Add(new RecipientDefinition(email, recipient.Name, recipient.Scope, own, Culture(recipient.Culture, $"{at}:Culture", faults)));
        }

        return recipients;
    }

    private static string Culture(string name, string key, List<ConfigurationFault> faults)
    {
        if (name.Length == 0) return DefaultCulture;
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true).Name;
        }
        catch (CultureNotFoundException)
        {
            faults.Add(new ConfigurationFault(key, name, "unknown culture: write a name such as en-US or de-DE."));
            return DefaultCulture;
        }
    }

    private static DateTimeZone Zone(string name, DateTimeZone fallback, string key, List<ConfigurationFault> faults)
    {
        if (name.Length == 0) return fallback;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (zone is null) faults.Add(new ConfigurationFault(key, name, "unknown zone: write an IANA name such as Europe/Berlin."));
        return zone ?? fallback;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}$")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[^@\s,;<>""()\\\p{C}]+@[^@\s,;<>""()\\\p{C}]+\.[^@\s,;<>""()\\\p{C}]+$")]
    private static partial Regex EmailPattern();

    [GeneratedRegex("^(company|team:.+|rep:.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex ScopePattern();
}
