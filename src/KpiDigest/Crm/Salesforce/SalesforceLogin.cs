using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// Logs in and keeps the session: Salesforce does not say how long a token lives, so it is taken for half an hour, or until it is refused.
/// </summary>
internal sealed class SalesforceLogin : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly SalesforceOptions _options;
    private readonly TimeProvider _clock;
    private readonly LoginEndpoint _endpoint;
    private readonly KeptLogin<SalesforceSession> _kept;

    public SalesforceLogin(CrmOptions options, TimeProvider clock, HttpMessageHandler transport)
    {
        (_options, _clock) = (options.Salesforce, clock);
        _endpoint = new LoginEndpoint("Salesforce", options.BaseUrl, options, clock, transport, SalesforceRetryRules.AdviseAsync, RefusalAsync);
        _kept = new KeptLogin<SalesforceSession>(LogInAsync, s => s.Token, s => clock.GetUtcNow() - s.At < Lifetime);
    }

    /// <summary>Called at each attempt.</summary>
    public Action Requested
    {
        set => _endpoint.Requested = value;
    }

    /// <summary>The session; a new one where there is none, it is old, or its token is the one that was refused.</summary>
    public ValueTask<SalesforceSession> SessionAsync(string? refused, CancellationToken cancellationToken) => _kept.GetAsync(refused, cancellationToken);

    public void Dispose()
    {
        _endpoint.Dispose();
        _kept.Dispose();
    }

    private async Task<SalesforceSession> LogInAsync(CancellationToken cancellationToken)
    {
        var at = _clock.GetUtcNow();
        var answer = await _endpoint.PostAsync(SalesforceApi.Token, Grant, SalesforceJson.Default.TokenAnswer, cancellationToken);
        return new SalesforceSession(answer.AccessToken, Instance(answer.InstanceUrl), answer.Id?.Split('/')[^1], at);
    }

    private Dictionary<string, string> Grant() => _options.PrivateKey.IsEmpty
        ? new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _options.ConsumerKey,
            ["client_secret"] = CrmRequestSettings.Revealed("Crm:Salesforce:ConsumerSecret", _options.ConsumerSecret),
        }
        : new()
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
            ["assertion"] = SalesforceJwt.Assertion(_options, CrmRequestSettings.Revealed("Crm:Salesforce:PrivateKey", _options.PrivateKey), _clock.GetUtcNow()),
        };

    /// <summary>The token goes there with every request: encrypted, or not off this machine.</summary>
    private static Uri Instance(string url)
    {
        if (Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var instance) && instance.UserInfo.Length == 0
            && (instance.Scheme == Uri.UriSchemeHttps || (instance.Scheme == Uri.UriSchemeHttp && instance.IsLoopback))) return instance;
        throw new CrmException($"Salesforce names an instance that no token is sent to: '{Excerpt.Of(url)}'; it must be https. Check Crm:BaseUrl", isTransient: false);
    }

    private async Task<CrmException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = WithoutSecret(await ErrorBody.ReadAsync(response, cancellationToken));
        var (error, isLimit) = (TokenRefusal.Parse(text), SalesforceError.Parse(text)?.Code == SalesforceError.LimitExceeded);
        var status = (int)response.StatusCode;
        var sentence = status switch
        {
            400 or 401 => $"Salesforce refused the login: {SalesforceLoginFix.Of(error)}",
            403 when isLimit => "Salesforce's limit of requests is reached; try later",
            403 => "Salesforce refused the login with status 403; look at the external client app's policies and IP restrictions",
            404 => "Salesforce knows no login at Crm:BaseUrl; put the organisation's My Domain, such as https://acme.my.salesforce.com",
            >= 300 and < 400 => $"Salesforce redirected the login to {Excerpt.Of(response.Headers.Location is { IsAbsoluteUri: true } to ? to.GetLeftPart(UriPartial.Authority) : "another path")}; correct Crm:BaseUrl",
            _ => $"Salesforce failed at the login with status {status}; try later",
        };
        return new CrmException(sentence + TokenRefusal.Detail(error), isLimit || status is 408 or 429 or >= 500) { Status = response.StatusCode };
    }

    /// <summary>Should a server ever echo it.</summary>
    private string WithoutSecret(string text) =>
        _options.ConsumerSecret.IsEmpty ? text : text.Replace(CrmRequestSettings.Revealed("Crm:Salesforce:ConsumerSecret", _options.ConsumerSecret), "***", StringComparison.Ordinal);
}
