using KpiDigest.Delivery.Tokens;
using KpiDigest.Secrets;
using KpiDigest.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace KpiDigest.Tests.Delivery.Tokens;

/// <summary>One token for all, until shortly before its end; what is wrong is said without a secret.</summary>
public sealed class TokenSourceTests : IAsyncLifetime
{
    private readonly StillTime _time = new();
    private LoginServer _login = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _login = await LoginServer.StartAsync();

    public ValueTask DisposeAsync() => _login.DisposeAsync();

    [Fact]
    public async Task Many_who_ask_at_once_share_one_token()
    {
        using var source = Source();
        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => source.GetAsync(Cancel)));
        Assert.Equal("token.1", Assert.Single(tokens.Select(t => t.Text).Distinct()));
        Assert.Single(_login.Requests);
    }

    [Theory]
    [InlineData(3600, 3600 - 300)]
    [InlineData(600, 480)]
    [InlineData(60, 48)]
    public async Task A_token_is_kept_until_shortly_before_its_end(int expiresIn, int keptFor)
    {
        _login.ExpiresIn = expiresIn;
        using var source = Source();
        await source.GetAsync(Cancel);
        _time.Advance(TimeSpan.FromSeconds(keptFor - 1));
        Assert.Equal("token.1", (await source.GetAsync(Cancel)).Text);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("token.2", (await source.GetAsync(Cancel)).Text);
    }

    [Fact]
    public async Task Only_the_token_in_force_can_be_discarded()
    {
        using var source = Source();
        var first = await source.GetAsync(Cancel);
        source.Discard(first);
        Assert.Equal("token.2", (await source.GetAsync(Cancel)).Text);
        source.Discard(first);
        Assert.Equal("token.2", (await source.GetAsync(Cancel)).Text);
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("locked pem")]
    [InlineData("pfx")]
    public async Task A_certificate_proves_the_application_by_a_signed_assertion(string form)
    {
        using var app = new AppCertificate();
        _login.Certificate = app.Certificate;
        using var source = Source(o =>
        {
            o.ClientSecret = new SecretText("");
            o.Certificate = form switch { "pem" => app.Pem, "pfx" => app.LockedPfx, _ => app.LockedPem };
            if (form != "pem") o.CertificatePassword = new SecretText(AppCertificate.Password);
        }, TimeProvider.System);
        Assert.Equal("token.1", (await source.GetAsync(Cancel)).Text);
        Assert.DoesNotContain("client_secret", _login.Requests.Single().Keys);
    }

    [Fact]
    public async Task Another_certificate_is_refused()
    {
        using var app = new AppCertificate();
        using var other = new AppCertificate();
        _login.Certificate = other.Certificate;
        Assert.Contains("invalid_client", await FaultAsync(o => (o.ClientSecret, o.Certificate) = (new SecretText(""), app.Pem), TimeProvider.System));
    }

    [Fact]
    public async Task A_certificate_without_its_key_or_with_a_wrong_password_is_named()
    {
        using var app = new AppCertificate();
        foreach (var file in new[] { app.WithoutKey, app.LockedPfx, "/nowhere/app.pem" })
        {
            var fault = await FaultAsync(o => (o.ClientSecret, o.Certificate, o.CertificatePassword) = (new SecretText(""), file, new SecretText("wrong")));
            Assert.StartsWith("configuration: ", fault);
            Assert.Contains(file, fault);
        }

        Assert.Empty(_login.Requests);
    }

    [Fact]
    public async Task A_wrong_secret_is_a_fault_of_the_configuration_that_prints_no_secret()
    {
        var fault = await FaultAsync(o => o.ClientSecret = new SecretText("wrong-secret"));
        Assert.StartsWith("configuration: ", fault);
        Assert.Contains("401 invalid_client AADSTS700123; check ClientId and ClientSecret", fault);
        Assert.DoesNotContain("wrong-secret", fault);
        Assert.DoesNotContain(LoginServer.Secret, fault);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(503, "<html>")]
    [InlineData(429, "{\"error\":\"slow\"}")]
    public async Task A_provider_that_is_ill_or_busy_is_no_fault_of_ours(int status, string body)
    {
        _login.Instead = _ => Task.FromResult(Results.Text(body, statusCode: status));
        Assert.DoesNotContain("configuration:", await FaultAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("{\"token_type\":\"Bearer\"}")]
    [InlineData("{\"token_type\":\"Bearer\",\"access_token\":\"a b\"}")]
    [InlineData("{\"token_type\":\"Bearer\",\"access_token\":\"a\\r\\nX: y\"}")]
    [InlineData("{\"token_type\":\"mac\",\"access_token\":\"abc\"}")]
    public async Task What_is_no_bearer_token_is_not_taken(string body)
    {
        _login.Instead = _ => Task.FromResult(Results.Text(body));
        Assert.Contains("token", await FaultAsync());
    }

    [Fact]
    public async Task A_redirect_does_not_get_the_secret()
    {
        _login.Instead = _ => Task.FromResult(Results.Redirect(_login.TokenUrl, permanent: false, preserveMethod: true));
        Assert.Contains("307", await FaultAsync());
        Assert.Single(_login.Requests);
    }

    [Fact]
    public async Task After_a_fault_the_next_asks_again()
    {
        using var source = Source();
        _login.Instead = _ => Task.FromResult(Results.StatusCode(503));
        await Assert.ThrowsAsync<TokenFaultException>(() => source.GetAsync(Cancel));
        _login.Instead = null;
        Assert.Equal("token.1", (await source.GetAsync(Cancel)).Text);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_ends_after_the_limit()
    {
        _login.Instead = async context =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
            return Results.Ok();
        };
        using var source = new TokenSource(_login.Options(), TimeSpan.FromMilliseconds(300), _time);
        Assert.Contains("within 0.3 s", (await Assert.ThrowsAsync<TokenFaultException>(() => source.GetAsync(Cancel))).Message);
    }

    private TokenSource Source(Action<OAuthOptions>? change = null, TimeProvider? time = null) => new(_login.Options(change), TimeSpan.FromSeconds(20), time ?? _time);

    private async Task<string> FaultAsync(Action<OAuthOptions>? change = null, TimeProvider? time = null)
    {
        using var source = Source(change, time);
        return (await Assert.ThrowsAsync<TokenFaultException>(() => source.GetAsync(Cancel))).Message;
    }
}
