using System.Text.Json;

namespace KpiDigest.Crm.Http;

/// <summary>The body of a refused login (OAuth 2): <c>{ "error": "invalid_grant", "error_description": "…" }</c>.</summary>
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

    public static string Detail(TokenRefusal? refusal) => refusal is null ? "" : $" ({refusal.Error}; {refusal.Description})";

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Excerpt.Of(value.GetString(), 160) : "";
}
