using System.Text.Json;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Dynamics;

/// <summary>Fetches access tokens by client credentials and keeps one as long as it is valid, or until it is refused.</summary>
internal sealed class DynamicsLogin : IDisposable
{
    private const string Secret = "Crm:Dynamics:ClientSecret";
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WhenUnsaid = TimeSpan.FromMinutes(30);

    private readonly DynamicsOptions _options;
    private readonly string _scope;
    private readonly TimeProvider _clock;
    private readonly LoginEndpoint _endpoint;
    private readonly KeptLogin<DynamicsToken> _kept;

    public DynamicsLogin(CrmOptions options, TimeProvider clock, HttpMessageHandler transport)
    {
        (_options, _clock, _scope) = (options.Dynamics, clock, $"{DynamicsAddress.Environment(options.BaseUrl)}/.default");
        _endpoint = new LoginEndpoint("Microsoft's login", _options.Login, options, clock, transport, DynamicsRetryRules.AdviseAsync, RefusalAsync);
        _kept = new KeptLogin<DynamicsToken>(LogInAsync, t => t.Text, t => clock.GetUtcNow() < t.Until);
    }

    /// <summary>Called at each attempt.</summary>
    public Action Requested
    {
        set => _endpoint.Requested = value;
    }

    /// <summary>The token; a new one where there is none, it is old, or it is the one that was refused.</summary>
    public async ValueTask<string> TokenAsync(string? refused, CancellationToken cancellationToken) => (await _kept.GetAsync(refused, cancellationToken)).Text;

    public void Dispose()
    {
        _endpoint.Dispose();
        _kept.Dispose();
    }

    private async Task<DynamicsToken> LogInAsync(CancellationToken cancellationToken)
    {
        var at = _clock.GetUtcNow();
        var answer = await _endpoint.PostAsync($"{_options.TenantId}/oauth2/v2.0/token", Grant, DynamicsJson.Default.TokenAnswer, cancellationToken);
        return new DynamicsToken(answer.AccessToken, at + Life(answer.ExpiresIn));
    }

    /// <summary>Five minutes less than it is valid; half of what is shorter than ten.</summary>
    private static TimeSpan Life(JsonElement? stated)
    {
        var life = double.TryParse(stated?.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 86_400 ? TimeSpan.FromSeconds(seconds) : WhenUnsaid;
        return life > Margin * 2 ? life - Margin : life / 2;
    }

    private Dictionary<string, string> Grant() => new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = _options.ClientId,
        ["client_secret"] = CrmRequestSettings.Revealed(Secret, _options.ClientSecret),
        ["scope"] = _scope,
    };

    private async Task<CrmException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = (await ErrorBody.ReadAsync(response, cancellationToken)).Replace(CrmRequestSettings.Revealed(Secret, _options.ClientSecret), "***", StringComparison.Ordinal);
        var (error, status) = (TokenRefusal.Parse(text), (int)response.StatusCode);
        var sentence = status switch
        {
            408 or 429 or >= 500 => $"Microsoft's login failed with status {status}; try later",
            >= 300 and < 400 => "Microsoft's login redirected; correct Crm:Dynamics:Login",
            _ => $"Microsoft refused the login: {Fix(error)}",
        };
        return new CrmException(sentence + TokenRefusal.Detail(error), status is 408 or 429 or >= 500) { Status = response.StatusCode };
    }

    /// <summary>By the numbers that Entra ID puts before its descriptions.</summary>
    private static string Fix(TokenRefusal? refusal)
    {
        var text = refusal?.Description ?? "";
        bool Is(string number) => text.Contains("AADSTS" + number, StringComparison.Ordinal);
        return Is("7000222") ? "the client secret has expired; make a new one in the app registration and put it where Crm:Dynamics:ClientSecret points"
            : Is("7000215") ? "Crm:Dynamics:ClientSecret is wrong; it is the secret's value, not its id"
            : Is("700016") ? "the tenant does not know Crm:Dynamics:ClientId"
            : Is("90002") || Is("900023") ? "there is no such tenant; correct Crm:Dynamics:TenantId"
            : Is("500011") || Is("70011") ? "the tenant does not know the environment; correct Crm:BaseUrl"
            : "check Crm:Dynamics";
    }
}
