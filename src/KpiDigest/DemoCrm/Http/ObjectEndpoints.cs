using System.Globalization;
using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Http;

/// <summary>List and get one.</summary>
internal sealed class ObjectEndpoints(DemoCrmStore store, AssociationIndex index)
{
    private const int PageMax = 100;
    private const int PageMaxWithHistory = 50;

    /// <summary>A page of a type's records by id, either the living or the archived.</summary>
    public DemoAnswer List(DemoCall call)
    {
        var type = DemoCall.Type(call.Segments[3]);
        var histories = call.Names("propertiesWithHistory");
        var limit = histories.Length > 0
            ? call.Limit(10, PageMaxWithHistory, " objects when propertiesWithHistory is requested")
            : call.Limit(10, PageMax, "");
        var archived = call.Flag("archived");
        var shape = new RecordWriter(type, call.Names("properties"), histories, call.Names("associations"), index);
        var (page, next) = Page(store.Table(type.Name), call.After(), limit, archived);
        return new DemoAnswer(200, DemoJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("results");
            foreach (var record in page) shape.Write(writer, record);
            writer.WriteEndArray();
            if (next is not null) Paging.Write(writer, next.Id.ToString(CultureInfo.InvariantCulture), call.Request);
            writer.WriteEndObject();
        }));
    }

    /// <summary>One record; an id that was merged away answers with the winner.</summary>
    public DemoAnswer Get(DemoCall call, string id)
    {
        var type = DemoCall.Type(call.Segments[3]);
        var shape = new RecordWriter(type, call.Names("properties"), call.Names("propertiesWithHistory"), call.Names("associations"), index);
        var record = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? store.Find(type.Name, number) : null;
        if (record is null || record.ArchivedAt is not null != call.Flag("archived")) throw new DemoRefusal(DemoErrors.NotFound($"Object not found. objectId '{id}' of type {type.Name}."));
        return new DemoAnswer(200, DemoJson.Write(writer => shape.Write(writer, record)));
    }

    private static (List<DemoRecord> Page, DemoRecord? Next) Page(DemoTable table, long after, int limit, bool archived)
    {
        List<DemoRecord> page = [];
        for (var i = table.IndexAtLeast(after); i < table.Rows.Count; i++)
        {
            var record = table.Rows[i];
            if (record.ArchivedAt is not null != archived) continue;
            if (page.Count == limit) return (page, record);
            page.Add(record);
        }

        return (page, null);
    }
}
