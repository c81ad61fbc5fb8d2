using System.Globalization;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>Pipedrive's refusals → messages that say what to do.</summary>
internal sealed class PipedriveErrors(TimeProvider clock)
{
    public async Task<CrmException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = JsonExchange.Redacted(response.RequestMessage!, await ErrorBody.ReadAsync(response, cancellationToken));
        var error = PipedriveError.Parse(text);
        var status = (int)response.StatusCode;
        return new CrmException(Sentence(response, status, IsBlock(status, error)) + Detail(error, text), status is 408 or 429 or >= 500 || IsBlock(status, error))
        {
            Status = response.StatusCode,
            Code = IsBlock(status, error) ? Blocked : error?.Code,
        };
    }

    /// <summary>The <see cref="CrmException.Code"/> of a refusal by the gateway, which says nothing of permissions.</summary>
    public const string Blocked = "blocked";

    /// <summary>An answer of success that says it is none.</summary>
    public static CrmException Failed(HttpResponseMessage response) =>
        new($"Pipedrive answered {JsonExchange.Address(response.RequestMessage!)} with 'success': false and status {(int)response.StatusCode}; try later", isTransient: true) { Status = response.StatusCode };

    private static bool IsBlock(int status, PipedriveError? error) => status == 403 && error is null;

    private string Sentence(HttpResponseMessage response, int status, bool isBlock)
    {
        var address = JsonExchange.Address(response.RequestMessage!);
        return status switch
        {
            401 => "Pipedrive refused the token (wrong, or regenerated since: a user has one only); put a new one in Crm:Token",
            402 => "Pipedrive says that the company's account is not open (closed or unpaid); ask who administers it",
            403 when isBlock => $"Pipedrive's gateway keeps this program out for now ({address}): too many requests came after a limit; sync again in an hour or more, and lower Crm:RequestsPerTenSeconds",
            403 => $"Pipedrive refused {address}: the user's permissions or the company's plan do not allow it",
            404 => $"Pipedrive knows no {address}; check Crm:BaseUrl (the company's own address, such as https://acme.pipedrive.com)",
            410 => $"Pipedrive has taken {address} out of its API; a newer version of this program is needed",
            429 when PipedriveLimits.IsDaily(response) => $"Pipedrive's tokens of the day are used up for the whole company; they are there again {Tomorrow()}",
            429 => $"Pipedrive still refuses {address} for too many requests{Until(response)}; lower Crm:RequestsPerTenSeconds or try later. If it goes on for hours, the day's tokens are used up: they are there again {Tomorrow()}",
            >= 300 and < 400 => $"Pipedrive redirected {address}; correct Crm:BaseUrl",
            408 or >= 500 => $"Pipedrive failed at {address} with status {status}; try later",
            _ => $"Pipedrive refused {address} with status {status}",
        };
    }

    /// <summary>By the clock of its servers, which is not documented to be UTC.</summary>
    private string Tomorrow() => string.Create(CultureInfo.InvariantCulture, $"at midnight of Pipedrive's servers (in UTC that would be {clock.GetUtcNow().UtcDateTime.Date.AddDays(1):yyyy-MM-dd HH:mm})");

    private string Until(HttpResponseMessage response) => PipedriveLimits.Reset(response) is { Ticks: > 0 } wait
        ? string.Create(CultureInfo.InvariantCulture, $" and asks to wait until {clock.GetUtcNow() + wait:yyyy-MM-dd HH:mm:ss} UTC")
        : "";

    private static string Detail(PipedriveError? error, string body)
    {
        if (error is null) return body.Length == 0 ? "" : $" (the answer is no JSON and begins '{Excerpt.Of(body)}')";
        var detail = string.Join("; ", new[] { Excerpt.Of(error.Error, 200), Excerpt.Of(error.ErrorInfo, 200), Excerpt.Of(error.Code, 60) }.Where(p => p.Length > 0));
        return detail.Length == 0 ? "" : $" ({detail})";
    }
}
