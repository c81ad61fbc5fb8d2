using System.Globalization;

namespace KpiDigest.Crm.Salesforce;

/// <summary>Finds every fault of <c>Crm:Salesforce</c> and of the address it goes with.</summary>
internal static class SalesforceOptionsFaults
{
    private const string Section = "Crm:Salesforce";

    public static IEnumerable<(string Key, string? Value, string Message)> Of(CrmOptions options)
    {
        var salesforce = options.Salesforce;
        if (options.BaseUrl == new CrmOptions().BaseUrl)
            yield return ("Crm:BaseUrl", options.BaseUrl, "is HubSpot's; put the organisation's My Domain, such as https://acme.my.salesforce.com.");
        if (string.IsNullOrWhiteSpace(salesforce.ConsumerKey))
            yield return ($"{Section}:ConsumerKey", null, "missing: put the consumer key of the external client app.");
        if (salesforce.BulkFrom < 0)
            yield return ($"{Section}:BulkFrom", salesforce.BulkFrom.ToString(CultureInfo.InvariantCulture), "must be a number of records, or 0 for none by the Bulk API.");
        foreach (var fault in Credentials(salesforce)) yield return fault;
    }

    private static IEnumerable<(string, string?, string)> Credentials(SalesforceOptions salesforce)
    {
        switch (salesforce.ConsumerSecret.IsEmpty, salesforce.PrivateKey.IsEmpty)
        {
            case (true, true):
                yield return ($"{Section}:ConsumerSecret", null, "missing: put env:NAME or file:PATH with the consumer secret (client credentials), or PrivateKey and Username (JWT bearer).");
                break;
            case (false, false):
                yield return ($"{Section}:PrivateKey", null, "stands beside ConsumerSecret; keep one of them: the secret for client credentials, the key for JWT bearer.");
                break;
            case (true, false):
                foreach (var fault in JwtBearer(salesforce)) yield return fault;
                break;
        }
    }

    private static IEnumerable<(string, string?, string)> JwtBearer(SalesforceOptions salesforce)
    {
        if (string.IsNullOrWhiteSpace(salesforce.Username))
            yield return ($"{Section}:Username", null, "missing: JWT bearer needs the user name that logs in.");
        if (!Uri.TryCreate(salesforce.Audience, UriKind.Absolute, out var audience) || audience.Scheme != Uri.UriSchemeHttps)
            yield return ($"{Section}:Audience", salesforce.Audience, "is no https address; it is https://login.salesforce.com, for a sandbox https://test.salesforce.com.");
    }
}
