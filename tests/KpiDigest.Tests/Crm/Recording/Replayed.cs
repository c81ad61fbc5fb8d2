using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KpiDigest.Tests.Crm.Recording;

/// <summary>Answers from a recording, which holds no login: any is taken, as the user whose permissions were asked for. A list by its address and query, anything with a body by its address, in the order in which it was recorded.</summary>
internal sealed partial class Replayed : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<JsonObject>> _exchanges = [];

    private readonly string _user = "005000000000001AAA";

    public Replayed(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var exchange = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            if (Asked().Match(Uri.UnescapeDataString((string)exchange["query"]!)) is { Success: true } asked) _user = asked.Groups[1].Value;
            var key = Key((string)exchange["method"]!, (string)exchange["path"]!, (string)exchange["query"]!);
            if (!_exchanges.TryGetValue(key, out var all)) _exchanges[key] = all = new Queue<JsonObject>();
            all.Enqueue(exchange);
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal))
        {
            var token = new JsonObject { ["access_token"] = "replayed", ["instance_url"] = request.RequestUri.GetLeftPart(UriPartial.Authority), ["id"] = $"https://login.example.com/id/00D000000000001AAA/{_user}", ["token_type"] = "Bearer", ["expires_in"] = 3600 };
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(token.ToJsonString(), Encoding.UTF8, "application/json"), RequestMessage = request });
        }

        var key = Key(request.Method.Method, request.RequestUri.AbsolutePath, request.RequestUri.Query.TrimStart('?'));
        var exchange = _exchanges.TryGetValue(key, out var all) && all.Count > 0 ? all.Dequeue() : throw new InvalidOperationException($"not recorded: {key}");
        return Task.FromResult(new HttpResponseMessage((HttpStatusCode)(int)exchange["status"]!)
        {
            Content = new StringContent(exchange["answer"]?.ToJsonString() ?? "", Encoding.UTF8, "application/json"),
            RequestMessage = request,
        });
    }

    [GeneratedRegex("AssigneeId = '([0-9A-Za-z]+)'")]
    private static partial Regex Asked();

    private static string Key(string method, string path, string query) => $"{method} {path} {string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(Uri.UnescapeDataString))}";
}
