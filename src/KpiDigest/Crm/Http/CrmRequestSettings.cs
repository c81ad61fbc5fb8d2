using KpiDigest.Secrets;

namespace KpiDigest.Crm.Http;

/// <summary>What the shared handler needs to know of a connector.</summary>
internal sealed record CrmRequestSettings
{
    /// <summary>
    /// The bearer token, asked for at each request, so that a rotated file takes effect; empty: none is sent. The argument is the token that
    /// the CRM has just refused, null at first: another one is worth one more try, the same is not.
    /// </summary>
    public required Func<string?, CancellationToken, ValueTask<string>> Token { get; init; }

    /// <summary>The header that carries the token; null: it is a bearer token.</summary>
    public string? TokenHeader { get; init; }

    /// <summary>How often a failed request is made again; 0: never.</summary>
    public required int Retries { get; init; }

    /// <summary>Time to the head of an answer.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The rate budget that a request belongs to.</summary>
    public required Func<HttpRequestMessage, RequestWindow> Budget { get; init; }

    /// <summary>Which failed answers are worth another try, and when.</summary>
    public required Func<HttpResponseMessage, CancellationToken, ValueTask<RetryAdvice>> Advise { get; init; }

    /// <summary>Told of every answer's head.</summary>
    public Action<HttpResponseMessage> Answered { get; init; } = static _ => { };

    /// <summary>A token that stands in the configuration.</summary>
    public static Func<string?, CancellationToken, ValueTask<string>> Configured(SecretText token) => (_, _) => ValueTask.FromResult(Revealed("Crm:Token", token));

    /// <summary>A secret's value.</summary>
    /// <exception cref="CrmException">There is none; the message names the setting.</exception>
    public static string Revealed(string key, SecretText secret)
    {
        try
        {
            return secret.Reveal();
        }
        catch (InvalidOperationException e)
        {
            throw new CrmException($"{key}: {e.Message}", isTransient: false, e);
        }
    }
}
