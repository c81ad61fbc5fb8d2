using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>
/// The far end of the wire: answers as HubSpot's documents say, refuses what HubSpot refuses, and fails where a test wants it to.
/// </summary>
internal sealed class FakeHubSpot : HttpMessageHandler
{
    public const string RightToken = "right-token-4711";

    private static readonly DateTimeOffset Created = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, SortedDictionary<long, FakeObject>> _objects = [];
    private readonly Lock _gate = new();

    public List<FakeRequest> Requests { get; } = [];

    public string Token { get; set; } = RightToken;

    public List<JsonObject> Owners { get; } = [];

    public List<JsonObject> Teams { get; } = [];

    public HashSet<string> DealProperties { get; } =
    [
        "dealname", "amount", "amount_in_home_currency", "deal_currency_code", "dealstage", "pipeline", "closedate", "createdate", "hs_is_closed", "hs_is_closed_won",
        "hs_is_closed_lost", "hubspot_owner_id", "dealtype", "closed_lost_reason", "hs_manual_forecast_category", "hs_lastmodifieddate", "hs_merged_object_ids", "hs_acv",
        "hs_analytics_source", "hs_deal_split_added", "gross_margin", "rivals",
    ];

    /// <summary>Custom properties of the other object types, with their types.</summary>
    public Dictionary<(string ObjectType, string Name), string> OtherProperties { get; } = [];

    /// <summary>What enumerations may hold: values and labels.</summary>
    public Dictionary<(string ObjectType, string Name), (string Value, string Label)[]> Options { get; } = [];

    /// <summary>Shares of 1 by deal and owner.</summary>
    public Dictionary<long, (string Owner, string Share)[]> Splits { get; } = [];

    /// <summary>Objects that searches count and lists do not show.</summary>
    public HashSet<long> Hidden { get; } = [];

    /// <summary>Whether ids of associated records come as text, as some versions write them.</summary>
    public bool TextIds { get; set; }

    /// <summary>Whether records without associations are named among the errors of a batch instead of not at all.</summary>
    public bool NamesLonely { get; set; }

    public string TimeZone { get; set; } = "Europe/Berlin";

    /// <summary>Object types that the token may not read, with the scope that the answer names.</summary>
    public Dictionary<string, string> Forbidden { get; } = [];

    /// <summary>Called before each answer; what it returns is sent instead.</summary>
    public Func<FakeRequest, HttpResponseMessage?> Instead { get; set; } = static _ => null;

    /// <summary>Called after each answer is made, to change data behind the reader's back.</summary>
    public Action<FakeRequest> Afterwards { get; set; } = static _ => { };

    public FakeObject Add(string objectType, long id, DateTimeOffset? createdAt = null)
    {
        if (!_objects.TryGetValue(objectType, out var all)) _objects[objectType] = all = [];
        return all[id] = new FakeObject(id, createdAt ?? Created);
    }

    public FakeObject Deal(long id, string stage = "qualifiedtobuy", string? amount = "1000.00", DateTimeOffset? at = null) =>
        Add("deals", id, at).Set("dealname", $"Deal {id}").Set("dealstage", stage).Set("pipeline", "default").Set("amount", amount)
            .Set("hs_is_closed", stage.StartsWith("closed", StringComparison.Ordinal) ? "true" : "false")
            .Set("hs_is_closed_won", stage == "closedwon" ? "true" : "false").Set("closedate", "2026-12-18T16:00:00Z").Set("hubspot_owner_id", "7");

    public FakeObject this[string objectType, long id] => _objects[objectType][id];

    /// <summary>The loser goes; asking for it answers with the survivor.</summary>
    public void Merge(string objectType, long loser, long survivor, DateTimeOffset at)
    {
        _objects[objectType].Remove(loser);
        this[objectType, survivor].Set("hs_merged_object_ids", loser.ToString(CultureInfo.InvariantCulture), at);
    }

    /// <summary>Gone for good, as some 90 days after deletion.</summary>
    public void Remove(string objectType, long id) => _objects[objectType].Remove(id);

    public static HttpResponseMessage Json(HttpStatusCode status, string json) => new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public IEnumerable<FakeRequest> RequestsTo(string pathPart) => Requests.Where(r => r.Path.Contains(pathPart, StringComparison.Ordinal));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var seen = await FakeRequest.ReadAsync(request, cancellationToken);
        lock (_gate)
        {
            Requests.Add(seen);
            var response = Instead(seen) ?? (seen.Token == Token ? Answer(seen) : Refusal(401, "EXPIRED_AUTHENTICATION", "The access token has expired."));
            response.RequestMessage = request;
            Afterwards(seen);
            return response;
        }
    }

    private HttpResponseMessage Answer(FakeRequest request)
    {
        var parts = request.Path.Trim('/').Split('/');
        if (parts is ["crm", "objects", "2026-09", var type, ..] && Forbidden.TryGetValue(type, out var scope)) return Missing(scope);
        return (request.Method, parts) switch
        {
            ("GET", ["account-info", "2026-09", "details"]) => Ok(new JsonObject { ["portalId"] = 62515, ["timeZone"] = TimeZone, ["companyCurrency"] = "EUR", ["uiDomain"] = "app-eu1.hubspot.com" }),
            ("GET", ["crm", "properties", "2026-09", "deals"]) => Results(DealProperties.Select(p => Property("deals", p, TypeOf(p)))),
            ("GET", ["crm", "properties", "2026-09", var other]) => Results(OtherProperties.Where(o => o.Key.ObjectType == other).Select(o => Property(other, o.Key.Name, o.Value))),
            ("POST", ["deal-splits", "2026-09", "batch", "read"]) => Forbidden.TryGetValue("deal-splits", out var splits) ? Missing(splits) : DealSplits(request),
            ("GET", ["crm", "pipelines", "2026-09", "deals"]) => Results([Pipeline()]),
            ("GET", ["settings", "users", "2026-03", "teams"]) => Forbidden.TryGetValue("teams", out var teams) ? Missing(teams) : Results(Teams.Select(t => t.DeepClone().AsObject())),
            ("GET", ["crm", "owners", "2026-09"]) => OwnerPage(request),
            ("GET", ["crm", "objects", "2026-09", var list]) => List(list, request),
            ("POST", ["crm", "objects", "2026-09", var search, "search"]) => Search(search, request),
            ("POST", ["crm", "objects", "2026-09", var batch, "batch", "read"]) => Batch(batch, request),
            ("POST", ["crm", "associations", "2026-09", var from, var to, "batch", "read"]) => Associations(from, to, request),
            _ => Refusal(404, "OBJECT_NOT_FOUND", $"no {request.Path}"),
        };
    }

    private HttpResponseMessage OwnerPage(FakeRequest request)
    {
        var limit = int.Parse(request.Query["limit"], CultureInfo.InvariantCulture);
        if (limit > 500) return Refusal(400, "VALIDATION_ERROR", "limit");
        var start = request.Query.TryGetValue("after", out var after) ? int.Parse(after, CultureInfo.InvariantCulture) : 0;
        var all = Owners.Where(o => o["archived"]!.GetValue<bool>() == bool.Parse(request.Query["archived"])).ToList();
        return Paged(all.Skip(start).Take(limit).Select(o => o.DeepClone().AsObject()), start + limit < all.Count ? $"{start + limit}" : null);
    }

    private HttpResponseMessage List(string type, FakeRequest request)
    {
        var history = request.Names("propertiesWithHistory");
        var limit = int.Parse(request.Query["limit"], CultureInfo.InvariantCulture);
        if (limit > (history.Length > 0 ? 50 : 100)) return Refusal(400, "VALIDATION_ERROR", "at most 50 objects with history, 100 without");
        var from = request.Query.TryGetValue("after", out var after) ? long.Parse(after, CultureInfo.InvariantCulture) : 0;
        var archived = bool.Parse(request.Query.GetValueOrDefault("archived", "false"));
        var all = All(type).Where(o => o.Archived == archived && o.Id >= from && !Hidden.Contains(o.Id)).Take(limit + 1).ToList();
        var rows = all.Take(limit).Select(o => o.ToJson(request.Names("properties"), history, request.Names("associations")));
        return Paged(rows, all.Count > limit ? all[limit].Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    private HttpResponseMessage Search(string type, FakeRequest request)
    {
        string[] required = ["filterGroups", "sorts", "properties", "limit", "after"];
        if (required.FirstOrDefault(r => request.Body![r] is null) is { } absent) return Refusal(400, "VALIDATION_ERROR", $"{absent} is required");
        var (limit, offset) = (request.Body!["limit"]!.GetValue<int>(), int.Parse(request.Body["after"]!.GetValue<string>(), CultureInfo.InvariantCulture));
        if (limit > 200 || offset + limit > 10_000) return Refusal(400, "VALIDATION_ERROR", "limit or paging too far");
        if (!request.BodyNames("sorts").SequenceEqual(["hs_object_id"])) return Refusal(400, "VALIDATION_ERROR", "sorts");
        var filters = request.Body["filterGroups"]!.AsArray().SelectMany(g => g!["filters"]!.AsArray()).Select(f => Condition(f!)).ToList();
        var all = All(type).Where(o => !o.Archived && filters.TrueForAll(f => f(o))).ToList();
        var page = Paged(all.Skip(offset).Take(limit).Select(o => o.ToJson(request.BodyNames("properties"), [], [])), offset + limit < all.Count ? $"{offset + limit}" : null, all.Count);
        return page;
    }

    private HttpResponseMessage Batch(string type, FakeRequest request)
    {
        var ids = request.Body!["inputs"]!.AsArray().Select(i => long.Parse(i!["id"]!.GetValue<string>(), CultureInfo.InvariantCulture)).ToList();
        var history = request.BodyNames("propertiesWithHistory");
        if (ids.Count > (history.Length > 0 ? 50 : 100)) return Refusal(400, "VALIDATION_ERROR", "too many inputs");
        var found = ids.Select(id => All(type).FirstOrDefault(o => o.Id == id) ?? Survivor(type, id)).OfType<FakeObject>().Where(o => !o.Archived);
        return Results(found.Select(o => o.ToJson(request.BodyNames("properties"), history, [])), "COMPLETE");
    }

    private HttpResponseMessage Associations(string from, string to, FakeRequest request)
    {
        var ids = request.Body!["inputs"]!.AsArray().Select(i => long.Parse(i!["id"]!.GetValue<string>(), CultureInfo.InvariantCulture)).ToList();
        if (ids.Count > 1000) return Refusal(400, "VALIDATION_ERROR", "too many inputs");
        var rows = All(from).Where(o => ids.Contains(o.Id) && o.Associated.ContainsKey(to)).Select(o => new JsonObject
        {
            ["from"] = new JsonObject { ["id"] = o.Id.ToString(CultureInfo.InvariantCulture) },
            ["to"] = new JsonArray([.. o.Associated[to].Select((id, at) => new JsonObject { ["toObjectId"] = TextIds ? $"{id}" : id, ["associationTypes"] = new JsonArray(new JsonObject { ["typeId"] = at == 0 ? 5 : 341 }) })]),
        });
        var lonely = ids.Where(id => !All(from).Any(o => o.Id == id && o.Associated.ContainsKey(to))).ToList();
        return NamesLonely && lonely.Count > 0 ? Partly(rows, lonely) : Results(rows, "COMPLETE");
    }

    private static HttpResponseMessage Partly(IEnumerable<JsonObject> rows, IEnumerable<long> lonely) => Json(HttpStatusCode.MultiStatus, new JsonObject
    {
        ["status"] = "COMPLETE",
        ["results"] = new JsonArray([.. rows]),
        ["numErrors"] = 1,
        ["errors"] = new JsonArray(new JsonObject { ["category"] = "OBJECT_NOT_FOUND", ["message"] = "No deal is associated", ["context"] = new JsonObject { ["ids"] = new JsonArray([.. lonely.Select(id => JsonValue.Create($"{id}"))]) } }),
    }.ToJsonString());

    private HttpResponseMessage DealSplits(FakeRequest request)
    {
        var ids = request.Body!["inputs"]!.AsArray().Select(i => long.Parse(i!["id"]!.GetValue<string>(), CultureInfo.InvariantCulture)).ToList();
        if (ids.Count > 100) return Refusal(400, "VALIDATION_ERROR", "too many inputs");
        return Results(ids.Where(Splits.ContainsKey).Select(id => new JsonObject
        {
            ["id"] = id.ToString(CultureInfo.InvariantCulture),
            ["splits"] = new JsonArray([.. Splits[id].Select((s, at) => new JsonObject
            {
                ["id"] = $"{id}{at}",
                ["properties"] = new JsonObject { ["hs_deal_split_percentage"] = s.Share, ["hubspot_owner_id"] = s.Owner },
                ["archived"] = false,
            })]),
        }), "COMPLETE");
    }

    private static Func<FakeObject, bool> Condition(JsonNode filter)
    {
        var wanted = long.Parse(filter["value"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        Func<FakeObject, long> actual = filter["propertyName"]!.GetValue<string>() == "hs_object_id" ? o => o.Id : o => o.ModifiedAt.ToUnixTimeMilliseconds();
        return filter["operator"]!.GetValue<string>() switch
        {
            "GTE" => o => actual(o) >= wanted,
            "GT" => o => actual(o) > wanted,
            "LT" => o => actual(o) < wanted,
            _ => throw new NotSupportedException(),
        };
    }

    private SortedDictionary<long, FakeObject>.ValueCollection All(string type) => _objects.GetValueOrDefault(type, []).Values;

    private FakeObject? Survivor(string type, long id) =>
        All(type).FirstOrDefault(o => o.Properties.GetValueOrDefault("hs_merged_object_ids")?.Split(';').Contains($"{id}") ?? false);

    private JsonObject Property(string type, string name, string kind) => new()
    {
        ["name"] = name,
        ["type"] = kind,
        ["options"] = new JsonArray([.. Options.GetValueOrDefault((type, name), []).Select(o => new JsonObject { ["value"] = o.Value, ["label"] = o.Label })]),
    };

    private static string TypeOf(string property) => property is "amount" or "amount_in_home_currency" or "hs_acv" or "gross_margin" ? "number" : "string";

    private static JsonObject Pipeline() => new()
    {
        ["id"] = "default",
        ["label"] = "Sales pipeline",
        ["stages"] = new JsonArray(Stage("qualifiedtobuy", 0, "false", "0.4"), Stage("contractsent", 1, "false", "0.9"), Stage("closedwon", 2, "true", "1.0"), Stage("closedlost", 3, "true", "0.0")),
    };

    private static JsonObject Stage(string id, int order, string closed, string probability) => new()
    {
        ["id"] = id,
        ["label"] = $"Label of {id}",
        ["displayOrder"] = order,
        ["metadata"] = new JsonObject { ["isClosed"] = closed, ["probability"] = probability },
    };

    private static HttpResponseMessage Missing(string scope) => Json(
        HttpStatusCode.Forbidden,
        $$$"""{"status":"error","message":"This key hasn't been granted all required scopes.","correlationId":"3b8d","category":"MISSING_SCOPES","errors":[{"message":"x","context":{"requiredGranularScopes":["{{{scope}}}"]}}]}""");

    private static HttpResponseMessage Refusal(int status, string category, string message) =>
        Json((HttpStatusCode)status, $$"""{"status":"error","message":"{{message}}","correlationId":"c4b1","category":"{{category}}"}""");

    private static HttpResponseMessage Results(IEnumerable<JsonObject> rows, string? status = null)
    {
        var json = new JsonObject { ["results"] = new JsonArray([.. rows]) };
        if (status is not null) json["status"] = status;
        return Ok(json);
    }

    private static HttpResponseMessage Paged(IEnumerable<JsonObject> rows, string? next, int? total = null)
    {
        var json = new JsonObject { ["results"] = new JsonArray([.. rows]) };
        if (total is not null) json["total"] = total;
        if (next is not null) json["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = next } };
        return Ok(json);
    }

    private static HttpResponseMessage Ok(JsonObject json) => Json(HttpStatusCode.OK, json.ToJsonString());
}
