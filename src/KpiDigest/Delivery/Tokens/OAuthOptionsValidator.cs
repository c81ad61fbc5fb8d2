namespace KpiDigest.Delivery.Tokens;

/// <summary>Finds the faults of settings with which tokens are fetched.</summary>
internal static class OAuthOptionsValidator
{
    /// <param name="section">Such as <c>Mail:Smtp:OAuth</c>.</param>
    /// <param name="options">What stands there.</param>
    /// <param name="faults">Gets the faults; no secret among them.</param>
    public static void Add(string section, OAuthOptions options, List<(string Key, string? Value, string Message)> faults)
    {
        if (SecureHttp.Fault(options.TokenUrl) is { } fault) faults.Add(($"{section}:TokenUrl", options.TokenUrl, fault));
        if (options.Scope.Length == 0) faults.Add(($"{section}:Scope", "", "missing: what the token is for; Exchange Online: https://outlook.office365.com/.default."));
        Client(section, options, faults);
    }

    /// <summary>Name and proof of the application.</summary>
    public static void Client(string section, OAuthOptions options, List<(string Key, string? Value, string Message)> faults)
    {
        if (options.ClientId.Length == 0) faults.Add(($"{section}:ClientId", "", "missing: the application's id at the identity provider."));
        if (options.ClientSecret.IsEmpty && options.Certificate.Length == 0) faults.Add(($"{section}:ClientSecret", "", "missing: write env:NAME or file:PATH, or name a Certificate."));
        if (!options.ClientSecret.IsEmpty && options.Certificate.Length > 0) faults.Add(($"{section}:Certificate", options.Certificate, "there is a ClientSecret too: keep one of them."));
        if (options.Certificate.Length > 0 && !File.Exists(options.Certificate)) faults.Add(($"{section}:Certificate", options.Certificate, "there is no such file."));
        if (options.Certificate.Length == 0 && !options.CertificatePassword.IsEmpty) faults.Add(($"{section}:CertificatePassword", null, "is set, but there is no Certificate."));
    }
}
