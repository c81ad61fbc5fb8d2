namespace KpiDigest.Delivery.Tokens;

/// <summary>Access tokens: one is fetched for all who ask and kept until shortly before its end.</summary>
internal sealed class TokenSource(OAuthOptions options, TimeSpan limit, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = SecureHttp.Create(limit);
    private readonly Lock _gate = new();
    private Task<AccessToken>? _current;

    /// <exception cref="TokenFaultException">There is none to be had; the message says why and what to do.</exception>
    public Task<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!IsUsable(_current)) _current = FetchAsync();
            return _current!.WaitAsync(cancellationToken);
        }
    }

    /// <summary>A server did not take this token: the next who asks gets a new one.</summary>
    public void Discard(AccessToken refused)
    {
        lock (_gate)
        {
            if (_current is { IsCompletedSuccessfully: true } current && ReferenceEquals(current.Result, refused)) _current = null;
        }
    }

    public void Dispose() => _http.Dispose();

    private bool IsUsable(Task<AccessToken>? token) => token is not null
        && (!token.IsCompleted || (token.IsCompletedSuccessfully && time.GetElapsedTime(token.Result.FetchedAt) < token.Result.UsableFor));

    // For all who wait, so nobody's cancellation ends it; the limit does.
    private async Task<AccessToken> FetchAsync()
    {
        await Task.Yield();
        using var stop = new CancellationTokenSource(limit);
        try
        {
            var asked = time.GetTimestamp();
            var form = Form();
            using var response = await _http.PostAsync(options.TokenUrl, new FormUrlEncodedContent(form), stop.Token);
            return TokenAnswer.Read(response, await response.Content.ReadAsStringAsync(stop.Token), options, asked);
        }
        catch (HttpRequestException e)
        {
            throw new TokenFaultException($"{options.TokenUrl} cannot be reached for an access token: {e.Message}", e);
        }
        catch (OperationCanceledException e)
        {
            throw new TokenFaultException($"{options.TokenUrl} gave no access token within {limit.TotalSeconds:0.#} s", e);
        }
    }

    private Dictionary<string, string> Form()
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = options.ClientId, ["scope"] = options.Scope };
        if (options.Certificate.Length == 0)
        {
            form["client_secret"] = Secret();
            return form;
        }

        using var certificate = ClientCertificate.Load(options.Certificate, options.CertificatePassword);
        form["client_assertion_type"] = ClientAssertion.Type;
        form["client_assertion"] = ClientAssertion.Sign(certificate, options.ClientId, options.TokenUrl, time.GetUtcNow());
        return form;
    }

    private string Secret()
    {
        try
        {
            return options.ClientSecret.Reveal();
        }
        catch (InvalidOperationException e)
        {
            throw new TokenFaultException($"configuration: ClientSecret: {e.Message}", e);
        }
    }
}
