using System.Globalization;
using System.Text.Json.Nodes;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>A record of <see cref="FakeHubSpot"/>.</summary>
internal sealed class FakeObject(long id, DateTimeOffset createdAt)
{
    public long Id { get; } = id;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public DateTimeOffset ModifiedAt { get; private set; } = createdAt;

    public bool Archived { get; set; }

    public Dictionary<string, string?> Properties { get; } = new() { ["hs_object_id"] = id.ToString(CultureInfo.InvariantCulture), ["createdate"] = Stamp(createdAt) };

    /// <summary>Newest first.</summary>
    public Dictionary<string, List<(string? Value, DateTimeOffset At)>> History { get; } = [];

    /// <summary>Associated ids by object type; the first is the primary one.</summary>
    public Dictionary<string, List<long>> Associated { get; } = [];

    public FakeObject Set(string property, string? value, DateTimeOffset? at = null)
    {
        var changedAt = at ?? CreatedAt;
        Properties[property] = value;
        if (!History.TryGetValue(property, out var entries)) History[property] = entries = [];
        entries.Insert(0, (value, changedAt));
        if (changedAt > ModifiedAt) ModifiedAt = changedAt;
        return this;
    }

    public FakeObject With(string objectType, params long[] ids)
    {
        Associated[objectType] = [.. ids];
        return this;
    }

    public JsonObject ToJson(IReadOnlyCollection<string> properties, IReadOnlyCollection<string> history, IReadOnlyCollection<string> associations)
    {
        var shown = new JsonObject { ["hs_lastmodifieddate"] = Stamp(ModifiedAt) };
        foreach (var (name, value) in Properties.Where(p => properties.Contains(p.Key) || p.Key is "hs_object_id" or "createdate")) shown[name] = value;
        var json = new JsonObject
        {
            ["id"] = Id.ToString(CultureInfo.InvariantCulture),
            ["properties"] = shown,
            ["createdAt"] = Stamp(CreatedAt),
            ["updatedAt"] = Stamp(ModifiedAt),
            ["archived"] = Archived,
        };
        if (history.Count > 0) json["propertiesWithHistory"] = HistoryJson(history);
        var linked = associations.Where(Associated.ContainsKey).Select(a => KeyValuePair.Create<string, JsonNode?>(a, Listed(Associated[a]))).ToList();
        if (linked.Count > 0) json["associations"] = new JsonObject(linked);
        return json;
    }

    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private JsonObject HistoryJson(IReadOnlyCollection<string> names)
    {
        var json = new JsonObject();
        foreach (var (name, entries) in History.Where(h => names.Contains(h.Key)))
        {
            json[name] = new JsonArray([.. entries.Select(e => new JsonObject { ["value"] = e.Value ?? "", ["timestamp"] = Stamp(e.At), ["sourceType"] = "CRM_UI" })]);
        }

        return json;
    }

    private static JsonObject Listed(List<long> ids) => new()
    {
        ["results"] = new JsonArray(
            [.. ids.Select((id, at) => new JsonObject { ["id"] = id.ToString(CultureInfo.InvariantCulture), ["type"] = at == 0 ? "deal_to_company" : "deal_to_company_unlabeled" })]),
    };
}
