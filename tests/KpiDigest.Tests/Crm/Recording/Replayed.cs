using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace KpiDigest.Tests.Crm.Recording;

/// <summary>Answers from a recording: a list by its address and query, anything with a body by its address, in the order in which it was recorded.</summary>
internal sealed class Replayed : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<JsonObject>> _exchanges = [];

    public Replayed(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var exchange = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            var key = Key((string)exchange["method"]!, (string)exchange["path"]!, (string)exchange["query"]!);
            if (!_exchanges.TryGetValue(key, out var all)) _exchanges[key] = all = new Queue<JsonObject>();
            all.Enqueue(exchange);
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var key = Key(request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query.TrimStart('?'));
        var exchange = _exchanges.TryGetValue(key, out var all) && all.Count > 0 ? all.Dequeue() : throw new InvalidOperationException($"not recorded: {key}");
        return Task.FromResult(new HttpResponseMessage((HttpStatusCode)(int)exchange["status"]!)
        {
            Content = new StringContent(exchange["answer"]?.ToJsonString() ?? "", Encoding.UTF8, "application/json"),
            RequestMessage = request,
        });
    }

    private static string Key(string method, string path, string query) => $"{method} {path} {string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(Uri.UnescapeDataString))}";
}
