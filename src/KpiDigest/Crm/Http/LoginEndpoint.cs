using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;

namespace KpiDigest.Crm.Http;

/// <summary>Where tokens are given: a form goes there without one, with the waits and retries of any request.</summary>
internal sealed class LoginEndpoint : IDisposable
{
    private readonly HttpClient _http;
    private readonly JsonExchange _exchange;

    /// <param name="name">Who gives tokens, for messages.</param>
    /// <param name="address">The address that paths are below.</param>
    /// <param name="options">Timeout, retries and rate.</param>
    /// <param name="clock">Time.</param>
    /// <param name="transport">The network; it is not disposed.</param>
    /// <param name="advise">Which refusals pass by waiting.</param>
    /// <param name="refusal">The exception for a refusal.</param>
    public LoginEndpoint(
        string name, string address, CrmOptions options, TimeProvider clock, HttpMessageHandler transport,
        Func<HttpResponseMessage, CancellationToken, ValueTask<RetryAdvice>> advise, Func<HttpResponseMessage, CancellationToken, Task<CrmException>> refusal)
    {
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        var budget = new RequestWindow(options.RequestsPerTenSeconds, TimeSpan.FromSeconds(10), clock);
        var settings = new CrmRequestSettings
        {
            Token = static (_, _) => ValueTask.FromResult(""),
            Retries = options.Retries,
            Timeout = timeout,
            Budget = _ => budget,
            Advise = advise,
        };
        _http = new HttpClient(new CrmRequestHandler(settings, clock, transport), disposeHandler: false) { BaseAddress = new Uri(address.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        _exchange = new JsonExchange(_http, name, refusal, timeout, clock);
    }

    /// <summary>Called at each attempt.</summary>
    public Action Requested { get; set; } = static () => { };

    /// <summary>Sends a form, made anew for each attempt, and reads the answer.</summary>
    public Task<T> PostAsync<T>(string path, Func<Dictionary<string, string>> form, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        return _exchange.SendAsync(Request, type, cancellationToken);

        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form()) };
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            request.Options.Set(CrmRequestHandler.Attempted, Requested);
            return request;
        }
    }

    public void Dispose() => _http.Dispose();
}
