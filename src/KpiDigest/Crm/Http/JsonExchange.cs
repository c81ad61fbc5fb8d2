using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KpiDigest.Crm.Http;

/// <summary>
/// One request, one record: sends, reads the answer as a stream into a record, asks again where the answer was broken, and turns
/// every failure into a <see cref="CrmException"/> that names the address.
/// </summary>
/// <param name="http">Client over <see cref="CrmRequestHandler"/>, with its base address set.</param>
/// <param name="crm">Name of the CRM for messages.</param>
/// <param name="refusal">Makes the exception of an answer that is no success.</param>
/// <param name="timeout">Time from one part of a body to the end of it.</param>
/// <param name="clock">Time of the waits.</param>
internal sealed class JsonExchange(
    HttpClient http, string crm, Func<HttpResponseMessage, CancellationToken, Task<CrmException>> refusal, TimeSpan timeout, TimeProvider clock)
{
    private const int PageTries = 3;

    /// <summary>Sends what <paramref name="request"/> makes (anew for each try) and reads the answer.</summary>
    public Task<T> SendAsync<T>(Func<HttpRequestMessage> request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(request, async (_, body, stop) => await JsonSerializer.DeserializeAsync(body, type, stop) ?? throw new JsonException("the answer is null"), cancellationToken);

    /// <summary>The same where <paramref name="read"/> reads the answer; what is broken it refuses with <see cref="InvalidDataException"/>, without a value of a record.</summary>
    public async Task<T> SendAsync<T>(Func<HttpRequestMessage> request, Func<HttpResponseMessage, Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await OnceAsync(request, read, cancellationToken);
            }
            catch (CrmException e) when (e.IsBrokenAnswer && tried < PageTries)
            {
                await Task.Delay(TimeSpan.FromSeconds(tried), clock, cancellationToken);
            }
        }
    }

    private async Task<T> OnceAsync<T>(Func<HttpRequestMessage> make, Func<HttpResponseMessage, Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        using var request = make();
        using var response = await HeadAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode) throw await refusal(response, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        PeekStream? body = null;
        try
        {
            body = new PeekStream(await response.Content.ReadAsStreamAsync(limit.Token));
            return await read(response, body, limit.Token);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or IOException or HttpRequestException || Expired(e, cancellationToken))
        {
            throw Broken(response, body?.Head, e);
        }
    }

    private async Task<HttpResponseMessage> HeadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            var cause = e.InnerException is { } inner and not OperationCanceledException ? $"{e.Message} ({inner.Message})" : e.Message;
            throw new CrmException(
                $"{crm} did not answer {Address(request)} at {http.BaseAddress?.Authority}: {Excerpt.Of(cause, 200)}; check Crm:BaseUrl, the network and HTTPS_PROXY",
                isTransient: true,
                e);
        }
    }

    private CrmException Broken(HttpResponseMessage response, string? head, Exception cause)
    {
        var why = cause switch
        {
            JsonException or InvalidDataException when IsHtml(response.Content.Headers.ContentType) => "a web page instead of JSON (a proxy, a login page or an outage in between?)",
            InvalidDataException => $"an answer that cannot be read ({Excerpt.Of(cause.Message, 160)})",
            JsonException => $"JSON that cannot be read ({Excerpt.Of(cause.Message, 160)})",
            OperationCanceledException => $"an answer that did not end within {timeout.TotalSeconds:0} s",
            _ => $"an answer that broke off ({Excerpt.Of(cause.Message, 160)})",
        };
        return new CrmException(
            $"{crm} gave {why} to {Address(response.RequestMessage!)}, status {(int)response.StatusCode}, {Beginning(response, head)}; tried {PageTries} times",
            isTransient: true,
            cause)
        {
            Status = response.StatusCode,
            IsBrokenAnswer = true,
        };
    }

    /// <summary>Of a table nothing: its values stand bare.</summary>
    private static string Beginning(HttpResponseMessage response, string? head) =>
        response.Content.Headers.ContentType?.MediaType == "text/csv" ? "a table" : $"beginning '{Excerpt.OfAnswer(Redacted(response.RequestMessage!, head))}'";

    /// <summary>Method and path, without the query: it is long and says little.</summary>
    public static string Address(HttpRequestMessage request) =>
        $"{request.Method} {(request.RequestUri is { IsAbsoluteUri: true } uri ? uri.AbsolutePath : request.RequestUri?.OriginalString.Split('?')[0])}";

    /// <summary>The text without the request's token, should a server ever echo it.</summary>
    public static string Redacted(HttpRequestMessage request, string? text) =>
        TokenOf(request) is { Length: > 0 } token ? (text ?? "").Replace(token, "***", StringComparison.Ordinal) : text ?? "";

    private static string? TokenOf(HttpRequestMessage request) =>
        request.Headers.Authorization?.Parameter ?? (request.Headers.TryGetValues(CrmRequestHandler.ApiToken, out var values) ? values.FirstOrDefault() : null);

    private static bool IsHtml(MediaTypeHeaderValue? type) => type?.MediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) ?? false;

    private static bool Expired(Exception e, CancellationToken asked) => e is OperationCanceledException && !asked.IsCancellationRequested;
}
