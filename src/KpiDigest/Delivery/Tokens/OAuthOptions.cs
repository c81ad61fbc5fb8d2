using KpiDigest.Secrets;

namespace KpiDigest.Delivery.Tokens;

/// <summary>Where and as whom access tokens are fetched (OAuth 2, client credentials: the program itself signs in, no person).</summary>
internal sealed class OAuthOptions
{
    /// <summary>The identity provider's token endpoint; empty: no tokens are fetched.</summary>
    public string TokenUrl { get; set; } = "";

    public string ClientId { get; set; } = "";

    /// <summary>The application's secret, where it has no <see cref="Certificate"/>.</summary>
    public SecretText ClientSecret { get; set; } = new("");

    /// <summary>A file with the application's certificate and its RSA key: PEM, or .pfx.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>What the certificate's file or key is locked with; empty: nothing.</summary>
    public SecretText CertificatePassword { get; set; } = new("");

    /// <summary>What the token is for, such as <c>https://outlook.office365.com/.default</c>.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Never a secret.</summary>
    public override string ToString() => $"{ClientId} at {TokenUrl}";
}
