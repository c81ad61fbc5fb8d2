using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// Which of Pipedrive's refusals pass by waiting. The day's limit does not, nor does the web page of its gateway that comes to those who go on
/// asking: whoever asks again then is kept out longer.
/// </summary>
internal static class PipedriveRetryRules
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(2);

    public static ValueTask<RetryAdvice> AdviseAsync(HttpResponseMessage response, CancellationToken cancellationToken) => ValueTask.FromResult((int)response.StatusCode switch
    {
        429 when PipedriveLimits.IsDaily(response) => RetryAdvice.Stop,
        429 => RetryAdvice.Wait(PipedriveLimits.Reset(response) ?? Burst),
        408 or >= 500 => response.Headers.RetryAfter?.Delta is { } wait ? RetryAdvice.Wait(wait) : RetryAdvice.BackOff,
        _ => RetryAdvice.Stop,
    });
}
