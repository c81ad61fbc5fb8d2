using System.Text.Json;
using System.Text.Json.Serialization;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>The body of a refusal.</summary>
internal sealed record PipedriveError
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Error { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? ErrorInfo { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? Code { get; init; }

    /// <summary>Null: it is no such body.</summary>
    public static PipedriveError? Parse(string body)
    {
        try
        {
            return body.Length == 0 ? null : JsonSerializer.Deserialize(body, PipedriveJson.Default.PipedriveError);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
