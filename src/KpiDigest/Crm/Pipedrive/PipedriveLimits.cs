using System.Globalization;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>What the heads of answers say of Pipedrive's two limits: of requests in two seconds, and of tokens a day that the whole company shares.</summary>
internal static class PipedriveLimits
{
    /// <summary>Seconds until the burst passes.</summary>
    public static TimeSpan? Reset(HttpResponseMessage response) =>
        Number(response, "x-ratelimit-reset") is { } seconds and >= 0 and < 10_000_000 ? TimeSpan.FromSeconds(seconds) : response.Headers.RetryAfter?.Delta;

    /// <summary>Tokens that are left of the day's; null: not stated, as happens.</summary>
    public static long? DailyLeft(HttpResponseMessage response) => Number(response, "x-daily-ratelimit-token-remaining");

    public static long? DailyTokens(HttpResponseMessage response) => Number(response, "x-daily-ratelimit-token-limit");

    /// <summary>Whether a 429 is the day's limit: waiting seconds does not help.</summary>
    public static bool IsDaily(HttpResponseMessage response) => DailyLeft(response) is <= 0;

    private static long? Number(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) && long.TryParse(values.FirstOrDefault(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
