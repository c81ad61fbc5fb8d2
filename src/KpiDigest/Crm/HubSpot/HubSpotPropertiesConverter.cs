using System.Text.Json;
using System.Text.Json.Serialization;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.HubSpot;

/// <summary>Reads property bags; keeps each name once.</summary>
internal sealed class HubSpotPropertiesConverter : JsonConverter<HubSpotProperties>
{
    private readonly KnownNames _names = new();

    public override HubSpotProperties Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("properties must be an object");
        var values = new NamedValuesBuilder();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _names.Of(ref reader, values.Place++);
            reader.Read();
            values.Add(name, TextOrNumber.Text(ref reader));
        }

        return new HubSpotProperties(values.Build());
    }

    public override void Write(Utf8JsonWriter writer, HubSpotProperties value, JsonSerializerOptions options) => throw new NotSupportedException();
}
