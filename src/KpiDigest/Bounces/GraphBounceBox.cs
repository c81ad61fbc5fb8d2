using System.Net;
using System.Text;
using System.Text.Json;
using KpiDigest.Delivery.Graph;
using KpiDigest.Delivery.Tokens;

namespace KpiDigest.Bounces;

/// <summary>
/// The inbox of a mailbox in Microsoft 365 (permission Mail.ReadWrite). A message that was read gets a category; one that was understood is marked as
/// read too, so that people find the rest.
/// </summary>
internal sealed class GraphBounceBox(GraphOptions options, TimeProvider time) : IBounceBox, IDisposable
{
    public const string Category = "KpiDigest";
    private const int MostPages = 10;

    private readonly GraphClient _client = new(options, time);

    public async Task<IReadOnlyList<string>> WaitingAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. (await UnreadAsync(cancellationToken)).Where(m => !m.IsSeen).Select(m => m.Id)];

    public async Task<bool> HasUnreadAsync(CancellationToken cancellationToken) => (await UnreadAsync(cancellationToken)).Exists(m => m.IsSeen);

    public async Task<byte[]> ReadAsync(string message, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, $"{Message(message)}/$value", null, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[MailEntity.MostBytes];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return bytes[..read];
    }

    public async Task PutAwayAsync(string message, bool understood, CancellationToken cancellationToken)
    {
        var change = understood ? $$"""{"isRead":true,"categories":["{{Category}}"]}""" : $$"""{"categories":["{{Category}}"]}""";
        using var response = await SendAsync(HttpMethod.Patch, Message(message), change, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private string Message(string id) => $"{options.Mailbox}/messages/{Uri.EscapeDataString(id)}";

    /// <summary>Page by page, oldest last; what lies behind the tenth page comes when the others are read.</summary>
    private async Task<List<(string Id, bool IsSeen)>> UnreadAsync(CancellationToken cancellationToken)
    {
        var found = new List<(string, bool)>();
        string? next = $"{options.Mailbox}/mailFolders/inbox/messages?$filter={Uri.EscapeDataString("isRead eq false")}&$select=id,categories&$top=100";
        for (var page = 0; next is not null && page < MostPages; page++)
        {
            // The token goes with it: only to Graph.
            if (!Uri.TryCreate(next, UriKind.Absolute, out var place) || place.GetLeftPart(UriPartial.Authority) != new Uri(options.BaseUrl).GetLeftPart(UriPartial.Authority))
                throw new BounceBoxException("Graph names a next page that is not of Graph");
            using var response = await SendAsync(HttpMethod.Get, next, null, cancellationToken);
            next = Read(await response.Content.ReadAsStringAsync(cancellationToken), found);
        }

        return found;
    }

    private static string? Read(string body, List<(string Id, bool IsSeen)> into)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            foreach (var message in document.RootElement.GetProperty("value").EnumerateArray())
            {
                var seen = message.TryGetProperty("categories", out var categories) && categories.ValueKind == JsonValueKind.Array && categories.EnumerateArray().Any(c => c.ValueKind == JsonValueKind.String && c.GetString() == Category);
                into.Add((message.GetProperty("id").GetString()!, seen));
            }

            return document.RootElement.TryGetProperty("@odata.nextLink", out var next) ? next.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new BounceBoxException("Graph's list of messages is none", e);
        }
    }

    /// <exception cref="BounceBoxException">Graph refused, or could not be reached.</exception>
    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, string? json, CancellationToken cancellationToken)
    {
        try
        {
            var response = await _client.SendAsync(() => new HttpRequestMessage(method, url) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") }, cancellationToken);
            if (response.IsSuccessStatusCode) return response;
            using (response)
            {
                var reply = await GraphReply.ReadAsync(response, time.GetUtcNow(), cancellationToken);
                throw new BounceBoxException($"Graph refused the bounces' mailbox: {(int)reply.Status} {reply.Code}{(reply.Status == HttpStatusCode.Forbidden ? "; give the application Mail.ReadWrite for it" : "")}");
            }
        }
        catch (Exception e) when (e is HttpRequestException or TokenFaultException)
        {
            throw new BounceBoxException($"Graph cannot be asked for the bounces: {(e is TokenFaultException ? e.Message : "no answer")}", e);
        }
    }
}
