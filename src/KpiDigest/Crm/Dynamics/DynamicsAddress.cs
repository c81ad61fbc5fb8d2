using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Dynamics;

/// <summary>An environment has two hosts, <c>acme.crm4…</c> and <c>acme.api.crm4…</c>, which answer alike; tokens are for the first.</summary>
internal static class DynamicsAddress
{
    private const string ApiLabel = ".api.crm";

    /// <summary>The environment's own address without a slash at the end.</summary>
    public static string Environment(string baseUrl)
    {
        var uri = new Uri(baseUrl);
        return $"{uri.Scheme}://{Host(uri)}{(uri.IsDefaultPort ? "" : FormattableString.Invariant($":{uri.Port}"))}";
    }

    /// <summary>
    /// Path and query of a place that Dataverse names. The token goes there: it must be of this environment.
    /// </summary>
    /// <exception cref="CrmException">It is somewhere else.</exception>
    public static string Place(string baseUrl, string link)
    {
        if (Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.PathAndQuery.StartsWith("/api/data/", StringComparison.OrdinalIgnoreCase)
            && $"{uri.Scheme}://{Host(uri)}{(uri.IsDefaultPort ? "" : FormattableString.Invariant($":{uri.Port}"))}" == Environment(baseUrl)) return uri.PathAndQuery[1..];
        throw new CrmException($"Dynamics names a next page that is not in this environment: '{Excerpt.Of(link)}'; check Crm:BaseUrl", isTransient: false);
    }

    private static string Host(Uri uri) => uri.Host.EndsWith(".dynamics.com", StringComparison.OrdinalIgnoreCase)
        ? uri.Host.Replace(ApiLabel, ".crm", StringComparison.OrdinalIgnoreCase)
        : uri.Host;
}
