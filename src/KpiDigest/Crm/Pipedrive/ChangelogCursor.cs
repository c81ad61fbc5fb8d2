using System.Text.Json;
using System.Text.Json.Serialization;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// Of which deals the log of changes has been read. All deals are gone through once, newest first, those in the list before the archived ones; one that
/// changes later waits to be read again.
/// </summary>
/// <param name="Mapping">Fingerprint of what changes are made with; another one means reading all logs again.</param>
/// <param name="Part">0: in the list of deals; 1: in that of archived ones; 2: through.</param>
/// <param name="Below">Of this part's deals, those with this id or a higher one have been read; null: none has.</param>
/// <param name="Place">Pipedrive's place of the page where it goes on.</param>
/// <param name="Waiting">Deals that changed since they were read.</param>
/// <param name="Day">The day, in UTC, of <paramref name="Spent"/>.</param>
/// <param name="Spent">Tokens spent on that day.</param>
/// <param name="Read">Deals read while going through.</param>
/// <param name="Known">About how many there are.</param>
internal sealed record ChangelogCursor(
    [property: JsonPropertyName("m")] string Mapping,
    [property: JsonPropertyName("p")] int Part = 0,
    [property: JsonPropertyName("b")] long? Below = null,
    [property: JsonPropertyName("c")] string? Place = null,
    [property: JsonPropertyName("q")] IReadOnlyList<long>? Waiting = null,
    [property: JsonPropertyName("d")] string Day = "",
    [property: JsonPropertyName("s")] int Spent = 0,
    [property: JsonPropertyName("r")] long Read = 0,
    [property: JsonPropertyName("n")] long Known = 0)
{
    /// <summary>The last part is behind.</summary>
    public const int Through = 2;

    public bool IsComplete => Part == Through && Waiting is null or { Count: 0 };

    /// <summary>A fresh one where there is none, it cannot be read, or it belongs to another mapping.</summary>
    public static ChangelogCursor Of(string? text, string mapping) => Parse(text) is { } cursor && cursor.Mapping == mapping ? cursor : new ChangelogCursor(mapping);

    /// <summary>Null: there is none.</summary>
    public static ChangelogCursor? Parse(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : JsonSerializer.Deserialize(text, ChangelogCursorJson.Default.ChangelogCursor);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a deal of a part has been gone through.</summary>
    public bool WasRead(int part, long id) => Part > part || (Part == part && Below <= id);

    public override string ToString() => JsonSerializer.Serialize(this, ChangelogCursorJson.Default.ChangelogCursor);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChangelogCursor))]
internal sealed partial class ChangelogCursorJson : JsonSerializerContext;
