using KpiDigest.Secrets;

namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// How to log in to Dynamics 365, and what it has several of. An app registration with a secret (client credentials), which is an application user of
/// the environment; the environment's address stands in <c>Crm:BaseUrl</c>.
/// </summary>
internal sealed class DynamicsOptions
{
    /// <summary>Tenant of the app registration: a GUID or a domain.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>The app registration's client id.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Its secret.</summary>
    public SecretText ClientSecret { get; set; } = new("");

    /// <summary>Where the tenant logs in; national clouds have others.</summary>
    public string Login { get; set; } = "https://login.microsoftonline.com";

    /// <summary>The opportunity column that holds the stage: a text, or a choice whose order is that of the stages.</summary>
    public string StageField { get; set; } = "stepname";

    /// <summary>The goal metric whose goals are quotas, by name; needed where money goals of several exist.</summary>
    public string GoalMetric { get; set; } = "";
}
