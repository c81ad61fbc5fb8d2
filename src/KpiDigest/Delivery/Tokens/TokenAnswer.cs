using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KpiDigest.Delivery.Tokens;

/// <summary>What the identity provider answered: a token, or why there is none.</summary>
internal static partial class TokenAnswer
{
    private const int LongestToken = 16_384;
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WhenUnsaid = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <exception cref="TokenFaultException">It is no token.</exception>
    public static AccessToken Read(HttpResponseMessage response, string body, OAuthOptions options, long fetchedAt)
    {
        var answer = Parse(body);
        if (response.StatusCode != HttpStatusCode.OK) throw Refused(response.StatusCode, answer, options);
        var token = TextOf(answer, "access_token");
        if (token.Length is 0 or > LongestToken || !token.All(c => c is > ' ' and < '\u007f')) throw new TokenFaultException($"{options.TokenUrl} answered without a usable access token");
        var type = TextOf(answer, "token_type");
        if (!type.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) throw new TokenFaultException($"{options.TokenUrl} gave a token of type '{SecureHttp.OneLine(type, 20)}' where Bearer is wanted");
        return new AccessToken(token, fetchedAt, UsableFor(answer));
    }

    // Five minutes less than it is valid, or a fifth less where it is short.
    private static TimeSpan UsableFor(JsonElement answer)
    {
        var life = WhenUnsaid;
        if (answer.TryGetProperty("expires_in", out var value) && double.TryParse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds >= 0)
        {
            life = TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds));
        }

        return life - (life / 5 < Margin ? life / 5 : Margin);
    }

    // The description repeats ids of ours and of the request; its code is what can be looked up.
    private static TokenFaultException Refused(HttpStatusCode status, JsonElement answer, OAuthOptions options)
    {
        var error = ErrorCode().Match(TextOf(answer, "error")).Value;
        var code = ProviderCode().Match(TextOf(answer, "error_description")).Value;
        var said = string.Join(' ', new[] { $"{(int)status}", error, code }.Where(s => s.Length > 0));
        return (int)status is >= 400 and < 500 and not 408 and not 429
            ? new TokenFaultException($"configuration: {options.TokenUrl} refused an access token: {said}; {Advice(error)}")
            : new TokenFaultException($"{options.TokenUrl} gave no access token: {said}");
    }

    private static string Advice(string error) => error switch
    {
        "invalid_client" => "check ClientId and ClientSecret (or Certificate): it may have run out or belong to another application",
        "invalid_scope" => "check Scope",
        "unauthorized_client" => "the application is not known there, or not permitted to sign in by itself: check ClientId and the tenant",
        _ => "check TokenUrl (the tenant), ClientId, ClientSecret (or Certificate) and Scope",
    };

    private static JsonElement Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string TextOf(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    [GeneratedRegex("^[a-z_]{1,60}$")]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"\bAADSTS\d{1,10}\b")]
    private static partial Regex ProviderCode();
}
