using System.Text.Json;
using System.Text.Json.Serialization;

namespace KpiDigest.Crm;

/// <summary>
/// How far an object is read; kept as text with each page. Instants are milliseconds since 1970. Either a load or a window may be
/// unfinished: then the next sync goes on behind its last stored page.
/// </summary>
/// <param name="Mapping">Fingerprint of the mapping the facts were made with; another one means loading everything again.</param>
/// <param name="Watermark">Upper bound of the last finished window; null: no load has finished.</param>
/// <param name="Load">An unfinished load.</param>
/// <param name="Window">An unfinished window.</param>
internal sealed record WalkCursor(
    [property: JsonPropertyName("m")] string Mapping,
    [property: JsonPropertyName("w")] long? Watermark = null,
    [property: JsonPropertyName("l")] LoadPoint? Load = null,
    [property: JsonPropertyName("x")] WindowPoint? Window = null)
{
    /// <summary>Null where there is none, it cannot be read, or it belongs to another mapping: then everything is loaded.</summary>
    public static WalkCursor? Read(string? text, string mapping)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return JsonSerializer.Deserialize(text, WalkCursorJson.Default.WalkCursor) is { } cursor && cursor.Mapping == mapping ? cursor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The watermark, whatever the mapping: up to when changes were seen.</summary>
    public static long? WatermarkOf(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return JsonSerializer.Deserialize(text, WalkCursorJson.Default.WalkCursor)?.Watermark;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, WalkCursorJson.Default.WalkCursor);
}

/// <summary>Goes on after this page or id; the load began at <paramref name="Started"/>.</summary>
/// <param name="Started">Milliseconds since 1970.</param>
/// <param name="After">The page or id.</param>
/// <param name="Job">The job that reads what is behind it, where the CRM has such.</param>
/// <param name="Set">The next set of the job's results; null: the first.</param>
internal sealed record LoadPoint(
    [property: JsonPropertyName("s")] long Started,
    [property: JsonPropertyName("a")] string After,
    [property: JsonPropertyName("j")] string? Job = null,
    [property: JsonPropertyName("n")] string? Set = null);

/// <summary>Goes on after this id in the window <c>[From, To)</c>.</summary>
internal sealed record WindowPoint(
    [property: JsonPropertyName("f")] long From, [property: JsonPropertyName("t")] long To, [property: JsonPropertyName("a")] string After);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WalkCursor))]
internal sealed partial class WalkCursorJson : JsonSerializerContext;
