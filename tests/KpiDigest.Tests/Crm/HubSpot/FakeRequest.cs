using System.Text.Json.Nodes;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>A request as <see cref="FakeHubSpot"/> saw it.</summary>
internal sealed record FakeRequest(string Method, string Path, IReadOnlyDictionary<string, string> Query, JsonNode? Body, string? Token)
{
    public string[] Names(string key) => Query.TryGetValue(key, out var names) ? names.Split(',') : [];

    public string[] BodyNames(string key) => [.. Body![key]!.AsArray().Select(n => n!.GetValue<string>())];

    public static async Task<FakeRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var query = request.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2))
            .ToDictionary(p => Uri.UnescapeDataString(p[0]), p => Uri.UnescapeDataString(p[1]));
        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
        return new FakeRequest(request.Method.Method, request.RequestUri.AbsolutePath, query, body, request.Headers.Authorization?.Parameter);
    }
}
