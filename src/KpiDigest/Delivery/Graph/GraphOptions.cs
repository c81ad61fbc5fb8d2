using KpiDigest.Delivery.Tokens;
using KpiDigest.Secrets;

namespace KpiDigest.Delivery.Graph;

/// <summary>Microsoft 365 by Graph: the application signs in by itself and sends as one mailbox.</summary>
internal sealed class GraphOptions
{
    /// <summary>The directory: its id or a domain of it.</summary>
    public string Tenant { get; set; } = "";

    public string ClientId { get; set; } = "";

    /// <summary>The application's secret, where it has no <see cref="Certificate"/>.</summary>
    public SecretText ClientSecret { get; set; } = new("");

    /// <summary>A file with the application's certificate and its RSA key: PEM, or .pfx.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>What the certificate's file or key is locked with; empty: nothing.</summary>
    public SecretText CertificatePassword { get; set; } = new("");

    /// <summary>The mailbox that sends: its address or id. <c>Mail:From</c> must be an address of it.</summary>
    public string User { get; set; } = "";

    /// <summary>Graph; other in national clouds.</summary>
    public string BaseUrl { get; set; } = "https://graph.microsoft.com";

    /// <summary>Where the application signs in; other in national clouds.</summary>
    public string LoginUrl { get; set; } = "https://login.microsoftonline.com";

    /// <summary>Whether a mail whose answer was lost, or that a killed worker left, is looked for in Sent Items; needs the permission Mail.Read.</summary>
    public bool LookUpUnknown { get; set; }

    /// <summary>Seconds for one call.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>The same for another mailbox.</summary>
    internal GraphOptions As(string mailbox)
    {
        var other = (GraphOptions)MemberwiseClone();
        other.User = mailbox;
        return other;
    }

    /// <summary>Never a secret.</summary>
    public override string ToString() => $"{ClientId} for {Tenant}";

    /// <summary>How the token is fetched.</summary>
    internal OAuthOptions Login => new()
    {
        TokenUrl = $"{LoginUrl.TrimEnd('/')}/{Uri.EscapeDataString(Tenant)}/oauth2/v2.0/token",
        ClientId = ClientId,
        ClientSecret = ClientSecret,
        Certificate = Certificate,
        CertificatePassword = CertificatePassword,
        Scope = $"{BaseUrl.TrimEnd('/')}/.default",
    };

    /// <summary>The mailbox in Graph.</summary>
    internal string Mailbox => $"{BaseUrl.TrimEnd('/')}/v1.0/users/{Uri.EscapeDataString(User)}";
}
