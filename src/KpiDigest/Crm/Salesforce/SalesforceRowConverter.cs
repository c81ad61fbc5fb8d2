using System.Text.Json;
using System.Text.Json.Serialization;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Salesforce;

/// <summary>Reads records; keeps each name once. Every record needs no more than its fields: <c>attributes</c> is passed over.</summary>
internal sealed class SalesforceRowConverter : JsonConverter<SalesforceRow>
{
    private readonly KnownNames _names = new();

    public override SalesforceRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a record must be an object");
        var values = new NamedValuesBuilder();
        Fill(ref reader, "", ref values);
        return new SalesforceRow(values.Build());
    }

    public override void Write(Utf8JsonWriter writer, SalesforceRow value, JsonSerializerOptions options) => throw new NotSupportedException();

    private void Fill(ref Utf8JsonReader reader, string parent, ref NamedValuesBuilder values)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _names.Of(ref reader, values.Place++);
            reader.Read();
            if (name == "attributes" || reader.TokenType == JsonTokenType.StartArray)
            {
                // The whole record is in the buffer: a converter of our own is called no sooner.
                reader.TrySkip();
                continue;
            }

            if (reader.TokenType == JsonTokenType.StartObject)
            {
                if (parent.Length > 0) throw new JsonException("a parent's parent was not asked for");
                Fill(ref reader, name, ref values);
                continue;
            }

            values.Add(parent.Length == 0 ? name : string.Intern($"{parent}.{name}"), TextOrNumber.Text(ref reader));
        }
    }
}
