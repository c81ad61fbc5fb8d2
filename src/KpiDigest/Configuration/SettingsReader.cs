using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Graph;
using KpiDigest.Delivery.Mime;
using KpiDigest.Store;
using KpiDigest.Web;
using NodaTime;

namespace KpiDigest.Configuration;

/// <summary>Turns bound options into <see cref="Settings"/>, adding every fault it finds.</summary>
internal static class SettingsReader
{
    /// <param name="options">As bound.</param>
    /// <param name="hasMode">Whether a mail mode is configured.</param>
    /// <param name="folder">Where relative paths begin.</param>
    /// <param name="faults">Gets what is wrong.</param>
    /// <param name="holidays">Days of the holidays supplement that schedules go by; null: as the folder says now.</param>
    public static Settings Read(AppOptions options, bool hasMode, string folder, List<ConfigurationFault> faults, IReadOnlyList<LocalDate>? holidays = null)
    {
        var supplements = options.Supplements.Folder is { Length: > 0 } named ? Path.GetFullPath(named, folder) : null;
        var calendar = CalendarReader.Read(options, faults);
        holidays ??= ScheduleHolidays.Read(options, supplements, faults);
        var digests = DigestReader.Read(options, calendar.Zone, calendar.WithHolidays(holidays).BusinessDays, faults);
        if (options.Crm.Folder.Length > 0) options.Crm.Folder = Path.GetFullPath(options.Crm.Folder, folder);
        if (options.Crm.SyncCron != CrmOptions.OnlyForDigests && CronClock.TryParse(options.Crm.SyncCron, out var cronFault) is null) faults.Add(new ConfigurationFault("Crm:SyncCron", options.Crm.SyncCron, cronFault));
        foreach (var (key, value, message) in CrmOptionsValidator.Faults(options.Crm)) faults.Add(new ConfigurationFault(key, value, message));
        if (hasMode && options.Mail.Mode != MailMode.Off)
            foreach (var (key, value, message) in MailOptionsValidator.Faults(options.Mail)) faults.Add(new ConfigurationFault(key, value, message));
        Check(options, folder, faults);
        var shape = ConfigurationShape.Of(options, holidays).Text;
        return new Settings
        {
            Options = options,
            Calendar = calendar,
            Rules = Rules(options),
            Kpis = Kpis(options) with { Bands = BandReader.Read(options.Bands, faults) },
            Digests = digests,
            SupplementsFolder = supplements,
            ScheduleHolidays = holidays,
            BouncesFolder = BouncesFolder(options, folder, faults),
            ConfiguredMode = hasMode ? options.Mail.Mode : null,
            Warnings = Warnings(options),
            Shape = shape,
            Hash = Hash(shape),
        };
    }

    private static void Check(AppOptions options, string folder, List<ConfigurationFault> faults)
    {
        if (options.Store.ConnectionString.Length == 0)
            faults.Add(new ConfigurationFault("Store:ConnectionString", "", $"missing. For SQLite write \"Data Source={Path.Combine(folder, "kpidigest.db")}\"."));
        else if (StoreOptionsFault(options.Store) is { } fault)
            faults.Add(new ConfigurationFault("Store:ConnectionString", null, fault));
        foreach (var (key, days) in new[] { ("KeepMailsDays", options.Store.KeepMailsDays), ("KeepRunsDays", options.Store.KeepRunsDays) })
            if (days is < 0 or > 36500) faults.Add(new ConfigurationFault($"Store:{key}", $"{days}", "expected 1 to 36500 days; 0: for ever."));
        if (options.Deals.StaleAfterDays is < 1 or > 3650)
            faults.Add(new ConfigurationFault("Deals:StaleAfterDays", $"{options.Deals.StaleAfterDays}", "expected 1 to 3650 days."));
        if (options.Churn.InactivityDays is < 1 or > 3650)
            faults.Add(new ConfigurationFault("Churn:InactivityDays", $"{options.Churn.InactivityDays}", "expected 1 to 3650 days."));
        if (options.Kpis.NeedsHelpBar is < 0 or > 1)
            faults.Add(new ConfigurationFault("Kpis:NeedsHelpBar", options.Kpis.NeedsHelpBar.ToString(CultureInfo.InvariantCulture), "expected a win rate from 0 to 1, such as 0.25; 0: from the company's own past."));
        if (options.Kpis.LargeClientSize < 0)
            faults.Add(new ConfigurationFault("Kpis:LargeClientSize", options.Kpis.LargeClientSize.ToString(CultureInfo.InvariantCulture), "expected an amount; 0: from the company's own past."));
        if (options.Service.LeaseSeconds is < 5 or > 3600)
            faults.Add(new ConfigurationFault("Service:LeaseSeconds", $"{options.Service.LeaseSeconds}", "expected 5 to 3600 seconds."));
        if (options.Service.PollSeconds is < 1 or > 300)
            faults.Add(new ConfigurationFault("Service:PollSeconds", $"{options.Service.PollSeconds}", "expected 1 to 300 seconds."));
        if (options.Gate.MinimumShareOfDeals is < 0 or > 1)
            faults.Add(new ConfigurationFault("Gate:MinimumShareOfDeals", $"{options.Gate.MinimumShareOfDeals}", "expected a share from 0 to 1."));
        foreach (var key in options.Gate.Findings.Keys.Where(k => !GateKeys.All.Contains(k)))
            faults.Add(new ConfigurationFault($"Gate:Findings:{key}", $"{options.Gate.Findings[key]}", $"the gate finds no such thing. Known: {string.Join(", ", GateKeys.All)}."));
        if (options.Gate.WaitMinutes is < 0 or > 10080)
            faults.Add(new ConfigurationFault("Gate:WaitMinutes", $"{options.Gate.WaitMinutes}", "expected 0 to 10080 minutes."));
        if (options.Rendering.Paper is not ("A4" or "Letter"))
            faults.Add(new ConfigurationFault("Rendering:Paper", options.Rendering.Paper, "expected A4 or Letter."));
        if (options.Rendering.Templates is { Length: > 0 } templates && !Directory.Exists(templates))
            faults.Add(new ConfigurationFault("Rendering:Templates", templates, "no such folder."));
        if (options.Telemetry.OtlpEndpoint is { Length: > 0 } collector && !(Uri.TryCreate(collector, UriKind.Absolute, out var otlp) && otlp.Scheme is "http" or "https"))
            faults.Add(new ConfigurationFault("Telemetry:OtlpEndpoint", collector, "expected a URL such as http://127.0.0.1:4318, or an empty text for none."));
        faults.AddRange(AlertFaults(options));
        faults.AddRange(WebOptionsValidator.Faults(options.Web).Select(f => new ConfigurationFault(f.Key, f.Value, f.Message)));
        if (options.Service.HealthUrl is { Length: > 0 } health && !Uri.TryCreate(health, UriKind.Absolute, out _))
            faults.Add(new ConfigurationFault("Service:HealthUrl", health, "expected a URL such as http://127.0.0.1:8080, or an empty text for none."));
    }

    private static string? BouncesFolder(AppOptions options, string folder, List<ConfigurationFault> faults)
    {
        if (options.Bounces.Mailbox.Length > 0)
        {
            if (options.Bounces.Folder.Length > 0) faults.Add(new ConfigurationFault("Bounces:Mailbox", options.Bounces.Mailbox, "stands beside Bounces:Folder; keep one of them."));
            var found = new List<(string Key, string? Value, string Message)>();
            GraphOptionsValidator.Add(options.Mail.Graph.As(options.Bounces.Mailbox), found);
            if (!DeliveryChannels.Is(options.Mail, DeliveryChannels.Graph)) faults.AddRange(found.Select(f => new ConfigurationFault(f.Key, f.Value, $"{f.Message} (Bounces:Mailbox is read with it.)")));
        }

        if (options.Bounces.Folder.Length == 0) return null;
        var path = Path.GetFullPath(options.Bounces.Folder, folder);
        if (!Directory.Exists(path)) faults.Add(new ConfigurationFault("Bounces:Folder", options.Bounces.Folder, "no such folder. Name the maildir, or a folder of messages, that gets the mail to Mail:BounceAddress."));
        return path;
    }

    private static IEnumerable<ConfigurationFault> AlertFaults(AppOptions options)
    {
        var admin = options.Admin;
        if (admin.Email.Length > 0 && !Mailbox.TryParse(admin.Email, out _, out var fault))
            yield return new ConfigurationFault("Admin:Email", admin.Email, fault + ".");
        else if (admin.Email.Length > 0 && !options.Mail.MayReceive(admin.Email))
            yield return new ConfigurationFault("Admin:Email", admin.Email, "its domain is not among Mail:AllowedDomains.");
        if (admin.AlertEveryMinutes is < 1 or > 1440)
            yield return new ConfigurationFault("Admin:AlertEveryMinutes", $"{admin.AlertEveryMinutes}", "expected 1 to 1440.");
    }

    private static string? StoreOptionsFault(StoreOptions store)
    {
        try
        {
            if (store.Provider == StoreProvider.Postgres) _ = new Npgsql.NpgsqlConnectionStringBuilder(store.ConnectionString);
            else _ = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(store.ConnectionString);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException or FormatException)
        {
            return $"no connection string for {store.Provider}: {e.Message}";
        }
    }

    private static DealRules Rules(AppOptions options) => new()
    {
        CountRenewals = options.Deals.CountRenewals,
        NotALoss = [.. options.Deals.NotALoss],
        ZeroIsStated = options.Deals.ZeroIsStated,
        StaleAfterDays = options.Deals.StaleAfterDays,
        ExcludedPipelines = [.. options.Crm.Exclude.Pipelines],
        IncludedPipelines = [.. options.Crm.Include.Pipelines],
        IncludedOwners = [.. options.Crm.Include.Owners],
        IncludedDeals = [.. options.Crm.Include.Deals],
        ExcludedOwners = [.. options.Crm.Exclude.Owners],
        ExcludedDeals = [.. options.Crm.Exclude.Deals],
        CountPastScheduled = options.Crm.CountPastScheduledMeetings,
    };

    private static KpiRules Kpis(AppOptions options)
    {
        var (kpis, usual) = (options.Kpis, new KpiRules());
        return new KpiRules
        {
            ChurnMode = options.Churn.Mode,
            InactivityDays = options.Churn.InactivityDays,
            LeadsCarry = options.Quotas.LeadsCarry,
            NeedsHelpBar = kpis.NeedsHelpBar > 0 ? kpis.NeedsHelpBar : null,
            LargeClientSize = kpis.LargeClientSize > 0 ? kpis.LargeClientSize : null,
            CommitCategories = kpis.CommitCategories.Count > 0 ? [.. kpis.CommitCategories] : usual.CommitCategories,
            BestCaseCategories = kpis.BestCaseCategories.Count > 0 ? [.. kpis.BestCaseCategories] : usual.BestCaseCategories,
            SeasonalSignals = options.Signals.Season,
        };
    }

    private static List<string> Warnings(AppOptions options)
    {
        var warnings = new List<string>();
        if (options.Admin.Email.Length == 0) warnings.Add("Admin:Email is not set: nobody is told when a digest is held.");
        if (options.Crm.Salesforce.ConsumerSecret.FromEnvironment || options.Crm.Salesforce.PrivateKey.FromEnvironment)
            warnings.Add("Crm:Salesforce has a secret from the environment: a new one needs a restart (file: does not).");
        if (options.Crm.Dynamics.ClientSecret.FromEnvironment) warnings.Add("Crm:Dynamics:ClientSecret comes from the environment: a new secret needs a restart (file: does not).");
        if (options.Crm.Token.FromEnvironment) warnings.Add("Crm:Token comes from the environment: a new token needs a restart (file: does not).");
        return warnings;
    }

    private static string Hash(string shape) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shape)))[..16];
}
