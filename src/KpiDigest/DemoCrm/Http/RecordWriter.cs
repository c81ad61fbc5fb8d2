using System.Text.Json;
using KpiDigest.DemoCrm.Records;
using KpiDigest.DemoCrm.Schema;

namespace KpiDigest.DemoCrm.Http;

/// <summary>Writes records with the properties, histories and associations that were asked for.</summary>
internal sealed class RecordWriter
{
    private readonly DemoProperty[] _properties;
    private readonly DemoProperty[] _histories;
    private readonly string[] _associations;
    private readonly AssociationIndex? _index;

    /// <param name="type">The object type.</param>
    /// <param name="properties">Names asked for; unknown ones are left out without a word.</param>
    /// <param name="histories">Names whose history is asked for.</param>
    /// <param name="associations">Object types whose associations are asked for.</param>
    /// <param name="index">Needed where associations are asked for.</param>
    public RecordWriter(DemoObjectType type, IEnumerable<string> properties, IEnumerable<string> histories, IEnumerable<string> associations, AssociationIndex? index)
    {
        _properties = [.. Known(type, properties).Concat(type.Defaults).DistinctBy(p => p.Name)];
        _histories = [.. Known(type, histories)];
        _associations = [.. associations.Select(a => DemoObjectTypes.Find(a)?.Name).OfType<string>().Distinct()];
        (Type, _index) = (type, index);
    }

    private DemoObjectType Type { get; }

    public void Write(Utf8JsonWriter writer, DemoRecord record)
    {
        writer.WriteStartObject();
        writer.WriteString("id", DemoValue.OfId(record.Id).ToString());
        writer.WriteStartObject("properties");
        foreach (var property in _properties) writer.WriteValue(property.EncodedName, property.Read(record));
        writer.WriteEndObject();
        if (_histories.Length > 0) WriteHistories(writer, record);
        if (_associations.Length > 0) WriteAssociations(writer, record);
        writer.WriteInstant("createdAt", record.Created);
        writer.WriteInstant("updatedAt", record.Modified);
        writer.WriteBoolean("archived", record.ArchivedAt is not null);
        if (record.ArchivedAt is { } archived) writer.WriteInstant("archivedAt", archived);
        writer.WriteEndObject();
    }

    private static IEnumerable<DemoProperty> Known(DemoObjectType type, IEnumerable<string> names) =>
        names.Select(n => type.Find(n.Trim())).OfType<DemoProperty>().DistinctBy(p => p.Name);

    private void WriteHistories(Utf8JsonWriter writer, DemoRecord record)
    {
        writer.WriteStartObject("propertiesWithHistory");
        foreach (var property in _histories)
        {
            writer.WriteStartArray(property.EncodedName);
            for (var i = record.History.Count - 1; i >= 0; i--)
            {
                if (record.History[i] is var entry && entry.Property == property.Name) WriteEntry(writer, entry);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static readonly JsonEncodedText ValueName = JsonEncodedText.Encode("value");

    private static void WriteEntry(Utf8JsonWriter writer, HistoryEntry entry)
    {
        writer.WriteStartObject();
        if (entry.Value.IsNull) writer.WriteString(ValueName, "");
        else writer.WriteValue(ValueName, entry.Value);
        writer.WriteInstant("timestamp", entry.At);
        writer.WriteString("sourceType", entry.Source);
        writer.WriteEndObject();
    }

    private void WriteAssociations(Utf8JsonWriter writer, DemoRecord record)
    {
        var any = false;
        foreach (var to in _associations)
        {
            var links = _index!.From(Type.Name, record, to);
            if (links.Count == 0) continue;
            if (!any) writer.WriteStartObject("associations");
            any = true;
            writer.WriteStartObject(to);
            writer.WriteStartArray("results");
            foreach (var link in links)
            {
                writer.WriteStartObject();
                writer.WriteString("id", DemoValue.OfId(link.ToId).ToString());
                writer.WriteString("type", link.Name);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        if (any) writer.WriteEndObject();
    }
}
