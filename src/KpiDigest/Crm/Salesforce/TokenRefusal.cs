using System.Text.Json;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Salesforce;

/// <summary>The body of a refused login: <c>{ "error": "invalid_grant", "error_description": "…" }</c>.</summary>
internal sealed record TokenRefusal(string Error, string Description)
{
    public static TokenRefusal? Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object ? new TokenRefusal(Text(json.RootElement, "error"), Text(json.RootElement, "error_description")) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What to do about it.</summary>
    public static string Fix(TokenRefusal? refusal) => refusal switch
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

    public static string Detail(TokenRefusal? refusal) => refusal is null ? "" : $" ({refusal.Error}; {refusal.Description})";

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Excerpt.Of(value.GetString(), 160) : "";
}
