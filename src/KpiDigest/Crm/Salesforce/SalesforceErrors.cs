using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Salesforce;

/// <summary>Salesforce's refusals → messages that say what to do.</summary>
internal static class SalesforceErrors
{
    public static async Task<CrmException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = JsonExchange.Redacted(response.RequestMessage!, await ErrorBody.ReadAsync(response, cancellationToken));
        var error = SalesforceError.Parse(text);
        var status = (int)response.StatusCode;
        return new CrmException(Sentence(response, status, error) + Detail(error, text), status is 408 or 429 or >= 500 || error?.Code == SalesforceError.LimitExceeded)
        {
            Status = response.StatusCode,
            Code = error?.Code,
        };
    }

    private static string Sentence(HttpResponseMessage response, int status, SalesforceError? error)
    {
        var address = JsonExchange.Address(response.RequestMessage!);
        return (status, error) switch
        {
            (401, _) => "Salesforce refused a session that it had just given; look at the user's login hours, IP ranges and session policies, and at the scope 'api' of the external client app",
            (403, { IsConcurrency: true }) => $"Salesforce has too many long requests of this organisation at once ({address}); try later",
            (403, { Code: SalesforceError.LimitExceeded }) =>
                "Salesforce's daily limit of requests is used up for the whole organisation; it frees itself hour by hour, so sync again in an hour or more, or less often",
            (403, _) => $"Salesforce refused {address}: the user lacks a permission (API Enabled, and View All on what is read)",
            (400, { Code: "INVALID_FIELD" or "INVALID_TYPE" or "MALFORMED_QUERY" }) => $"Salesforce refused a query ({address}): a field or object is not there or hidden from the user",
            (400, { Code: "QUERY_TIMEOUT" }) => $"Salesforce took too long over a query ({address}); try later",
            (404, _) => $"Salesforce knows no {address}; check Crm:BaseUrl",
            ( >= 300 and < 400, _) => $"Salesforce redirected {address}; correct Crm:BaseUrl",
            (408 or 429 or >= 500, _) => $"Salesforce failed at {address} with status {status}; try later (maintenance can last hours)",
            _ => $"Salesforce refused {address} with status {status}",
        };
    }

    private static string Detail(SalesforceError? error, string body)
    {
        if (error is null) return body.Length == 0 ? "" : $" (the answer is no JSON and begins '{Excerpt.Of(body)}')";
        var detail = string.Join("; ", new[] { Excerpt.Of(error.Code, 60), Excerpt.Of(error.Message, 300) }.Where(p => p.Length > 0));
        return detail.Length == 0 ? "" : $" ({detail})";
    }
}
