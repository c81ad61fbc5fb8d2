using System.Text.Json;

namespace KpiDigest.Crm.HubSpot;

/// <summary>HubSpot's error body; every member may be absent.</summary>
internal sealed record HubSpotError(string? Category, string? Message, string? CorrelationId, string? Policy, IReadOnlyList<string> Scopes)
{
    private static readonly string[] ScopeNames = ["requiredGranularScopes", "missingScopes", "requiredScopes"];

    /// <summary>Null where the text is no JSON object.</summary>
    public static HubSpotError? Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object
                ? null
                : new HubSpotError(Text(root, "category"), Text(root, "message"), Text(root, "correlationId"), Text(root, "policyName"), [.. ScopesOf(root).Distinct()]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> ScopesOf(JsonElement root)
    {
        var places = root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array ? errors.EnumerateArray().Append(root) : [root];
        foreach (var place in places)
        {
            if (place.ValueKind != JsonValueKind.Object || !place.TryGetProperty("context", out var context) || context.ValueKind != JsonValueKind.Object) continue;
            foreach (var name in ScopeNames)
            {
                if (!context.TryGetProperty(name, out var scopes) || scopes.ValueKind != JsonValueKind.Array) continue;
                foreach (var scope in scopes.EnumerateArray())
                {
                    if (scope.ValueKind == JsonValueKind.String) yield return Http.Excerpt.Of(scope.GetString(), 80);
                }
            }
        }
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
