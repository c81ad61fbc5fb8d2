using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;

namespace KpiDigest.Tests.Crm.Dynamics;

/// <summary>
/// The far end of the wire: answers as Microsoft's documents say, refuses what Dataverse refuses (unknown queries and columns, missing headers, too large pages,
/// what cannot stand beside change tracking, places it has forgotten), and fails where a test wants it to.
/// </summary>
internal sealed class FakeDynamics(TimeProvider clock) : HttpMessageHandler
{
    public const string Environment = "https://acme.crm4.dynamics.com";
    public const string Login = "https://login.microsoftonline.com";
    public const string Tenant = "3f2c0000-0000-4000-8000-00000000aaaa";
    public const string Client = "client-4711";
    public const string Secret = "right-client-secret-4711";
    public const string UserId = "0a0a0a0a-0000-4000-8000-000000000001";
    public const string OrganizationId = "0b0b0b0b-0000-4000-8000-000000000001";
    private const int LongestAddress = 32_768;
    private const int MostConditions = 500;
    private static readonly Duration TokenLife = Duration.FromSeconds(3599);

    private readonly Dictionary<string, Instant> _tokens = [];
    private readonly Dictionary<int, FakePlace> _places = [];
    private readonly Lock _gate = new();
    private long _version;
    private int _given;
    private int _named;

    public List<(string Method, string Address)> Requests { get; } = [];

    public Dictionary<string, FakeTable> Tables { get; } = FakeTables.Make();

    /// <summary>Rows in a page at most, whatever is asked for.</summary>
    public int PageRows { get; set; } = 5000;

    /// <summary>Whether the place from which changes are told is that of a load's last page: what changed between its pages is then in none of them.</summary>
    public bool TracksFromTheEnd { get; set; }

    /// <summary>Days after which a place in the changes is forgotten.</summary>
    public int TrackedDays { get; set; } = 7;

    /// <summary>Whether the user may ask for its privileges.</summary>
    public bool TellsPrivileges { get; set; } = true;

    /// <summary>The host in the places that are named.</summary>
    public string LinkHost { get; set; } = "https://acme.api.crm4.dynamics.com";

    /// <summary>What the daily count says of tables; else the number of rows.</summary>
    public Dictionary<string, long> Snapshot { get; } = [];

    /// <summary>Rows that the user does not see.</summary>
    public Func<FakeTable, FakeRow, bool> Hides { get; set; } = static (_, _) => false;

    /// <summary>Called before each answer; what it returns is sent instead.</summary>
    public Func<string, HttpResponseMessage?> Instead { get; set; } = static _ => null;

    /// <summary>Called when a page has been made.</summary>
    public Action<string> Answered { get; set; } = static _ => { };

    /// <summary>A row as it is from now on; the same as before is no change.</summary>
    public void Put(string table, string id, params (string Column, object? Value)[] values)
    {
        var (of, row) = (Tables[table], values.ToDictionary(v => v.Column, v => v.Value, StringComparer.Ordinal));
        if (values.FirstOrDefault(v => !of.Columns.ContainsKey(v.Column) && v.Column != "teammembership_association").Column is { } unknown) throw new ArgumentException($"{table} has no {unknown}");
        row[of.Id] = id;
        if (of.Rows.TryGetValue(id, out var before) && before.Values.Count == row.Count && before.Values.All(v => Equals(v.Value, row.GetValueOrDefault(v.Key)))) return;
        of.Deleted.Remove(id);
        of.Rows[id] = new FakeRow(id, ++_version, row);
    }

    /// <summary>Changes some values of a row.</summary>
    public void Set(string table, string id, params (string Column, object? Value)[] values)
    {
        var all = Tables[table].Rows[id].Values.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
        foreach (var (column, value) in values) all[column] = value;
        Put(table, id, [.. all.Select(v => (v.Key, v.Value))]);
    }

    public void Delete(string table, string id)
    {
        if (Tables[table].Rows.Remove(id)) Tables[table].Deleted[id] = ++_version;
    }

    public void ExpireTokens() => _tokens.Clear();

    /// <summary>Pages that were named are known no more.</summary>
    public void ExpirePlaces() => _places.Clear();

    public static HttpResponseMessage Error(int status, string code, string message) => Json(status, $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""");

    public static HttpResponseMessage Json(int status, string json) => new((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (_gate)
        {
            var address = Uri.UnescapeDataString(request.RequestUri!.PathAndQuery);
            Requests.Add((request.Method.Method, address));
            var response = Instead(address) ?? Answer(request, form);
            Answered(address);
            response.RequestMessage = request;
            return response;
        }
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private HttpResponseMessage Answer(HttpRequestMessage request, string form)
    {
        var (uri, host) = (request.RequestUri!, request.RequestUri!.GetLeftPart(UriPartial.Authority));
        if (host == Login) return request.Method == HttpMethod.Post && uri.AbsolutePath.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal) ? Token(uri.AbsolutePath, form) : Json(404, "{}");
        if (host != Environment && host != LinkHost) return Error(404, "0x80060888", "not in this environment");
        if (uri.PathAndQuery.Length > LongestAddress) return Json(414, "");
        if (request.Headers.Authorization is not { Scheme: "Bearer", Parameter: { } token } || !_tokens.TryGetValue(token, out var until) || until <= Now) return Error(401, "0x80072560", "The user is not a member of the organization.");
        if (Header(request, "OData-Version") != "4.0" || Header(request, "OData-MaxVersion") != "4.0") return Error(412, "0x80060888", "the version of OData is missing");
        if (!uri.AbsolutePath.StartsWith("/api/data/v9.2/", StringComparison.Ordinal)) return Error(404, "0x80060888", "Resource not found for the segment.");
        var (path, query) = (Uri.UnescapeDataString(uri.AbsolutePath["/api/data/v9.2/".Length..]), Uri.UnescapeDataString(uri.Query.TrimStart('?')));
        if (path == "WhoAmI") return Json(200, $$"""{"BusinessUnitId":"{{UserId}}","UserId":"{{UserId}}","OrganizationId":"{{OrganizationId}}"}""");
        if (path == $"systemusers({UserId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()") return TellsPrivileges ? Privileges() : Error(403, "0x80040220", "Principal user is missing prvReadRole privilege");
        if (path == "RetrieveTotalRecordCount(EntityNames=@p1)") return Counts(query);
        if (Regex.Match(path, @"^EntityDefinitions\(LogicalName='([a-z]+)'\)(/Attributes/Microsoft\.Dynamics\.CRM\.PicklistAttributeMetadata)?$") is { Success: true } definition)
            return Tables.TryGetValue(definition.Groups[1].Value, out var described) ? FakeMetadata.Of(described, query, definition.Groups[2].Success) : Error(404, "0x80060888", "Could not find an entity with the name.");
        return Tables.Values.FirstOrDefault(t => t.Set == path) is { } table ? Rows(request, table, query) : Error(404, "0x80060888", $"Resource not found for the segment '{path}'.");
    }

    private HttpResponseMessage Token(string path, string form)
    {
        var fields = form.Split('&').Select(f => f.Split('=')).ToDictionary(f => f[0], f => Uri.UnescapeDataString(f[1].Replace('+', ' ')));
        var refusal = path != $"/{Tenant}/oauth2/v2.0/token" ? ("invalid_request", "AADSTS90002: Tenant not found.")
            : fields["grant_type"] != "client_credentials" ? ("unsupported_grant_type", "AADSTS70003")
            : fields["client_id"] != Client ? ("unauthorized_client", "AADSTS700016: Application was not found in the directory.")
            : fields["client_secret"] != Secret ? ("invalid_client", "AADSTS7000215: Invalid client secret provided.")
            : fields["scope"] != $"{Environment}/.default" ? ("invalid_resource", "AADSTS500011: The resource principal was not found in the tenant.")
            : default;
        if (refusal.Item1 is { } error) return Json(error == "invalid_client" ? 401 : 400, $$"""{"error":"{{error}}","error_description":"{{refusal.Item2}}"}""");
        var token = FormattableString.Invariant($"eyJ0eXAi.right-{++_given}");
        _tokens[token] = Now + TokenLife;
        return Json(200, $$"""{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"{{token}}"}""");
    }

    private HttpResponseMessage Privileges() => Json(200, $$"""{"RolePrivileges":[{{string.Join(",", Tables.Values.Where(t => t is { Privilege: not null, Depth: not null }).DistinctBy(t => t.Privilege)
        .Select(t => $$"""{"Depth":"{{t.Depth}}","PrivilegeId":"{{FakeMetadata.PrivilegeId(t)}}","BusinessUnitId":"{{UserId}}","PrivilegeName":"{{t.Privilege}}"}"""))}}]}""");

    private HttpResponseMessage Counts(string query)
    {
        var names = JsonSerializer.Deserialize<string[]>(query["@p1=".Length..])!;
        var counts = string.Join(",", names.Select(n => Snapshot.GetValueOrDefault(n, Tables[n].Rows.Count)));
        return Json(200, $$$"""{"EntityRecordCountCollection":{"Count":{{{names.Length}}},"IsReadOnly":false,"Keys":{{{JsonSerializer.Serialize(names)}}},"Values":[{{{counts}}}]}}""");
    }

    private HttpResponseMessage Rows(HttpRequestMessage request, FakeTable table, string query)
    {
        if (table.Depth is null) return Error(403, "0x80040220", $"Principal user (Id={UserId}, type=8) is missing {table.Privilege} privilege (Id=886b280c-6396-4d56-a0a3-2c1b0a50ceb0)");
        var prefer = Header(request, "Prefer") ?? "";
        var (tracks, size) = (prefer.Contains("odata.track-changes", StringComparison.Ordinal), Regex.Match(prefer, "odata.maxpagesize=([0-9]+)"));
        if (FakeQuery.Find(query) is not { } match) return Error(400, "0x80060888", $"Syntax error in '{query.Replace("\"", "", StringComparison.Ordinal)}'.");
        var select = match.Groups["select"].Value.Split(',');
        if (select.FirstOrDefault(c => table.Find(c, out _) is null) is { } unknown) return Error(400, "0x80060888", $"Could not find a property named '{unknown}' on type 'Microsoft.Dynamics.CRM.{table.Name}'.");
        if (size.Success && int.Parse(size.Groups[1].Value, CultureInfo.InvariantCulture) > 5000) return Error(400, "0x80060888", "The page size must not exceed 5000.");
        if (match.Groups["top"].Success && size.Success) return Error(400, "0x80060888", "$top cannot stand beside odata.maxpagesize.");
        if (match.Groups["of"].Success && Regex.Count(match.Groups["of"].Value, " eq ") > MostConditions) return Error(400, "0x8004430C", "Number of conditions in query exceeded maximum limit.");
        if (tracks && !table.TracksChanges) return Error(400, "0x80072491", "Change tracking is not enabled for this entity.");
        if (tracks && (match.Groups["order"].Success || match.Groups["top"].Success)) return Error(400, "0x80060888", "System query options cannot stand beside change tracking.");
        var labels = prefer.Contains("FormattedValue", StringComparison.Ordinal);
        if (match.Groups["place"].Success)
        {
            return _places.TryGetValue(int.Parse(match.Groups["place"].Value, CultureInfo.InvariantCulture), out var place) && place.Prefer == prefer
                ? Page(table, select, place, labels)
                : Error(400, "0x80060891", "The paging cookie is not valid.");
        }

        if (match.Groups["delta"].Success)
        {
            return Now - Instant.FromUnixTimeSeconds(long.Parse(match.Groups["at"].Value, CultureInfo.InvariantCulture)) > Duration.FromDays(TrackedDays)
                ? Error(400, "0x80044352", "The version of the existing record or the token has expired.")
                : Page(table, select, new FakePlace(match, _version, prefer) { Since = long.Parse(match.Groups["delta"].Value, CultureInfo.InvariantCulture) }, labels);
        }

        if (match.Groups["top"].Success) return Counted(table, match, select);
        return Page(table, select, new FakePlace(match, tracks ? _version : null, prefer), labels);
    }

    private HttpResponseMessage Counted(FakeTable table, Match query, string[] select)
    {
        var rows = FakeQuery.Filter(table, query).Where(r => !Hides(table, r)).ToList();
        var count = query.Groups["count"].Success ? FormattableString.Invariant($"\"@odata.count\":{Math.Min(5000, rows.Count)},") : "";
        var first = rows.Count == 0 ? "" : $$"""{"{{select[0]}}":"{{rows[0].Id}}"}""";
        return Json(200, $$"""{ {{count}}"value":[{{first}}]}""");
    }

    private HttpResponseMessage Page(FakeTable table, string[] select, FakePlace place, bool labels)
    {
        var all = place.Since is { } since ? Changes(table, since, place) : Ordered(table, place);
        var rows = all.Take(PageRows + 1).ToList();
        var isLast = rows.Count <= PageRows;
        if (!isLast) rows.RemoveAt(PageRows);
        string? link = null;
        var prefix = $"{LinkHost}/api/data/v9.2/{table.Set}?$select={string.Join(",", select)}";
        if (!isLast)
        {
            _places[++_named] = place.After(rows[^1]);
            link = FormattableString.Invariant($"{prefix}&$skiptoken={_named}");
        }
        else if (place.Tracks is { } version)
        {
            link = FormattableString.Invariant($"{prefix}&$deltatoken={(TracksFromTheEnd ? _version : version)}%21{Now.ToUnixTimeSeconds()}");
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(FakeJson.Page(table, select, rows, (isLast ? "@odata.deltaLink" : "@odata.nextLink", link), labels)) { Headers = { ContentType = new("application/json") } } };
    }

    private IEnumerable<FakeRow> Ordered(FakeTable table, FakePlace place)
    {
        var rows = FakeQuery.Filter(table, place.Query).Where(r => !Hides(table, r));
        return place.Query.Groups["from"].Success
            ? rows.OrderBy(r => r.Modified).ThenBy(r => r.Id, StringComparer.Ordinal).Where(r => place.Last is not { } last || (r.Modified, r.Id).CompareTo((last.Modified, last.Id)) > 0)
            : rows.Where(r => place.Last is not { } last || string.CompareOrdinal(r.Id, last.Id) > 0).OrderBy(r => r.Id, StringComparer.Ordinal);
    }

    /// <summary>Rows that changed, and without values those that were deleted, in the order in which that happened.</summary>
    private static IEnumerable<FakeRow> Changes(FakeTable table, long since, FakePlace place) => table.Rows.Values.Where(r => r.Version > since)
        .Concat(table.Deleted.Where(d => d.Value > since).Select(d => new FakeRow(d.Key, d.Value, [])))
        .OrderBy(r => r.Version).Where(r => place.Last is null || r.Version > place.Last.Version);

    private static string? Header(HttpRequestMessage request, string name) => request.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
}

/// <summary>Where a list goes on.</summary>
/// <param name="Query">The list.</param>
/// <param name="Tracks">Version from which changes will be told; null: they are not.</param>
/// <param name="Prefer">What the first page preferred, and each other one must.</param>
internal sealed record FakePlace(Match Query, long? Tracks, string Prefer)
{
    /// <summary>Changes behind this version are listed; null: rows.</summary>
    public long? Since { get; init; }

    /// <summary>The last row of the page before.</summary>
    public FakeRow? Last { get; private init; }

    public FakePlace After(FakeRow row) => this with { Last = row };
}
