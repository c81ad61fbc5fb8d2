using System.Text.Json;
using System.Text.Json.Serialization;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>Reads records of both versions into one shape; keeps each name once.</summary>
internal sealed class PipedriveRowConverter : JsonConverter<PipedriveRow>
{
    private const string CustomFields = "custom_fields";

    private readonly KnownNames _names = new();

    public override PipedriveRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a record must be an object");
        var row = new NamedValuesBuilder();
        Members(ref reader, null, ref row);
        return new PipedriveRow(row.Build());
    }

    public override void Write(Utf8JsonWriter writer, PipedriveRow value, JsonSerializerOptions options) => throw new NotSupportedException();

    private void Members(ref Utf8JsonReader reader, string? parent, ref NamedValuesBuilder row)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _names.Of(ref reader, row.Place++);
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when parent is null:
                    Members(ref reader, name == CustomFields ? null : name, ref row);
                    break;
                case JsonTokenType.StartArray when parent is null:
                    Items(ref reader, name, ref row);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    // The whole record is in the buffer: a converter of our own is called no sooner.
                    reader.TrySkip();
                    break;
                default:
                    Add(parent, name, TextOrNumber.Text(ref reader), ref row);
                    break;
            }
        }
    }

    private static void Add(string? parent, string name, string? text, ref NamedValuesBuilder row)
    {
        if (parent is not null && name == "value") row.Add(parent, text);
        row.Add(parent is null ? name : string.Intern($"{parent}.{name}"), text);
    }

    private void Items(ref Utf8JsonReader reader, string name, ref NamedValuesBuilder row)
    {
        var items = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) Parts(ref reader, name, ref row);
            else if (reader.TokenType == JsonTokenType.StartArray) reader.TrySkip();
            else if (TextOrNumber.Text(ref reader) is { Length: > 0 } item) items.Add(item);
        }

        if (items.Count > 0) row.Add(name, string.Join(';', items));
    }

    private void Parts(ref Utf8JsonReader reader, string name, ref NamedValuesBuilder row)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var part = string.Intern($"{name}.{_names.Of(ref reader, row.Place++)}");
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) reader.TrySkip();
            else if (TextOrNumber.Text(ref reader) is { Length: > 0 } text) row.Append(part, text);
        }
    }
}
