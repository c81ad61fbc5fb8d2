using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;

namespace KpiDigest.Benchmarks;

/// <summary>
/// Answers each request with the bytes that the server gave to the first one like it, so that a client is measured and not the server or the
/// network. The first round goes to the server.
/// </summary>
internal sealed class ReplayHandler(string token) : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, (HttpStatusCode Status, byte[] Body)> _answers = new();
    private readonly HttpClient _server = new();

    /// <summary>Bytes of all answers kept.</summary>
    public long Size => _answers.Values.Sum(answer => (long)answer.Body.Length);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var key = $"{request.Method} {request.RequestUri} {body}";
        if (!_answers.TryGetValue(key, out var answer))
            _answers[key] = answer = await AskAsync(request, body, cancellationToken);
        var content = new ByteArrayContent(answer.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpResponseMessage(answer.Status) { Content = content, RequestMessage = request };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _server.Dispose();
        base.Dispose(disposing);
    }

    private async Task<(HttpStatusCode, byte[])> AskAsync(HttpRequestMessage request, string body, CancellationToken cancellationToken)
    {
        using var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        copy.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (request.Content is not null)
            copy.Content = new StringContent(body, request.Content.Headers.ContentType);
        using var response = await _server.SendAsync(copy, cancellationToken);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }
}
