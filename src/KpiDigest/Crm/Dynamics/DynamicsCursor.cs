using System.Text.Json;
using System.Text.Json.Serialization;

namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// How far a table is read; kept as text with each page. Instants are milliseconds since 1970; places are addresses below the environment's.
/// At most one of a load, a window and a walk through changes is unfinished: then the next sync goes on at its place.
/// </summary>
/// <param name="Mapping">Fingerprint of the mapping the facts were made with; another one means loading everything again.</param>
/// <param name="Watermark">Until when everything is known; null: no load has finished.</param>
/// <param name="Delta">The place from which Dataverse tells changes; null: they are read by their time.</param>
/// <param name="IsLate">Whether the load that gave <paramref name="Delta"/> had several pages, between which rows may have changed.</param>
/// <param name="Started">An unfinished load began then.</param>
/// <param name="From">An unfinished window begins there.</param>
/// <param name="To">And ends before this.</param>
/// <param name="Place">The next page of what is unfinished.</param>
/// <param name="IsTracked">Whether that is a load from which changes will be told: its pages are all asked for in the same way.</param>
internal sealed record DynamicsCursor(
    [property: JsonPropertyName("m")] string Mapping,
    [property: JsonPropertyName("w")] long? Watermark = null,
    [property: JsonPropertyName("d")] string? Delta = null,
    [property: JsonPropertyName("l")] bool? IsLate = null,
    [property: JsonPropertyName("s")] long? Started = null,
    [property: JsonPropertyName("f")] long? From = null,
    [property: JsonPropertyName("t")] long? To = null,
    [property: JsonPropertyName("p")] string? Place = null,
    [property: JsonPropertyName("k")] bool? IsTracked = null)
{
    /// <summary>Null where there is none, it cannot be read, or it belongs to another mapping: then everything is loaded.</summary>
    public static DynamicsCursor? Read(string? text, string mapping)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            var cursor = JsonSerializer.Deserialize(text, DynamicsCursorJson.Default.DynamicsCursor);
            return cursor?.Mapping == mapping && (cursor.Watermark ?? cursor.Started) is not null ? cursor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, DynamicsCursorJson.Default.DynamicsCursor);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DynamicsCursor))]
internal sealed partial class DynamicsCursorJson : JsonSerializerContext;
