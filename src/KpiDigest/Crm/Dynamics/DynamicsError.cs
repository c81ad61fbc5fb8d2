using System.Text.Json;

namespace KpiDigest.Crm.Dynamics;

/// <summary>Dataverse's error body: <c>{ "error": { "code", "message" } }</c>.</summary>
internal sealed record DynamicsError(string? Code, string? Message)
{
    public const string TooManyRequests = "0x80072322";
    public const string TooMuchTime = "0x80072321";
    public const string TooManyAtOnce = "0x80072326";

    /// <summary>Null where the text is no such body.</summary>
    public static DynamicsError? Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
                ? new DynamicsError(Text(error, "code"), Text(error, "message"))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
