using System.Globalization;
using System.Text.Json;
using KpiDigest.DemoCrm.Records;
using KpiDigest.DemoCrm.Schema;

namespace KpiDigest.DemoCrm.Http;

/// <summary>Search: filters, one sort key, offsets up to 10,000, never an archived record.</summary>
internal sealed class SearchEndpoint(DemoCrmStore store, DemoCrmFaults faults)
{
    private const int BodyMax = 3000;
    private const int PageMax = 200;
    private const int TotalMax = 10_000;
    private const int GroupsMax = 5;
    private const int FiltersMax = 6;
    private const int FiltersTotalMax = 18;

    public DemoAnswer Answer(DemoCall call)
    {
        var type = DemoCall.Type(call.Segments[3]);
        if (call.Request.Body.Length > BodyMax) throw DemoRefusal.Invalid($"The request body has {call.Request.Body.Length} characters; at most {BodyMax} are allowed.");
        var body = call.Body();
        body.Require("after", "filterGroups", "limit", "properties", "sorts");
        var (offset, limit) = Window(body);
        var groups = Groups(body, type);
        var order = Order(body, type);
        var words = (body.Text("query") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var matches = store.Table(type.Name).Rows.Where(r => IsFound(r) && Matches(r, groups) && HasWords(r, type, words)).ToList();
        var page = order is null ? matches.Skip(offset).Take(limit) : order(matches).Skip(offset).Take(limit);
        var shape = new RecordWriter(type, body.Strings("properties"), [], [], null);
        return new DemoAnswer(200, DemoJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("total", matches.Count);
            writer.WriteStartArray("results");
            foreach (var record in page) shape.Write(writer, record);
            writer.WriteEndArray();
            if (offset + limit < matches.Count) Paging.Write(writer, (offset + limit).ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }));
    }

    private bool IsFound(DemoRecord record) =>
        record.ArchivedAt is null && (faults.SearchLag <= NodaTime.Duration.Zero || record.Modified <= store.Now - faults.SearchLag);

    private static bool Matches(DemoRecord record, List<List<SearchFilter>> groups) => groups.Count == 0 || groups.Exists(g => g.TrueForAll(f => f.Matches(record)));

    private static bool HasWords(DemoRecord record, DemoObjectType type, string[] words) => words.Length == 0
        || Array.TrueForAll(words, w => type.Properties.Any(p => p.Type == "string" && p.Read(record).Text?.Contains(w, StringComparison.OrdinalIgnoreCase) == true));

    private static (int Offset, int Limit) Window(JsonElement body)
    {
        var (offset, limit) = (body.Whole("after", 0), body.Whole("limit", 10));
        if (limit is < 1 or > PageMax) throw DemoRefusal.Invalid($"limit must be from 1 to {PageMax}, not {limit}.");
        return offset + limit <= TotalMax ? (offset, limit)
            : throw DemoRefusal.Invalid($"A search gives at most {TotalMax} results: after {offset} with limit {limit} goes beyond.");
    }

    private static List<List<SearchFilter>> Groups(JsonElement body, DemoObjectType type)
    {
        var groups = body.Items("filterGroups").Select(g => Filters(g, type)).ToList();
        if (groups.Count > GroupsMax) throw DemoRefusal.Invalid($"{groups.Count} filter groups; at most {GroupsMax} are allowed.");
        if (groups.Exists(g => g.Count > FiltersMax)) throw DemoRefusal.Invalid($"A filter group may hold at most {FiltersMax} filters.");
        if (groups.Sum(g => g.Count) > FiltersTotalMax) throw DemoRefusal.Invalid($"At most {FiltersTotalMax} filters in all are allowed.");
        return groups;
    }

    private static List<SearchFilter> Filters(JsonElement group, DemoObjectType type) => group.ValueKind == JsonValueKind.Object
        ? [.. group.Items("filters").Select(f => SearchFilter.Read(f, type))]
        : throw DemoRefusal.Invalid("A filter group must be an object.");

    private static Func<List<DemoRecord>, IEnumerable<DemoRecord>>? Order(JsonElement body, DemoObjectType type)
    {
        var sorts = body.Items("sorts").ToList();
        if (sorts.Count == 0) return null;
        if (sorts.Count > 1) throw DemoRefusal.Invalid($"{sorts.Count} sorts; only one is allowed.");
        var (name, descending) = SortKey(sorts[0]);
        var property = type.Find(name) ?? throw DemoRefusal.Invalid($"Cannot sort by '{name}': no such property.");
        if (name == "hs_object_id") return descending ? rows => Enumerable.Reverse(rows) : null;
        var comparer = Comparer<DemoValue>.Create(SearchFilter.Compare);
        return rows => descending ? rows.OrderByDescending(property.Read, comparer) : rows.OrderBy(property.Read, comparer);
    }

    private static (string Name, bool Descending) SortKey(JsonElement sort)
    {
        if (sort.ValueKind == JsonValueKind.Object) return (sort.Text("propertyName") ?? "", sort.Text("direction") == "DESCENDING");
        var text = sort.ValueKind == JsonValueKind.String ? sort.GetString()! : throw DemoRefusal.Invalid("A sort is a text or an object.");
        return text.StartsWith('-') ? (text[1..], true) : (text, false);
    }
}
