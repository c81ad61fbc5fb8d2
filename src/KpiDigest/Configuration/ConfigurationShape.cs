using System.Text.Json;
using System.Text.Json.Serialization;
using KpiDigest.Crm;
using KpiDigest.Crm.Dynamics;
using KpiDigest.Crm.Salesforce;
using KpiDigest.Delivery;
using KpiDigest.Rendering;
using KpiDigest.Secrets;
using KpiDigest.Web;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Configuration;

/// <summary>
/// The part of the configuration that shapes numbers and mails. A run keeps it as text, so that it can be computed again after the
/// configuration has changed. Secrets, addresses of servers and schedules of work are not in it.
/// </summary>
internal sealed record ConfigurationShape
{
    public required CalendarOptions Calendar { get; init; }

    public required DealOptions Deals { get; init; }

    public SignalOptions Signals { get; init; } = new();

    public QuotaOptions Quotas { get; init; } = new();

    public ChurnOptions Churn { get; init; } = new();

    public KpiOptions Kpis { get; init; } = new();

    public BandOptions Bands { get; init; } = new();

    public PrivacyOptions Privacy { get; init; } = new();

    public GateOptions Gate { get; init; } = new();

    public required string CrmKind { get; init; }

    public required string AmountField { get; init; }

    public required CrmFilterOptions Include { get; init; }

    public required CrmFilterOptions Exclude { get; init; }

    public required IList<string> CoachingTypes { get; init; }

    public required bool CountPastScheduledMeetings { get; init; }

    public required IDictionary<string, string> DealKinds { get; init; }

    public required string MailFrom { get; init; }

    public required string MailReplyTo { get; init; }

    /// <summary>Where the links of the mails lead; null: they carry a mailto link.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WebPublicUrl { get; init; }

    public required RenderingOptions Rendering { get; init; }

    public IList<GroupOptions> Groups { get; init; } = [];

    public required IList<DigestOptions> Digests { get; init; }

    /// <summary>Days of the holidays supplement that schedules went by.</summary>
    public IList<string> ScheduleHolidays { get; init; } = [];

    /// <summary>Stable for equal settings.</summary>
    [JsonIgnore]
    public string Text => JsonSerializer.Serialize(this);

    public static ConfigurationShape Of(AppOptions options, IReadOnlyList<LocalDate> scheduleHolidays) => new()
    {
        Calendar = options.Calendar,
        Deals = options.Deals,
        Signals = options.Signals,
        Quotas = options.Quotas,
        Churn = options.Churn,
        Kpis = options.Kpis,
        Bands = options.Bands,
        Privacy = options.Privacy,
        Gate = options.Gate,
        CrmKind = options.Crm.Kind,
        AmountField = options.Crm.AmountField,
        Include = options.Crm.Include,
        Exclude = options.Crm.Exclude,
        CoachingTypes = options.Crm.CoachingTypes,
        CountPastScheduledMeetings = options.Crm.CountPastScheduledMeetings,
        DealKinds = options.Crm.DealKinds,
        MailFrom = options.Mail.From,
        MailReplyTo = options.Mail.ReplyTo,
        WebPublicUrl = options.Web.PublicUrl is { Length: > 0 } url ? url : null,
        Rendering = options.Rendering,
        Groups = options.Groups,
        Digests = options.Digests,
        ScheduleHolidays = [.. scheduleHolidays.Select(LocalDatePattern.Iso.Format)],
    };

    /// <summary>The settings a run stood on; where they were kept in the way of an older version, what it did not know has today's default.</summary>
    /// <exception cref="ConfigurationException">They are no settings any more.</exception>
    public static Settings Restore(string text, Settings present)
    {
        var shape = JsonSerializer.Deserialize<ConfigurationShape>(text)!;
        var (now, faults) = (present.Options, new List<ConfigurationFault>());
        var options = new AppOptions
        {
            Installation = now.Installation,
            Crm = new CrmOptions
            {
                Kind = shape.CrmKind,
                BaseUrl = now.Crm.Kind == shape.CrmKind ? now.Crm.BaseUrl : "https://localhost",

                // Facts are in the store; a CRM that was changed since need not be there any more.
                Token = now.Crm.Token.IsEmpty ? new SecretText("none") : now.Crm.Token,
                Salesforce = now.Crm.Salesforce.ConsumerKey.Length > 0 ? now.Crm.Salesforce : new SalesforceOptions { ConsumerKey = "none", ConsumerSecret = new SecretText("none") },
                Dynamics = now.Crm.Dynamics.ClientId.Length > 0 ? now.Crm.Dynamics : new DynamicsOptions { TenantId = "none", ClientId = "none", ClientSecret = new SecretText("none") },
                Folder = now.Crm.Folder.Length > 0 ? now.Crm.Folder : ".",
                AmountField = shape.AmountField,
                Include = shape.Include,
                Exclude = shape.Exclude,
                CoachingTypes = shape.CoachingTypes,
                CountPastScheduledMeetings = shape.CountPastScheduledMeetings,
                DealKinds = shape.DealKinds,
            },
            Store = now.Store,
            Calendar = shape.Calendar,
            Deals = shape.Deals,
            Signals = shape.Signals,
            Quotas = shape.Quotas,
            Churn = shape.Churn,
            Kpis = shape.Kpis,
            Bands = shape.Bands,
            // The files are in the store, whether or not a folder is configured today.
            Supplements = now.Supplements.Folder.Length > 0 ? now.Supplements : new SupplementOptions { Folder = "." },
            Mail = new MailOptions { From = shape.MailFrom, ReplyTo = shape.MailReplyTo },
            // Without a key no link can be made any more: such mails come out with a mailto link, and differ.
            Web = now.Web.Keys.Count > 0 ? new WebOptions { PublicUrl = shape.WebPublicUrl ?? "", Keys = now.Web.Keys } : new WebOptions(),
            Privacy = shape.Privacy,
            Gate = shape.Gate,
            Rendering = shape.Rendering,
            Groups = shape.Groups,
            Digests = shape.Digests,
        };
        var holidays = shape.ScheduleHolidays.Select(d => LocalDatePattern.Iso.Parse(d).Value);
        var settings = SettingsReader.Read(options, hasMode: false, Directory.GetCurrentDirectory(), faults, [.. holidays]);
        return faults.Count == 0 ? settings : throw new ConfigurationException("the configuration the run stood on", faults);
    }
}
