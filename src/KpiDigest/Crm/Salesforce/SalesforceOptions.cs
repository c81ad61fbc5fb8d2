using KpiDigest.Secrets;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// How to log in to Salesforce, and what it has several of. An external client app with a secret (client credentials) or with a
/// certificate (JWT bearer); the organisation's My Domain stands in <c>Crm:BaseUrl</c>.
/// </summary>
internal sealed class SalesforceOptions
{
    /// <summary>The app's consumer key.</summary>
    public string ConsumerKey { get; set; } = "";

    /// <summary>The app's consumer secret: client credentials.</summary>
    public SecretText ConsumerSecret { get; set; } = new("");

    /// <summary>The private key of the app's certificate (PEM): JWT bearer, instead of a secret.</summary>
    public SecretText PrivateKey { get; set; } = new("");

    /// <summary>Who logs in by JWT bearer.</summary>
    public string Username { get; set; } = "";

    /// <summary>Whom the JWT is for; a sandbox has another.</summary>
    public string Audience { get; set; } = "https://login.salesforce.com";

    /// <summary>The forecasting type whose quotas count, by name; needed where quotas of several exist.</summary>
    public string ForecastingType { get; set; } = "";

    /// <summary>Whether roles or territories are the teams.</summary>
    public SalesforceTeams TeamsFrom { get; set; } = SalesforceTeams.Roles;

    /// <summary>Objects of more records are loaded by a job of the Bulk API; 0: none is.</summary>
    public int BulkFrom { get; set; } = 50_000;
}
