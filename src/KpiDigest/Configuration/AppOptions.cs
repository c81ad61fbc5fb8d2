using KpiDigest.Alerts;
using KpiDigest.Bounces;
using KpiDigest.Crm;
using KpiDigest.Delivery;
using KpiDigest.Rendering;
using KpiDigest.Store;
using KpiDigest.Web;

namespace KpiDigest.Configuration;

/// <summary>The whole configuration as bound from <c>appsettings.json</c> and the environment.</summary>
internal sealed class AppOptions
{
    /// <summary>Name of this installation; must equal the one in the database. Empty: taken from the database, or made.</summary>
    public string Installation { get; set; } = "";

    public CrmOptions Crm { get; set; } = new();

    public StoreOptions Store { get; set; } = new();

    public CalendarOptions Calendar { get; set; } = new();

    public DealOptions Deals { get; set; } = new();

    public QuotaOptions Quotas { get; set; } = new();

    public ChurnOptions Churn { get; set; } = new();

    public KpiOptions Kpis { get; set; } = new();

    public BandOptions Bands { get; set; } = new();

    public SignalOptions Signals { get; set; } = new();

    public SupplementOptions Supplements { get; set; } = new();

    public MailOptions Mail { get; set; } = new();

    public BounceOptions Bounces { get; set; } = new();

    public WebOptions Web { get; set; } = new();

    public AlertOptions Admin { get; set; } = new();

    public PrivacyOptions Privacy { get; set; } = new();

    public RenderingOptions Rendering { get; set; } = new();

    public GateOptions Gate { get; set; } = new();

    public TelemetryOptions Telemetry { get; set; } = new();

    public ServiceOptions Service { get; set; } = new();

    public IList<GroupOptions> Groups { get; set; } = [];

    public IList<DigestOptions> Digests { get; set; } = [];
}
