using System.Net;
using System.Text;

namespace KpiDigest.Tests.Crm.Contract;

/// <summary>What can go wrong between any program and any CRM.</summary>
internal static class WireFaults
{
    private const string Page = "<!doctype html><html><head><title>Gateway</title></head><body>The origin did not answer</body></html>";

    public static WireFault Status(int status) => (_, _) => Task.FromResult(Answer(status, "", "application/json"));

    /// <summary>A proxy's page, with the status of an outage or of success.</summary>
    public static WireFault Html(int status) => (_, _) => Task.FromResult(Answer(status, Page, "text/html"));

    public static WireFault WrongJson() => (_, _) => Task.FromResult(Answer(200, """{"surprise":[1,2""", "application/json"));

    /// <summary>The caller's patience ends first; HttpClient says it in this way.</summary>
    public static WireFault Timeout() => (_, _) => Task.FromException<HttpResponseMessage>(new TaskCanceledException("the request was given up"));

    public static WireFault NoConnection() => (_, _) => Task.FromException<HttpResponseMessage>(new HttpRequestException("connection reset by peer"));

    /// <summary>The true answer, whose second half never comes.</summary>
    public static WireFault CutBody() => async (_, stub) =>
    {
        var response = await stub();
        var body = await response.Content.ReadAsByteArrayAsync();
        var type = response.Content.Headers.ContentType;
        response.Content = new StreamContent(new CutStream(body.AsSpan(0, body.Length / 2).ToArray())) { Headers = { ContentType = type } };
        return response;
    };

    public static HttpResponseMessage Answer(int status, string body, string type, TimeSpan? retryAfter = null)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (retryAfter is { } wait) response.Headers.RetryAfter = new(wait);
        return response;
    }

    /// <summary>Breaks off as a reset connection does, behind its last byte.</summary>
    private sealed class CutStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, count) is > 0 and var read ? read : throw new IOException("connection reset by peer");

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = new byte[buffer.Length];
            var count = Read(read, 0, read.Length);
            read.AsSpan(0, count).CopyTo(buffer.Span);
            return ValueTask.FromResult(count);
        }
    }
}
