using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Salesforce;

/// <summary>What to do about a refused login.</summary>
internal static class SalesforceLoginFix
{
    public static string Of(TokenRefusal? refusal) => refusal switch
    {
        { Error: "invalid_client" or "invalid_client_id" } => "correct Crm:Salesforce:ConsumerKey and ConsumerSecret",
        { Description: var text } when text.Contains("client credentials user", StringComparison.OrdinalIgnoreCase) =>
            "the external client app has no user for client credentials; enable the flow and name a 'run as' user in its policies",
        { Description: var text } when text.Contains("approved", StringComparison.OrdinalIgnoreCase) =>
            "the user has not approved the app; let admins pre-authorise it and give the user its permission set",
        { Error: "invalid_grant" } => "check Crm:Salesforce:Username, Audience and that the app has the certificate of PrivateKey; a sandbox has the audience https://test.salesforce.com; and whether this machine's clock is right",
        { Error: "unsupported_grant_type" } => "enable the flow (client credentials or JWT bearer) in the external client app",
        _ => "check Crm:BaseUrl and Crm:Salesforce",
    };
}
