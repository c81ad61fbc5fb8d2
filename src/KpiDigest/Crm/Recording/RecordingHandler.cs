using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KpiDigest.Crm.Recording;

/// <summary>
/// Writes each exchange with a CRM, scrubbed, as one file into a folder: method, path, query and body of the request, status and body of the
/// answer, never a header. A list ends after its second page, for the connector too, so that a replay ends there as well.
/// </summary>
/// <param name="folder">Where files go.</param>
/// <param name="names">Names of properties that stay.</param>
/// <param name="inner">The network.</param>
internal sealed partial class RecordingHandler(string folder, IEnumerable<string> names, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MostPages = 2;

    // Members that say that a page follows.
    private static readonly string[] Links = ["paging", "nextRecordsUrl", "@odata.nextLink"];

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private readonly Scrub _scrub = new(names);
    private readonly Dictionary<string, int> _pages = [];
    private readonly Lock _gate = new();
    private int _number;

    /// <summary>Exchanges written so far.</summary>
    public int Count => _number;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;

        // What logs in is secret from beginning to end.
        if (path.EndsWith("/token", StringComparison.Ordinal)) return response;
        var answer = Cut(path + After().Replace(request.RequestUri.Query, ""), Json(await response.Content.ReadAsStringAsync(cancellationToken)));
        await WriteAsync(request, Json(sent), response, answer, cancellationToken);
        if (answer is not null) response.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer.ToJsonString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return response;
    }

    /// <summary>The last page that is recorded says that it is the last one.</summary>
    private JsonNode? Cut(string list, JsonNode? answer)
    {
        if (answer is not JsonObject page || !(Links.Any(page.ContainsKey) || More(page) is not null)) return answer;
        if (page["nextRecordsUrl"] is JsonValue url && url.TryGetValue<string>(out var next)) list = Place().Replace(next, "");
        lock (_gate) _pages[list] = _pages.GetValueOrDefault(list) + 1;
        if (_pages[list] < MostPages) return answer;
        foreach (var link in Links) page.Remove(link);
        if (More(page) is { } more)
        {
            more.Remove("next_cursor");
            more.Remove("pagination");
        }

        if (page.ContainsKey("done")) page["done"] = true;
        return page;
    }

    /// <summary>Where Pipedrive says that a page follows; null: none does.</summary>
    private static JsonObject? More(JsonObject page) =>
        page["additional_data"] is JsonObject more && (more["next_cursor"] is not null || more["pagination"]?["more_items_in_collection"]?.GetValueKind() == JsonValueKind.True) ? more : null;

    private async Task WriteAsync(HttpRequestMessage request, JsonNode? sent, HttpResponseMessage response, JsonNode? answer, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _number);
        var exchange = new JsonObject
        {
            ["method"] = request.Method.Method,
            ["path"] = _scrub.Path(request.RequestUri!.AbsolutePath),
            ["query"] = _scrub.Query(request.RequestUri.Query),
            ["request"] = _scrub.Node(sent, ""),
            ["status"] = (int)response.StatusCode,
            ["answer"] = _scrub.Node(answer, ""),
        };
        var file = Path.Combine(folder, number.ToString("0000", CultureInfo.InvariantCulture) + ".json");
        await File.WriteAllTextAsync(file, exchange.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n", cancellationToken);
    }

    /// <summary>Null where it is none: a page of a proxy may hold anything and is not kept.</summary>
    private static JsonNode? Json(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The pages of a Salesforce query share all but the place at the end.
    [GeneratedRegex("-[0-9]+$")]
    private static partial Regex Place();

    [GeneratedRegex(@"&(?:after|\$skiptoken|cursor)=[^&]*|(?<=\?)start=[0-9]*")]
    private static partial Regex After();
}
