using System.Net;
using System.Net.Http.Headers;
using KpiDigest.Delivery.Tokens;

namespace KpiDigest.Delivery.Graph;

/// <summary>Calls with the application's token; one that is no longer taken is renewed once.</summary>
internal sealed class GraphClient(GraphOptions options, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = SecureHttp.Create(TimeSpan.FromSeconds(options.TimeoutSeconds));
    private readonly TokenSource _tokens = new(options.Login, TimeSpan.FromSeconds(options.TimeoutSeconds), time);

    /// <exception cref="TokenFaultException">The application cannot sign in.</exception>
    public Task SignInAsync(CancellationToken cancellationToken) => _tokens.GetAsync(cancellationToken);

    /// <param name="request">Makes the request anew for each try.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TokenFaultException">The application cannot sign in; Graph has said no to what was sent, if anything was.</exception>
    /// <exception cref="HttpRequestException">No answer.</exception>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        var token = await _tokens.GetAsync(cancellationToken);
        var response = await SendAsync(request, token, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized) return response;
        response.Dispose();
        _tokens.Discard(token);
        return await SendAsync(request, await _tokens.GetAsync(cancellationToken), cancellationToken);
    }

    public void Dispose()
    {
        _http.Dispose();
        _tokens.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, AccessToken token, CancellationToken cancellationToken)
    {
        using var request = make();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Text);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
