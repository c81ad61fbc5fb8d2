using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.HubSpot;

/// <summary>Which of HubSpot's refusals pass by waiting, and how long.</summary>
internal sealed class HubSpotRetryRules(TimeProvider clock)
{
    public const string Daily = "DAILY";

    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    public async ValueTask<RetryAdvice> AdviseAsync(HttpResponseMessage response, CancellationToken cancellationToken) => (int)response.StatusCode switch
    {
        429 => await OfRateLimitAsync(response, cancellationToken),
        423 => Asked(response) ?? RetryAdvice.Wait(TimeSpan.FromSeconds(2)),
        477 => Asked(response) ?? RetryAdvice.Wait(TenSeconds),
        408 or >= 500 => Asked(response) ?? RetryAdvice.BackOff,
        _ => RetryAdvice.Stop,
    };

    /// <summary>How long <c>Retry-After</c> asks to wait; null: it is not there.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > clock.GetUtcNow() ? date - clock.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private async ValueTask<RetryAdvice> OfRateLimitAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var policy = HubSpotError.Parse(await ErrorBody.ReadAsync(response, cancellationToken))?.Policy;
        if (policy == Daily) return RetryAdvice.Stop;
        return Asked(response) ?? RetryAdvice.Wait(policy == "SECONDLY" ? TimeSpan.FromSeconds(1) : TenSeconds);
    }

    private RetryAdvice? Asked(HttpResponseMessage response) => RetryAfter(response, clock) is { } wait ? RetryAdvice.Wait(wait) : null;
}
