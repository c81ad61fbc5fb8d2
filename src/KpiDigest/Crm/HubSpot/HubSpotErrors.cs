using System.Globalization;
using KpiDigest.Crm.Http;
using NodaTime;
using NodaTime.Extensions;

namespace KpiDigest.Crm.HubSpot;

/// <summary>HubSpot's refusals → messages that say what to do.</summary>
internal sealed class HubSpotErrors(TimeProvider clock)
{
    /// <summary>The account's zone, once known: its day is the day of the daily limit.</summary>
    public DateTimeZone? Zone { get; set; }

    public async Task<CrmException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await ErrorBody.ReadAsync(response, cancellationToken);
        var text = JsonExchange.Redacted(response.RequestMessage!, body);
        var error = HubSpotError.Parse(text);
        var status = (int)response.StatusCode;
        return new CrmException($"{Sentence(response, status, error)}{Detail(error, text)}", IsTransient(status))
        {
            Status = response.StatusCode,
            MissingScopes = error?.Scopes ?? [],
        };
    }

    private string Sentence(HttpResponseMessage response, int status, HubSpotError? error)
    {
        var address = JsonExchange.Address(response.RequestMessage!);
        return status switch
        {
            401 => "HubSpot refused the token (wrong, expired or revoked); put a new one in Crm:Token",
            403 when error?.Scopes is { Count: > 0 } scopes =>
                $"HubSpot refused {address}: the token lacks the scope {string.Join(", ", scopes)}; add it to the service key (Development > Keys > Service keys)",
            403 => $"HubSpot refused {address}: the token or the account's licence does not allow it",
            429 when error?.Policy == HubSpotRetryRules.Daily => $"HubSpot's daily limit of requests is used up; it resumes {NextMidnight()}",
            429 => $"HubSpot still refuses {address} for too many requests{Until(response)}; lower Crm:{(response.RequestMessage!.RequestUri!.AbsolutePath.EndsWith("/search", StringComparison.Ordinal) ? "SearchesPerSecond" : "RequestsPerTenSeconds")} or try later",
            >= 300 and < 400 => $"HubSpot redirected {address} to {Excerpt.Of(response.Headers.Location?.GetLeftPart(UriPartial.Authority))}; correct Crm:BaseUrl",
            404 => $"HubSpot knows no {address}; check Crm:BaseUrl",
            423 or 477 => $"HubSpot has locked the account for now{Until(response)}; try later (status {status}, {address})",
            408 or >= 500 => $"HubSpot failed at {address} with status {status}{Until(response)}; try later",
            _ => $"HubSpot refused {address} with status {status}",
        };
    }

    private string NextMidnight()
    {
        var zone = Zone ?? DateTimeZone.Utc;
        var midnight = zone.AtStartOfDay(clock.GetUtcNow().ToInstant().InZone(zone).Date.PlusDays(1));
        var text = midnight.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return Zone is null ? $"at midnight in the account's time zone (in UTC that would be {text})" : $"at {text} {zone.Id}";
    }

    private string Until(HttpResponseMessage response) =>
        HubSpotRetryRules.RetryAfter(response, clock) is { Ticks: > 0 } wait
            ? string.Create(CultureInfo.InvariantCulture, $" and asks to wait until {clock.GetUtcNow() + wait:yyyy-MM-dd HH:mm:ss} UTC")
            : "";

    private static string Detail(HubSpotError? error, string body)
    {
        if (error is null) return body.Length == 0 ? "" : $" (the answer is no JSON and begins '{Excerpt.Of(body)}')";
        var parts = new[] { error.Category, Excerpt.Of(error.Message, 300), error.CorrelationId is { } id ? $"correlation {Excerpt.Of(id, 50)}" : null };
        var detail = string.Join("; ", parts.Where(p => !string.IsNullOrEmpty(p)));
        return detail.Length == 0 ? "" : $" ({detail})";
    }

    private static bool IsTransient(int status) => status is 408 or 423 or 429 or 477 or >= 500;
}
