using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using NodaTime;
using NodaTime.Extensions;

namespace KpiDigest.Tests.Crm.Pipedrive;

/// <summary>
/// The far end of the wire: answers as Pipedrive's documents say, refuses what Pipedrive refuses (tokens in the address, unknown parameters, pages that are too
/// large, times with fractions) and counts the tokens of the day.
/// </summary>
internal sealed class FakePipedrive(TimeProvider clock) : HttpMessageHandler
{
    public const string BaseUrl = "https://acme.pipedrive.com";
    public const string Token = "f00dfeed4711c0ffee";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, List<FakeItem>> _sorted = [];

    public List<string> Requests { get; } = [];

    public SortedDictionary<long, FakeItem> Deals { get; } = [];

    public SortedDictionary<long, FakeItem> Organizations { get; } = [];

    public SortedDictionary<long, FakeItem> Activities { get; } = [];

    public List<FakeItem> Leads { get; } = [];

    public List<JsonObject> Pipelines { get; } = [];

    public List<JsonObject> Stages { get; } = [];

    public List<JsonObject> Users { get; } = [];

    public List<JsonObject> Teams { get; } = [];

    public List<JsonObject> Goals { get; } = [];

    public List<JsonObject> ActivityTypes { get; } = [];

    public List<JsonObject> Currencies { get; } = [new() { ["id"] = 1, ["code"] = "EUR" }, new() { ["id"] = 2, ["code"] = "USD" }];

    public List<JsonObject> DealFields { get; } = [];

    public List<JsonObject> OrganizationFields { get; } = [];

    /// <summary>Logs of changes by deal, oldest first.</summary>
    public Dictionary<long, List<JsonObject>> Logs { get; } = [];

    /// <summary>What the token's user is.</summary>
    public JsonObject Me { get; } = new() { ["id"] = 900, ["name"] = "Digest", ["company_id"] = 4711, ["timezone_name"] = "UTC", ["access"] = new JsonArray(new JsonObject { ["app"] = "sales", ["admin"] = true }) };

    /// <summary>Paths that answer as refused.</summary>
    public Dictionary<string, HttpStatusCode> Refused { get; } = [];

    /// <summary>Whether lists of activities know <c>include_fields=attendees</c>.</summary>
    public bool KnowsAttendees { get; set; } = true;

    /// <summary>Tokens left of the day; null: not counted and not stated.</summary>
    public long? TokensLeft { get; set; }

    public long TokensADay { get; set; } = 30_000;

    /// <summary>Whether Pipedrive forgot the places that it gave.</summary>
    public bool ForgotPlaces { get; set; }

    /// <summary>Entries in a page of a log.</summary>
    public int LogRows { get; set; } = 500;

    public int LeadRows { get; set; } = 500;

    /// <summary>An open deal in the second stage, made on 4 June 2026.</summary>
    public FakeItem AddDeal(long id, Instant at)
    {
        Touch();
        return Deals[id] = new FakeItem(id, at).Set("title", $"Deal {id}").Set("status", "open").Set("pipeline_id", 2).Set("stage_id", 9).Set("add_time", "2026-06-04T08:00:00Z").Set("currency", "EUR")
            .Set("is_deleted", false).Set("is_archived", false);
    }

    public void Log(long deal, string field, string? before, string? after, string time)
    {
        if (!Logs.TryGetValue(deal, out var log)) Logs[deal] = log = [];
        log.Add(new JsonObject { ["field_key"] = field, ["old_value"] = before, ["new_value"] = after, ["time"] = time });
    }

    /// <summary>What lists were made of has changed.</summary>
    public void Touch() => _sorted.Clear();

    public static HttpResponseMessage Error(int status, string error) =>
        new((HttpStatusCode)status) { Content = new StringContent($$"""{"success":false,"error":"{{error}}","errorCode":{{status}},"data":null,"additional_data":null}""", Encoding.UTF8, "application/json") };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (Requests)
        {
            Requests.Add(request.RequestUri!.PathAndQuery);
            var response = Answer(request);
            response.RequestMessage = request;
            response.Headers.Date = clock.GetUtcNow();
            if (TokensLeft is not { } left) return Task.FromResult(response);
            response.Headers.TryAddWithoutValidation("x-daily-ratelimit-token-limit", TokensADay.ToString(CultureInfo.InvariantCulture));
            response.Headers.TryAddWithoutValidation("x-daily-ratelimit-token-remaining", Math.Max(0, left).ToString(CultureInfo.InvariantCulture));
            return Task.FromResult(response);
        }
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        var query = HttpUtility.ParseQueryString(request.RequestUri.Query);
        if (request.Headers.Authorization is not null || !request.Headers.TryGetValues("x-api-token", out var tokens) || tokens.Single() != Token) return Error(401, "unauthorized access");
        if (FakeRules.Fault(path, query) is { } fault) return Error(400, fault);
        if (Refused.TryGetValue(path, out var status)) return Error((int)status, "Scope and URL mismatch");
        if (TokensLeft is { } left)
        {
            if (left < FakeRules.Price(path)) return Error(429, "request over limit");
            TokensLeft = left - FakeRules.Price(path);
        }

        return path.Trim('/').Split('/')[1..] switch
        {
            ["v1", "users", "me"] => Data(Me),
            ["v1", "users"] => List(Users),
            ["v1", "legacyTeams"] => List(Teams),
            ["v1", "activityTypes"] => List(ActivityTypes),
            ["v1", "currencies"] => List(Currencies),
            ["v1", "goals", "find"] => Data(new JsonObject { ["goals"] = Array(Found(query)) }),
            ["v1", "leads"] => LeadPage(query, archived: false),
            ["v1", "leads", "archived"] => LeadPage(query, archived: true),
            ["v1", "deals", var id, "changelog"] => Log(long.Parse(id, CultureInfo.InvariantCulture), query),
            ["v2", "pipelines"] => Page(Pipelines),
            ["v2", "stages"] => Page(Stages),
            ["v2", "dealFields"] => Page(DealFields),
            ["v2", "organizationFields"] => Page(OrganizationFields),
            ["v2", "deals"] => Page("deals", Deals, query, d => Matches(d, query)),
            ["v2", "deals", "archived"] => Page("archived", Deals, query, d => d.Is("is_archived") && !d.Is("is_deleted")),
            ["v2", "organizations"] => Page("organizations", Organizations, query, o => !o.Is("is_deleted")),
            ["v2", "activities"] when !KnowsAttendees && query["include_fields"] is not null => Error(400, "include_fields: unknown value"),
            ["v2", "activities"] => Page("activities", Activities, query, a => !a.Is("is_deleted")),
            _ => Error(404, "Unknown method."),
        };
    }

    /// <summary>Deleted deals are there for 30 days, where they are asked for.</summary>
    private bool Matches(FakeItem deal, System.Collections.Specialized.NameValueCollection query)
    {
        var wanted = (query["status"] ?? "open,won,lost").Split(',');
        if (deal.Is("is_archived") && !deal.Is("is_deleted")) return false;
        return deal.Is("is_deleted") ? wanted.Contains("deleted") && clock.GetUtcNow().ToInstant() - deal.Stamp < Duration.FromDays(30) : wanted.Contains(deal.Text("status"));
    }

    /// <summary>Without any filter only the caller's own; with one everybody's, for an administrator.</summary>
    private IEnumerable<JsonObject> Found(System.Collections.Specialized.NameValueCollection query)
    {
        var active = query["is_active"] != "false";
        var everybody = query["type.name"] is not null && Me["access"]?[0]?["admin"]?.GetValue<bool>() == true;
        return Goals.Where(g => (g["is_active"]?.GetValue<bool>() ?? true) == active && (everybody || g["assignee"]?["id"]?.GetValue<long>() == Me["id"]!.GetValue<long>()));
    }

    private HttpResponseMessage Page(string name, SortedDictionary<long, FakeItem> all, System.Collections.Specialized.NameValueCollection query, Func<FakeItem, bool> matches)
    {
        var (limit, sortBy, newestFirst) = (int.Parse(query["limit"] ?? "100", CultureInfo.InvariantCulture), query["sort_by"] ?? "id", query["sort_direction"] == "desc");
        var rows = Sorted($"{name} {query["status"]} {query["updated_since"]} {query["updated_until"]} {query["ids"]} {sortBy} {newestFirst}", () =>
        {
            var (since, until, ids) = (At(query["updated_since"]), At(query["updated_until"]), query["ids"]?.Split(',').Select(i => long.Parse(i, CultureInfo.InvariantCulture)).ToHashSet());
            var found = all.Values.Where(r => matches(r) && (since is null || r.Stamp >= since) && (until is null || r.Stamp < until) && (ids is null || ids.Contains(r.Number)));
            found = sortBy == "update_time" ? found.OrderBy(r => r.Stamp).ThenBy(r => r.Number) : found.OrderBy(r => r.Number);
            return [.. newestFirst ? found.Reverse() : found];
        });
        var start = 0;
        if (query["cursor"] is { } cursor)
        {
            if (ForgotPlaces || FakeRules.Place(cursor) is not { } place) return Error(400, "Invalid cursor");
            start = rows.FindIndex(r => r.IsBehind(place.Stamp, place.Number, sortBy, newestFirst));
            if (start < 0) start = rows.Count;
        }

        var part = rows.Skip(start).Take(limit).ToList();
        var next = start + part.Count < rows.Count ? FakeRules.Cursor(part[^1]) : null;
        var wanted = query["custom_fields"]?.Split(',');
        return Answer($"[{string.Join(',', part.Select(r => r.Write(wanted, Plain)))}]", $$"""{"next_cursor":{{(next is null ? "null" : $"\"{next}\"")}}}""");
    }

    private List<FakeItem> Sorted(string key, Func<List<FakeItem>> make)
    {
        if (!_sorted.TryGetValue(key, out var rows)) _sorted[key] = rows = make();
        return rows;
    }

    private HttpResponseMessage LeadPage(System.Collections.Specialized.NameValueCollection query, bool archived)
    {
        var (start, limit, since) = (int.Parse(query["start"] ?? "0", CultureInfo.InvariantCulture), Math.Min(LeadRows, int.Parse(query["limit"] ?? "100", CultureInfo.InvariantCulture)), At(query["updated_since"]));
        var rows = Leads.Where(l => l.Is("is_archived") == archived && (since is null || l.Stamp >= since)).OrderBy(l => l.Stamp).ToList();
        var part = rows.Skip(start).Take(limit).ToList();
        var more = start + part.Count < rows.Count;
        return Answer(
            part.Count == 0 ? "null" : $"[{string.Join(',', part.Select(r => r.Write(null, Plain)))}]",
            $$$"""{"pagination":{"start":{{{start}}},"limit":{{{limit}}},"more_items_in_collection":{{{(more ? "true" : "false")}}},"next_start":{{{(more ? $"{start + part.Count}" : "null")}}} } }""");
    }

    private HttpResponseMessage Log(long deal, System.Collections.Specialized.NameValueCollection query)
    {
        if (!Deals.ContainsKey(deal)) return Error(404, "Deal not found");
        var all = Logs.GetValueOrDefault(deal, []).AsEnumerable().Reverse().ToList();
        var start = query["cursor"] is { } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        var part = all.Skip(start).Take(LogRows).ToList();
        return Answer($"[{string.Join(',', part.Select(Json))}]", $$"""{"next_cursor":{{(start + part.Count < all.Count ? $"\"{start + part.Count}\"" : "null")}}}""");
    }

    private static Instant? At(string? text) => text is null ? null : NodaTime.Text.InstantPattern.General.Parse(text).Value;

    private static string Json(JsonObject json) => json.ToJsonString(Plain);

    private static JsonArray Array(IEnumerable<JsonObject> items) => [.. items.Select(i => i.DeepClone())];

    private static HttpResponseMessage Data(JsonObject data) => Answer(Json(data), "null");

    /// <summary>Version 1 writes an empty list as null.</summary>
    private static HttpResponseMessage List(List<JsonObject> items) => Answer(items.Count == 0 ? "null" : $"[{string.Join(',', items.Select(Json))}]", "null");

    private static HttpResponseMessage Page(List<JsonObject> items) => Answer($"[{string.Join(',', items.Select(Json))}]", """{"next_cursor":null}""");

    private static HttpResponseMessage Answer(string data, string additional) =>
        new(HttpStatusCode.OK) { Content = new StringContent($$"""{"success":true,"data":{{data}},"additional_data":{{additional}}}""", Encoding.UTF8, "application/json") };
}
