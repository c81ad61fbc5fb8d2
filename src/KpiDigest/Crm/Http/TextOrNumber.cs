using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KpiDigest.Crm.Http;

/// <summary>Reads an id or flag that arrives as a string, a number or a boolean, depending on the version of the API; writes a string.</summary>
internal sealed class TextOrNumber : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Text(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <summary>The scalar at the reader as text, exactly as written; null stays null.</summary>
    /// <exception cref="JsonException">An object or array.</exception>
    public static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Null => null,
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => reader.HasValueSequence
            ? Encoding.UTF8.GetString(reader.ValueSequence)
            : Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw new JsonException($"a text or number was expected, not {reader.TokenType}"),
    };
}
