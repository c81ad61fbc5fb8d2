using KpiDigest.Crm.Dynamics;
using KpiDigest.Crm.Pipedrive;
using KpiDigest.Crm.Salesforce;
using KpiDigest.Secrets;

namespace KpiDigest.Crm;

/// <summary>Which CRM, and which of its records count.</summary>
internal sealed class CrmOptions
{
    public const string Section = "Crm";

    /// <summary>Value of <see cref="SyncCron"/>: no schedule of its own.</summary>
    public const string OnlyForDigests = "Never";

    /// <summary>Name of a connector in <c>CrmSources</c>: <c>HubSpot</c>, <c>Salesforce</c>, <c>Pipedrive</c>, <c>Dynamics</c>, <c>Csv</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Base URL of the API; http only on loopback.</summary>
    public string BaseUrl { get; set; } = "https://api.hubapi.com";

    /// <summary>Bearer token; Salesforce and Dynamics give one for what stands in <see cref="Salesforce"/> and <see cref="Dynamics"/>.</summary>
    public SecretText Token { get; set; } = new("");

    /// <summary>How to log in to Salesforce.</summary>
    public SalesforceOptions Salesforce { get; set; } = new();

    /// <summary>How to log in to Dynamics 365.</summary>
    public DynamicsOptions Dynamics { get; set; } = new();

    /// <summary>What is Pipedrive's own.</summary>
    public PipedriveOptions Pipedrive { get; set; } = new();

    /// <summary>The folder of the CSV export, relative to that of the configuration file; <c>Csv</c> only.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The deal property that holds the amount; empty: the connector's default (<c>amount</c>).</summary>
    public string AmountField { get; set; } = "";

    /// <summary>Which properties hold what not every CRM has a field for.</summary>
    public CrmFieldOptions Fields { get; set; } = new();

    /// <summary>Whether logged emails are read; without them only meetings and calls are contact with a customer.</summary>
    public bool Emails { get; set; } = true;

    /// <summary>Only these count, where not empty.</summary>
    public CrmFilterOptions Include { get; set; } = new();

    /// <summary>These do not count.</summary>
    public CrmFilterOptions Exclude { get; set; } = new();

    /// <summary>Values of <see cref="CrmFieldOptions.ActivityType"/> that mean coaching.</summary>
    public IList<string> CoachingTypes { get; set; } = ["Coaching"];

    /// <summary>Whether a past meeting still marked as scheduled counts as held.</summary>
    public bool CountPastScheduledMeetings { get; set; } = true;

    /// <summary>What the values of <see cref="CrmFieldOptions.DealKind"/> mean: value → <c>New</c>, <c>Expansion</c>, <c>CrossSell</c>, <c>Renewal</c>.</summary>
    public IDictionary<string, string> DealKinds { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>When the service pulls beside what digests need, a Quartz cron in the calendar's zone; <see cref="OnlyForDigests"/>: not at all.</summary>
    public string SyncCron { get; set; } = "0 0 * * * ?";

    /// <summary>Requests in any ten seconds that this program may make (searches apart).</summary>
    public int RequestsPerTenSeconds { get; set; } = 90;

    /// <summary>HubSpot: searches a second that this program may make; the account's other programs share five with it.</summary>
    public int SearchesPerSecond { get; set; } = 3;

    /// <summary>Seconds after which one request is given up and tried again.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>How often a failed request is tried again before the sync gives up.</summary>
    public int Retries { get; set; } = 6;
}
