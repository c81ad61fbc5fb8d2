using KpiDigest.Secrets;

namespace KpiDigest.Crm.Http;

/// <summary>What the shared handler needs to know of a connector.</summary>
internal sealed record CrmRequestSettings
{
    /// <summary>Bearer token, revealed at each request, so that a rotated file takes effect.</summary>
    public required SecretText Token { get; init; }

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
}
