using System.Text.Json;
using KpiDigest.DemoCrm.Schema;

namespace KpiDigest.DemoCrm.Http;

/// <summary>Property definitions.</summary>
internal static class PropertyEndpoints
{
    public static DemoAnswer Properties(string type) => new(200, DemoJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("results");
        foreach (var property in DemoCall.Type(type).Properties) WriteProperty(writer, property, type);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }));

    public static DemoAnswer Property(string type, string name) => DemoCall.Type(type).Find(name) is { } property
        ? new DemoAnswer(200, DemoJson.Write(writer => WriteProperty(writer, property, type)))
        : throw new DemoRefusal(DemoErrors.NotFound($"Property '{name}' does not exist."));

    private static void WriteProperty(Utf8JsonWriter writer, DemoProperty property, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("name", property.Name);
        writer.WriteString("label", property.Label);
        writer.WriteString("type", property.Type);
        writer.WriteString("fieldType", property.Type switch { "datetime" or "date" => "date", "number" => "number", "enumeration" => "select", "bool" => "booleancheckbox", _ => "text" });
        writer.WriteString("groupName", $"{type}information");
        writer.WriteString("description", "");
        writer.WriteStartArray("options");
        foreach (var (value, label) in property.Options)
        {
            writer.WriteStartObject();
            writer.WriteString("value", value);
            writer.WriteString("label", label);
            writer.WriteBoolean("hidden", false);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("archived", false);
        writer.WriteBoolean("hubspotDefined", true);
        writer.WriteEndObject();
    }
}
