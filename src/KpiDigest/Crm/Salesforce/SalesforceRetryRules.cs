using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Salesforce;

/// <summary>Which of Salesforce's refusals pass by waiting: its limits answer 403, without <c>Retry-After</c>.</summary>
internal static class SalesforceRetryRules
{
    private static readonly TimeSpan UntilOthersEnd = TimeSpan.FromSeconds(5);

    public static async ValueTask<RetryAdvice> AdviseAsync(HttpResponseMessage response, CancellationToken cancellationToken) => (int)response.StatusCode switch
    {
        403 => SalesforceError.Parse(await ErrorBody.ReadAsync(response, cancellationToken)) is { IsConcurrency: true } ? RetryAdvice.Wait(Asked(response) ?? UntilOthersEnd) : RetryAdvice.Stop,
        408 or 429 or >= 500 => Asked(response) is { } wait ? RetryAdvice.Wait(wait) : RetryAdvice.BackOff,
        _ => RetryAdvice.Stop,
    };

    private static TimeSpan? Asked(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;
}
