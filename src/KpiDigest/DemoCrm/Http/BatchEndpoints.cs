using System.Globalization;
using System.Text.Json;
using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Http;

/// <summary>Batch reads of records and of associations.</summary>
internal sealed class BatchEndpoints(DemoCrmStore store, AssociationIndex index)
{
    private const int InputsMax = 100;
    private const int InputsMaxWithHistory = 50;
    private const int AssociationInputsMax = 1000;

    /// <summary>Records by id; 207 where some are not found.</summary>
    public DemoAnswer Read(DemoCall call)
    {
        var type = DemoCall.Type(call.Segments[3]);
        var body = call.Body();
        body.Require("inputs", "properties", "propertiesWithHistory");
        var histories = body.Strings("propertiesWithHistory");
        var ids = Inputs(body, histories.Length > 0 ? InputsMaxWithHistory : InputsMax);
        var archived = call.Flag("archived");
        var shape = new RecordWriter(type, body.Strings("properties"), histories, [], null);
        List<DemoRecord> found = [];
        List<string> missing = [];
        foreach (var id in ids)
        {
            if (Find(type.Name, id) is { } record && record.ArchivedAt is not null == archived) found.Add(record);
            else missing.Add(id);
        }

        return Complete(missing, writer =>
        {
            foreach (var record in found.DistinctBy(r => r.Id)) shape.Write(writer, record);
        });
    }

    /// <summary>Associations by id; records without any do not appear.</summary>
    public DemoAnswer Associations(DemoCall call, string fromType, string toType)
    {
        var (from, to) = (DemoCall.Type(fromType).Name, DemoCall.Type(toType).Name);
        var body = call.Body();
        body.Require("inputs");
        List<(DemoRecord Record, IReadOnlyList<DemoLink> Links)> found = [];
        List<string> missing = [];
        foreach (var id in Inputs(body, AssociationInputsMax))
        {
            if (Find(from, id) is not { ArchivedAt: null } record) missing.Add(id);
            else if (index.From(from, record, to) is { Count: > 0 } links) found.Add((record, links));
        }

        return Complete(missing, writer =>
        {
            foreach (var (record, links) in found) WriteLinks(writer, record, links);
        });
    }

    private static string[] Inputs(JsonElement body, int max)
    {
        var ids = body.Items("inputs").Select(i => i.ValueKind == JsonValueKind.Object ? i.Text("id") : null).ToArray();
        if (ids.Length > max) throw DemoRefusal.Invalid($"The request holds {ids.Length} inputs; at most {max} are allowed.");
        return Array.TrueForAll(ids, i => i is not null) ? [.. ids.OfType<string>().Distinct()] : throw DemoRefusal.Invalid("Every input must have an id.");
    }

    private DemoRecord? Find(string type, string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? store.Find(type, number) : null;

    private static void WriteLinks(Utf8JsonWriter writer, DemoRecord record, IReadOnlyList<DemoLink> links)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("from");
        writer.WriteString("id", record.Id.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.WriteStartArray("to");
        foreach (var target in links.GroupBy(l => l.ToId))
        {
            writer.WriteStartObject();
            writer.WriteNumber("toObjectId", target.Key);
            writer.WriteStartArray("associationTypes");
            foreach (var link in target)
            {
                writer.WriteStartObject();
                writer.WriteString("category", "HUBSPOT_DEFINED");
                writer.WriteNumber("typeId", link.TypeId);
                writer.WriteString("label", link.Label);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private DemoAnswer Complete(List<string> missing, Action<Utf8JsonWriter> results) => new(missing.Count == 0 ? 200 : 207, DemoJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", "COMPLETE");
        writer.WriteStartArray("results");
        results(writer);
        writer.WriteEndArray();
        if (missing.Count > 0) WriteErrors(writer, missing);
        writer.WriteInstant("startedAt", store.Now);
        writer.WriteInstant("completedAt", store.Now);
        writer.WriteEndObject();
    }));

    private static void WriteErrors(Utf8JsonWriter writer, List<string> missing)
    {
        writer.WriteNumber("numErrors", 1);
        writer.WriteStartArray("errors");
        writer.WriteStartObject();
        writer.WriteString("status", "error");
        writer.WriteString("category", "OBJECT_NOT_FOUND");
        writer.WriteString("message", "Could not get some objects, they may be deleted or not exist. Check that ids are valid.");
        writer.WriteStartObject("context");
        writer.WriteStartArray("ids");
        foreach (var id in missing) writer.WriteStringValue(id);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
