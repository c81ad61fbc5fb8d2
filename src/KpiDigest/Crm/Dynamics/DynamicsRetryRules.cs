using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Dynamics;

/// <summary>Which of Dataverse's refusals pass by waiting. Its limits say how long, and asking sooner makes it longer.</summary>
internal static class DynamicsRetryRules
{
    public static ValueTask<RetryAdvice> AdviseAsync(HttpResponseMessage response, CancellationToken cancellationToken) => ValueTask.FromResult((int)response.StatusCode switch
    {
        408 or 429 or >= 500 => response.Headers.RetryAfter?.Delta is { } wait ? RetryAdvice.Wait(wait) : RetryAdvice.BackOff,
        _ => RetryAdvice.Stop,
    });
}
