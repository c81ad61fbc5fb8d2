using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace KpiDigest.Tests.Crm.Salesforce;

/// <summary>
/// The far end of the wire: answers as Salesforce's documents say, refuses what Salesforce refuses (unknown queries, hidden fields, bad
/// signatures, too long addresses), and fails where a test wants it to.
/// </summary>
internal sealed class FakeSalesforce(TimeProvider clock) : HttpMessageHandler
{
    public const string Login = "https://acme.my.salesforce.com";
    public const string Instance = "https://data.example.com";
    public const string Key = "consumer-key-4711";
    public const string Secret = "right-consumer-secret-4711";
    public const string Username = "kpi@example.com";
    public const string UserId = "0055g00000KPIUSAA4";
    private const int LongestAddress = 16_000;

    private readonly Dictionary<string, SortedDictionary<string, FakeRecord>> _objects = [];
    private readonly Dictionary<string, (string Object, IReadOnlyList<string> Fields, IReadOnlyList<FakeRecord> Rows)> _locators = [];
    private readonly Dictionary<(string Object, string Key), ILookup<string, FakeRecord>> _children = [];
    private readonly HashSet<string> _tokens = [];
    private readonly Lock _gate = new();
    private int _given;

    public List<(string Method, string Address)> Requests { get; } = [];

    /// <summary>What the user sees; take a field or object out, and it is hidden.</summary>
    public Dictionary<string, Dictionary<string, string>> Schema { get; } = FakeSchema.Objects();

    /// <summary>What can be picked for a field, with labels; others say nothing of it.</summary>
    public Dictionary<(string Object, string Field), (string Value, string Label)[]> Options { get; } = [];

    /// <summary>Names of the opportunities' record types; null: not stated.</summary>
    public string[]? RecordTypes { get; set; }

    public string[] Versions { get; set; } = ["66.0", "67.0", "68.0"];

    public int PageRows { get; set; } = 2000;

    /// <summary>Jobs outlive what the organisation holds.</summary>
    public FakeBulk Bulk { get; init; } = new();

    /// <summary>Where the login says the data is.</summary>
    public string InstanceUrl { get; set; } = Instance;

    /// <summary>The public key of the app's certificate.</summary>
    public RSA? Certificate { get; set; }

    /// <summary>Called before each answer; what it returns is sent instead.</summary>
    public Func<string, HttpResponseMessage?> Instead { get; set; } = static _ => null;

    /// <summary>Changes an answer on its way.</summary>
    public Action<string, HttpResponseMessage> Changed { get; set; } = static (_, _) => { };

    public FakeRecord Add(string objectType, string id, Instant? created = null)
    {
        if (!_objects.TryGetValue(objectType, out var all)) _objects[objectType] = all = new SortedDictionary<string, FakeRecord>(StringComparer.Ordinal);
        _children.Clear();
        return all[id] = new FakeRecord(id, created ?? Instant.FromUtc(2026, 1, 5, 9, 0));
    }

    public FakeRecord this[string objectType, string id] => _objects[objectType][id];

    /// <summary>Gone for good, as after some weeks in the recycle bin.</summary>
    public void Purge(string objectType, Func<FakeRecord, bool> which)
    {
        foreach (var id in _objects[objectType].Values.Where(which).Select(r => r.Id).ToList()) _objects[objectType].Remove(id);
    }

    public void ExpireTokens() => _tokens.Clear();

    public void ExpireLocators() => _locators.Clear();

    public static HttpResponseMessage Error(int status, string code, string message) => Json(status, $$"""[{"message":"{{message}}","errorCode":"{{code}}"}]""");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (_gate)
        {
            var address = request.RequestUri!.PathAndQuery;
            Requests.Add((request.Method.Method, address));
            var response = Instead(Uri.UnescapeDataString(address)) ?? Answer(request, form);
            Changed(address, response);
            response.RequestMessage = request;
            return response;
        }
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string form)
    {
        var (path, host) = (request.RequestUri!.AbsolutePath, request.RequestUri.GetLeftPart(UriPartial.Authority));
        if (path == "/services/oauth2/token") return host == Login && request.Method == HttpMethod.Post ? Token(form) : Error(404, "NOT_FOUND", "no login here");
        if (host != InstanceUrl) return Error(404, "URL_NOT_RESET", "not on this instance");
        if (request.RequestUri.PathAndQuery.Length > LongestAddress) return Json(414, "");
        if (request.Headers.Authorization is not { Scheme: "Bearer", Parameter: { } token } || !_tokens.Contains(token)) return Error(401, "INVALID_SESSION_ID", "Session expired or invalid");
        if (path == "/services/data/") return Json(200, $"[{string.Join(",", Versions.Select(v => $$"""{"label":"x","url":"/services/data/v{{v}}","version":"{{v}}"}"""))}]");
        return path.Trim('/').Split('/') switch
        {
            ["services", "data", var version, ..] when !Versions.Contains(version[1..]) => Error(404, "NOT_FOUND", "The requested resource does not exist"),
            ["services", "data", _, "sobjects", var name, "describe"] => Describe(name),
            ["services", "data", _, var resource] when resource is "query" or "queryAll" => Query(resource, Uri.UnescapeDataString(request.RequestUri.Query[3..].Replace('+', ' '))),
            ["services", "data", _, "query" or "queryAll", var locator] => Next(locator),
            ["services", "data", _, "jobs", "query"] when request.Method == HttpMethod.Post => Job(form),
            ["services", "data", _, "jobs", "query", .. var job] => Bulk.Answer(job, request),
            _ => Error(404, "NOT_FOUND", "The requested resource does not exist"),
        };
    }

    private HttpResponseMessage Job(string json)
    {
        using var body = JsonDocument.Parse(json);
        var (operation, soql) = (body.RootElement.GetProperty("operation").GetString()!, body.RootElement.GetProperty("query").GetString()!);
        if (FakeSoql.FindJob(soql) is not { } query) return Error(400, "API_ERROR", "the query cannot be a job");
        return Matching(operation, query, out var name, out var fields, out var rows) ?? Bulk.Create(name, fields, rows);
    }

    private HttpResponseMessage Token(string form)
    {
        var fields = form.Split('&').Select(f => f.Split('=')).ToDictionary(f => f[0], f => Uri.UnescapeDataString(f[1].Replace('+', ' ')));
        var refusal = fields["grant_type"] switch
        {
            "client_credentials" when fields["client_id"] != Key || fields["client_secret"] != Secret => ("invalid_client", "invalid client credentials"),
            "client_credentials" => default,
            "urn:ietf:params:oauth:grant-type:jwt-bearer" => Jwt(fields["assertion"]),
            _ => ("unsupported_grant_type", "grant type not supported"),
        };
        if (refusal.Item1 is { } error) return Json(400, $$"""{"error":"{{error}}","error_description":"{{refusal.Item2}}"}""");
        var token = $"00D5g00000AbCdE!AQ8{++_given}";
        _tokens.Add(token);
        return Json(200, $$"""{"access_token":"{{token}}","instance_url":"{{InstanceUrl}}","id":"https://login.salesforce.com/id/00D5g000001abcDEAQ/{{UserId}}","token_type":"Bearer","scope":"api","issued_at":"1795219200000","signature":"x"}""");
    }

    private (string?, string?) Jwt(string assertion)
    {
        var parts = assertion.Split('.');
        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        if (Certificate is null || !Certificate.VerifyData(signed, Bytes(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) return ("invalid_grant", "invalid assertion");
        using var header = JsonDocument.Parse(Bytes(parts[0]));
        using var claims = JsonDocument.Parse(Bytes(parts[1]));
        var lifetime = DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64()) - clock.GetUtcNow();
        if (header.RootElement.GetProperty("alg").GetString() != "RS256" || lifetime <= TimeSpan.Zero || lifetime > TimeSpan.FromMinutes(3)) return ("invalid_grant", "expired authorization code");
        if (claims.RootElement.GetProperty("iss").GetString() != Key) return ("invalid_client_id", "client identifier invalid");
        if (claims.RootElement.GetProperty("aud").GetString() != "https://login.salesforce.com") return ("invalid_grant", "audience is invalid");
        return claims.RootElement.GetProperty("sub").GetString() == Username ? default : ("invalid_grant", "user hasn't approved this consumer");
    }

    private HttpResponseMessage Describe(string name) => Schema.TryGetValue(name, out var fields)
        ? Json(200, $$"""{"name":"{{name}}","fields":[{{string.Join(",", fields.Select(f => $$"""{"name":"{{f.Key}}","type":"{{f.Value}}"{{Picklist(name, f.Key)}}}"""))}}]{{Types(name)}}}""")
        : Error(404, "NOT_FOUND", "The requested resource does not exist");

    private string Picklist(string name, string field) => Options.TryGetValue((name, field), out var values)
        ? $$""","picklistValues":[{{string.Join(",", values.Select(v => $$"""{"active":true,"label":"{{v.Label}}","value":"{{v.Value}}"}"""))}}]"""
        : "";

    private string Types(string name) => name == "Opportunity" && RecordTypes is { } types
        ? $$""","recordTypeInfos":[{{string.Join(",", types.Select(t => $$"""{"name":"{{t}}","master":false,"available":true}""").Append("""{"name":"Master","master":true,"available":true}"""))}}]"""
        : "";

    private HttpResponseMessage Query(string resource, string soql)
    {
        if (FakeSoql.Find(soql) is not { } query) return Error(400, "MALFORMED_QUERY", $"unexpected token: {soql.Replace("\"", "", StringComparison.Ordinal)}");
        if (Matching(resource, query, out var name, out var fields, out var rows) is { } refusal) return refusal;
        if (fields.Length == 0) return Json(200, $$"""{"totalSize":{{rows.Count}},"done":true,"records":[]}""");
        var locator = $"0r8xx{_locators.Count:d10}";
        _locators[locator] = (name, fields, rows);
        return Page(locator, 0);
    }

    /// <summary>What a query finds; else why it is refused.</summary>
    private HttpResponseMessage? Matching(string resource, System.Text.RegularExpressions.Match query, out string name, out string[] fields, out List<FakeRecord> rows)
    {
        rows = [];
        fields = FakeSoql.Group(query, "fields")?.Split(',') ?? [];
        name = query.Groups["object"].Value;
        if (!Schema.TryGetValue(name, out var known)) return Error(400, "INVALID_TYPE", $"sObject type '{name}' is not supported.");
        if (fields.FirstOrDefault(f => !known.ContainsKey(f) && f != "RecordType.Name") is { } hidden) return Error(400, "INVALID_FIELD", $"No such column '{hidden}' on entity '{name}'.");
        if (query.Value.Contains("IsInvitee", StringComparison.Ordinal) && !known.ContainsKey("IsInvitee")) return Error(400, "INVALID_FIELD", "No such column 'IsInvitee' on entity 'EventRelation'.");
        rows = FakeSoql.Filter(Rows(name, query).Where(r => resource == "queryAll" || !r.Is("IsDeleted")), query).ToList();
        return null;
    }

    private IEnumerable<FakeRecord> Rows(string name, System.Text.RegularExpressions.Match query)
    {
        if (!_objects.TryGetValue(name, out var all)) return [];
        if (FakeSoql.Group(query, "ids") is not { } ids) return all.Values;
        var key = FakeSoql.Group(query, "key")!;
        if (!_children.TryGetValue((name, key), out var children)) _children[(name, key)] = children = all.Values.ToLookup(r => r.Text(key) ?? "");
        return ids.Split("','").Distinct().SelectMany(id => children[id]);
    }

    private HttpResponseMessage Next(string place) => place.Split('-') is [var locator, var offset] && _locators.ContainsKey(locator)
        ? Page(locator, int.Parse(offset, System.Globalization.CultureInfo.InvariantCulture))
        : Error(400, "INVALID_QUERY_LOCATOR", "invalid query locator");

    private HttpResponseMessage Page(string locator, int offset)
    {
        var (name, fields, rows) = _locators[locator];
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("totalSize", rows.Count);
            var done = offset + PageRows >= rows.Count;
            json.WriteBoolean("done", done);
            if (!done) json.WriteString("nextRecordsUrl", $"/services/data/v68.0/query/{locator}-{offset + PageRows}");
            json.WriteStartArray("records");
            for (var at = offset; at < Math.Min(offset + PageRows, rows.Count); at++) rows[at].Write(json, name, fields);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(buffer.ToArray()) { Headers = { ContentType = new("application/json") } } };
    }

    private static byte[] Bytes(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);

    private static HttpResponseMessage Json(int status, string json) => new((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}
