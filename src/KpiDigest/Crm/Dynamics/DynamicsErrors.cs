using System.Text.RegularExpressions;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Dynamics;

/// <summary>Dataverse's refusals → messages that say what to do.</summary>
internal static partial class DynamicsErrors
{
    public static async Task<CrmException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = JsonExchange.Redacted(response.RequestMessage!, await ErrorBody.ReadAsync(response, cancellationToken));
        var error = DynamicsError.Parse(text);
        var status = (int)response.StatusCode;
        return new CrmException(Sentence(response, status, error) + Detail(error, text), status is 408 or 429 or >= 500) { Status = response.StatusCode, Code = error?.Code };
    }

    private static string Sentence(HttpResponseMessage response, int status, DynamicsError? error)
    {
        var address = Ids().Replace(JsonExchange.Address(response.RequestMessage!), "…");
        return status switch
        {
            401 => "Dynamics refused a token that was just given; is there an application user for the app registration in this environment, and is it enabled (Power Platform admin center, S2S apps)?",
            403 when Privilege().Match(error?.Message ?? "") is { Success: true } lacking =>
                $"Dynamics refused {address}: the application user lacks {lacking.Value}; give its security role organisation-level read",
            403 => $"Dynamics refused {address}: the application user has no security role that may read it, or is disabled",
            404 => $"Dynamics knows no {address}; check Crm:BaseUrl",
            429 => $"{Limit(error)}{Asked(response)}; sync again then",
            >= 300 and < 400 => $"Dynamics redirected {address}; correct Crm:BaseUrl",
            408 or >= 500 => $"Dynamics failed at {address} with status {status}; try later (maintenance can last hours)",
            _ => $"Dynamics refused {address} with status {status}",
        };
    }

    private static string Limit(DynamicsError? error) => error?.Code switch
    {
        DynamicsError.TooManyRequests => "Dynamics' limit of requests in five minutes is reached for the application user",
        DynamicsError.TooMuchTime => "Dynamics' limit of computing time in five minutes is reached for the application user",
        DynamicsError.TooManyAtOnce => "Dynamics' limit of requests at once is reached for the application user",
        _ => "Dynamics' limit of requests is reached",
    };

    private static string Asked(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta is { } wait ? FormattableString.Invariant($"; it asks to wait {wait.TotalSeconds:0} s") : "";

    /// <summary>Messages name users and rows by id; ids are taken out.</summary>
    private static string Detail(DynamicsError? error, string body)
    {
        if (error is null) return body.Length == 0 ? "" : $" (the answer is no JSON and begins '{Excerpt.OfAnswer(body)}')";
        var detail = string.Join("; ", new[] { Excerpt.Of(error.Code, 60), Excerpt.Of(Ids().Replace(error.Message ?? "", "…"), 300) }.Where(p => p.Length > 0));
        return detail.Length == 0 ? "" : $" ({detail})";
    }

    [GeneratedRegex("prv[A-Za-z_0-9]{3,60}")]
    private static partial Regex Privilege();

    [GeneratedRegex("[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")]
    private static partial Regex Ids();
}
