using System.Text.Json;

namespace KpiDigest.Crm.Salesforce;

/// <summary>Salesforce's error body: an array of <c>{ "errorCode", "message" }</c>, of which the first counts.</summary>
internal sealed record SalesforceError(string? Code, string? Message)
{
    public const string InvalidSession = "INVALID_SESSION_ID";
    public const string LimitExceeded = "REQUEST_LIMIT_EXCEEDED";
    public const string InvalidLocator = "INVALID_QUERY_LOCATOR";

    /// <summary>Whether the limit is that of requests at once, which passes in seconds, and not that of the day.</summary>
    public bool IsConcurrency => Code == LimitExceeded && Message?.Contains("concurrent", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Null where the text is no such array.</summary>
    public static SalesforceError? Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement.ValueKind == JsonValueKind.Array && json.RootElement.GetArrayLength() > 0 ? json.RootElement[0] : json.RootElement;
            return root.ValueKind == JsonValueKind.Object ? new SalesforceError(Text(root, "errorCode"), Text(root, "message")) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
