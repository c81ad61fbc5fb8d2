using System.Text;
using System.Text.Json;

namespace KpiDigest.DemoCrm.Http;

/// <summary>Error answers in HubSpot's shape.</summary>
internal static class DemoErrors
{
    private static long _correlation;

    /// <summary>A new correlation id.</summary>
    public static string Correlation()
    {
        var n = Interlocked.Increment(ref _correlation);
        return $"c0de0000-0000-4000-8000-{n:x12}";
    }

    /// <summary>400.</summary>
    public static DemoAnswer Invalid(string message, params string[] errors) => Error(400, "VALIDATION_ERROR", message, writer =>
    {
        if (errors.Length == 0) return;
        writer.WriteStartArray("errors");
        foreach (var error in errors)
        {
            writer.WriteStartObject();
            writer.WriteString("message", error);
            writer.WriteString("code", "INVALID_REQUEST");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>401: no or wrong token, or one that has expired.</summary>
    public static DemoAnswer Unauthorized(bool expired) => expired
        ? Error(401, "EXPIRED_AUTHENTICATION", "The access token has expired.")
        : Error(401, "INVALID_AUTHENTICATION", "Authentication credentials not found or not valid.");

    /// <summary>403 that names the scopes of which one is needed.</summary>
    public static DemoAnswer MissingScopes(IReadOnlyList<string> scopes) =>
        Error(403, "MISSING_SCOPES", "This key hasn't been granted all required scopes.", writer =>
        {
            writer.WriteStartArray("errors");
            writer.WriteStartObject();
            writer.WriteString("message", "One or more of the following scopes are required.");
            writer.WriteStartObject("context");
            writer.WriteStartArray("requiredGranularScopes");
            foreach (var scope in scopes) writer.WriteStringValue(scope);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteStartObject("links");
            writer.WriteString("scopes", "https://developers.hubspot.com/scopes");
            writer.WriteEndObject();
        });

    /// <summary>404.</summary>
    public static DemoAnswer NotFound(string message) => Error(404, "OBJECT_NOT_FOUND", message);

    /// <summary>405.</summary>
    public static DemoAnswer WrongMethod(string method) => Error(405, "METHOD_NOT_ALLOWED", $"{method} is not allowed here: this server only reads.");

    /// <summary>429.</summary>
    public static DemoAnswer TooMany(string policy) => new(429, Encoding.UTF8.GetBytes(RateLimit(policy)));

    /// <summary>Body of a 429.</summary>
    public static string RateLimit(string policy) => Encoding.UTF8.GetString(DemoJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", "error");
        writer.WriteString("message", $"You have reached your {policy.ToLowerInvariant()} limit.");
        writer.WriteString("errorType", "RATE_LIMIT");
        writer.WriteString("policyName", policy);
        writer.WriteString("correlationId", Correlation());
        writer.WriteEndObject();
    }));

    private static DemoAnswer Error(int status, string category, string message, Action<Utf8JsonWriter>? more = null) => new(status, DemoJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", "error");
        writer.WriteString("message", message);
        writer.WriteString("correlationId", Correlation());
        writer.WriteString("category", category);
        more?.Invoke(writer);
        writer.WriteEndObject();
    }));
}
