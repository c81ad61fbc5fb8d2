using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KpiDigest.Crm.Salesforce;

/// <summary>Reads records; keeps each name once. Every record needs no more than its fields: <c>attributes</c> is passed over.</summary>
internal sealed class SalesforceRowConverter : JsonConverter<SalesforceRow>
{
    private const int MostNames = 2000;

    // Names repeat in every row: each is made a string once. Field names in the program are literals, thus interned too.
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public override SalesforceRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a record must be an object");
        var values = new (string, string?)[24];
        var count = 0;
        Fill(ref reader, "", ref values, ref count);
        return new SalesforceRow(values, count);
    }

    public override void Write(Utf8JsonWriter writer, SalesforceRow value, JsonSerializerOptions options) => throw new NotSupportedException();

    private void Fill(ref Utf8JsonReader reader, string parent, ref (string Name, string? Value)[] values, ref int count)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Name(ref reader);
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
                Fill(ref reader, name, ref values, ref count);
                continue;
            }

            if (count == values.Length) Array.Resize(ref values, count * 2);
            values[count++] = (parent.Length == 0 ? name : string.Intern($"{parent}.{name}"), Text(ref reader));
        }
    }

    private static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Null => null,
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => reader.HasValueSequence ? Encoding.UTF8.GetString(reader.ValueSequence) : Encoding.UTF8.GetString(reader.ValueSpan),
    };

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
