using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using KpiDigest.Delivery.Tokens;
using KpiDigest.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Tests.Delivery.Tokens;

/// <summary>An identity provider on loopback: client credentials with a secret or an assertion that it verifies.</summary>
internal sealed class LoginServer : IAsyncDisposable
{
    public const string ClientId = "0f5e-client";
    public const string Secret = "s3cret~value";

    private readonly WebApplication _app;
    private int _tokens;

    private LoginServer(WebApplication app) => _app = app;

    public string TokenUrl => $"{_app.Urls.First()}/tenant/oauth2/v2.0/token";

    public string Url => _app.Urls.First();

    /// <summary>The one scope it gives tokens for.</summary>
    public string Scope { get; set; } = "https://graph.test/.default";

    /// <summary>The certificate it knows the application by.</summary>
    public X509Certificate2? Certificate { get; set; }

    public object ExpiresIn { get; set; } = 3600;

    /// <summary>Answers instead of the ordinary one.</summary>
    public Func<HttpContext, Task<IResult>>? Instead { get; set; }

    public ConcurrentQueue<Dictionary<string, string>> Requests { get; } = new();

    /// <summary>The newest token; older ones are revoked.</summary>
    public string Newest => $"token.{_tokens}";

    public static async Task<LoginServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new LoginServer(app);
        app.MapPost("/tenant/oauth2/v2.0/token", (Delegate)server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public OAuthOptions Options(Action<OAuthOptions>? change = null)
    {
        var options = new OAuthOptions { TokenUrl = TokenUrl, ClientId = ClientId, ClientSecret = new SecretText(Secret), Scope = Scope };
        change?.Invoke(options);
        return options;
    }

    public Task StopAsync() => _app.StopAsync(new CancellationToken(canceled: true));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        var form = (await context.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
        Requests.Enqueue(form);
        if (Instead is not null) return await Instead(context);
        if (form.GetValueOrDefault("grant_type") != "client_credentials") return Error("unsupported_grant_type");
        if (!IsProved(form)) return Error("invalid_client", 401);
        if (form.GetValueOrDefault("scope") != Scope) return Error("invalid_scope");
        Interlocked.Increment(ref _tokens);
        return Results.Json(new Dictionary<string, object> { ["token_type"] = "Bearer", ["expires_in"] = ExpiresIn, ["access_token"] = Newest });
    }

    private static IResult Error(string error, int status = 400) =>
        Results.Json(new { error, error_description = $"AADSTS700123: not for {ClientId} with {Secret}.\r\nTrace ID: 1" }, statusCode: status);

    private bool IsProved(Dictionary<string, string> form)
    {
        if (form.GetValueOrDefault("client_id") != ClientId) return false;
        if (form.TryGetValue("client_secret", out var secret)) return secret == Secret;
        return form.GetValueOrDefault("client_assertion_type") == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" && IsSigned(form["client_assertion"]);
    }

    // RFC 7523, as Microsoft's identity platform asks for it: PS256, x5t#S256, audience, times.
    private bool IsSigned(string assertion)
    {
        var parts = assertion.Split('.');
        var header = Json(parts[0]);
        var claims = Json(parts[1]);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var certificate = Certificate!;
        using var key = certificate.GetRSAPublicKey()!;
        return header.GetProperty("alg").GetString() == "PS256"
            && header.GetProperty("x5t#S256").GetString() == Base64Url.EncodeToString(SHA256.HashData(certificate.RawData))
            && key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            && claims.GetProperty("aud").GetString() == TokenUrl && claims.GetProperty("iss").GetString() == ClientId && claims.GetProperty("sub").GetString() == ClientId
            && claims.GetProperty("jti").GetString() is { Length: > 0 } && claims.GetProperty("nbf").GetInt64() <= now + 5 && claims.GetProperty("exp").GetInt64() - now is > 0 and <= 600;
    }

    private static JsonElement Json(string part) => JsonDocument.Parse(Base64Url.DecodeFromChars(part)).RootElement;
}
