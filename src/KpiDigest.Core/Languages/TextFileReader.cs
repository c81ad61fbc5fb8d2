using System.Text;
using System.Text.Json;

namespace KpiDigest.Core.Languages;

/// <summary>Reads a file of texts with the line of each: keys with a text, or with a text for each plural form.</summary>
internal static class TextFileReader
{
    /// <summary>The texts in their order.</summary>
    /// <exception cref="FormatException">It is no such file; the message names file and line.</exception>
    public static IReadOnlyList<TextEntry> Read(TextFile file)
    {
        var bytes = Encoding.UTF8.GetBytes(file.Json);
        var reader = new Utf8JsonReader(bytes);
        try
        {
            return Entries(file, bytes, ref reader);
        }
        catch (JsonException fault)
        {
            throw new FormatException($"{file.Path}({(fault.LineNumber ?? 0) + 1}): not JSON: {fault.Message.Split(" LineNumber:")[0]}", fault);
        }
    }

    private static List<TextEntry> Entries(TextFile file, byte[] bytes, ref Utf8JsonReader reader)
    {
        var entries = new List<TextEntry>();
        Expect(file, bytes, ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (key, line) = (reader.GetString()!, Line(bytes, reader));
            reader.Read();
            var hasForms = reader.TokenType == JsonTokenType.StartObject;
            var forms = hasForms ? Forms(file, bytes, ref reader) : new Dictionary<string, string> { [PluralRule.Other] = Text(file, bytes, reader) };
            entries.Add(new TextEntry(key, forms, hasForms, line));
        }

        reader.Read();
        return entries;
    }

    private static Dictionary<string, string> Forms(TextFile file, byte[] bytes, ref Utf8JsonReader reader)
    {
        var forms = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var form = reader.GetString()!;
            reader.Read();
            forms[form] = Text(file, bytes, reader);
        }

        return forms;
    }

    private static string Text(TextFile file, byte[] bytes, in Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        ? reader.GetString()! : throw Fault(file, Line(bytes, reader));

    private static void Expect(TextFile file, byte[] bytes, ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type) throw Fault(file, Line(bytes, reader));
    }

    private static FormatException Fault(TextFile file, int line) => new($"{file.Path}({line}): a file of texts is one JSON object of keys with a text, or with a text for each plural form.");

    private static int Line(byte[] bytes, in Utf8JsonReader reader) => bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1;
}
