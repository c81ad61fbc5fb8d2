namespace KpiDigest.Crm.Dynamics;

/// <summary>Finds every fault of <c>Crm:Dynamics</c> and of the address it goes with.</summary>
internal static class DynamicsOptionsFaults
{
    private const string Section = "Crm:Dynamics";

    public static IEnumerable<(string Key, string? Value, string Message)> Of(CrmOptions options)
    {
        var dynamics = options.Dynamics;
        if (options.BaseUrl == new CrmOptions().BaseUrl)
            yield return ("Crm:BaseUrl", options.BaseUrl, "is HubSpot's; put the environment's address, such as https://acme.crm4.dynamics.com.");
        if (!IsName(dynamics.TenantId))
            yield return ($"{Section}:TenantId", dynamics.TenantId, "is no tenant: put the directory (tenant) id of the app registration.");
        if (string.IsNullOrWhiteSpace(dynamics.ClientId))
            yield return ($"{Section}:ClientId", null, "missing: put the application (client) id of the app registration.");
        if (dynamics.ClientSecret.IsEmpty)
            yield return ($"{Section}:ClientSecret", null, "missing: put env:NAME or file:PATH with a client secret of the app registration.");
        if (!Uri.TryCreate(dynamics.Login, UriKind.Absolute, out var login) || (login.Scheme != Uri.UriSchemeHttps && !(login.Scheme == Uri.UriSchemeHttp && login.IsLoopback)))
            yield return ($"{Section}:Login", dynamics.Login, "is no https address; it is https://login.microsoftonline.com, other only in national clouds.");
        if (dynamics.StageField.Length == 0 || !dynamics.StageField.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            yield return ($"{Section}:StageField", dynamics.StageField, "is no column; use the logical name, such as stepname or salesstage.");
    }

    /// <summary>It becomes a part of an address.</summary>
    private static bool IsName(string tenant) => tenant.Length > 0 && tenant.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
}
