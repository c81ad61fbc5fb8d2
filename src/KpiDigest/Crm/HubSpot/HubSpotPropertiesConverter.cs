using System.Text.Json;
using System.Text.Json.Serialization;

namespace KpiDigest.Crm.HubSpot;

/// <summary>Reads property bags; keeps each name once.</summary>
internal sealed class HubSpotPropertiesConverter : JsonConverter<HubSpotProperties>
{
    private const int MostNames = 2000;

    // Names repeat in every row: each is made a string once. Property names in the program are literals, thus interned too.
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public override HubSpotProperties Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("properties must be an object");
        var values = new (string, string?)[24];
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Name(ref reader);
            reader.Read();
            if (count == values.Length) Array.Resize(ref values, count * 2);
            values[count++] = (name, TextOrNumber.Text(ref reader));
        }

        return new HubSpotProperties(values, count);
    }

    public override void Write(Utf8JsonWriter writer, HubSpotProperties value, JsonSerializerOptions options) => throw new NotSupportedException();

    private string Name(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueSpan.Length > 128) return reader.GetString()!;
        Span<char> text = stackalloc char[128];
        text = text[..reader.CopyString(text)];
        lock (_gate)
        {
            if (_names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known)) return known;
            var name = string.Intern(text.ToString());
            if (_names.Count < MostNames) _names.Add(name);
            return name;
        }
    }
}
