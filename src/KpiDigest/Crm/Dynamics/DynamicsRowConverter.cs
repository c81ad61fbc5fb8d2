using System.Text.Json;
using System.Text.Json.Serialization;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Dynamics;

/// <summary>Reads rows; keeps each name once. Lists inside a row become the ids in them, joined by semicolons: only members of teams are asked for.</summary>
internal sealed class DynamicsRowConverter : JsonConverter<DynamicsRow>
{
    private readonly KnownNames _names = new();

    public override DynamicsRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a row must be an object");
        var values = new NamedValuesBuilder();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _names.Of(ref reader, values.Place++);
            reader.Read();
            values.Add(name, reader.TokenType == JsonTokenType.StartArray ? Ids(ref reader) : TextOrNumber.Text(ref reader));
        }

        return new DynamicsRow(values.Build());
    }

    public override void Write(Utf8JsonWriter writer, DynamicsRow value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static string Ids(ref Utf8JsonReader reader)
    {
        using var list = JsonDocument.ParseValue(ref reader);
        return string.Join(';', list.RootElement.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object)
            .SelectMany(i => i.EnumerateObject()).Where(m => m.Value.ValueKind == JsonValueKind.String && m.Name.EndsWith("id", StringComparison.Ordinal)).Select(m => m.Value.GetString()));
    }
}
