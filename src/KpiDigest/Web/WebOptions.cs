using KpiDigest.Secrets;

namespace KpiDigest.Web;

/// <summary>The door through which readers stop, pause or take up mail by themselves.</summary>
internal sealed class WebOptions
{
    /// <summary>The https address under which readers reach <see cref="Listen"/>; it stands in every mail. Empty: mails carry a mailto link.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Where this worker answers: http behind a reverse proxy, or https with <see cref="CertificateFile"/>. Empty: another worker does.</summary>
    public string Listen { get; set; } = "";

    /// <summary>PEM file of the certificate and its chain, for https.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>PEM file of its private key.</summary>
    public string CertificateKeyFile { get; set; } = "";

    /// <summary>Secrets that sign the links, the same on all workers. The first signs, all are believed: a new one goes to the front, an old one stays as long as its mails are around.</summary>
    public IList<SecretText> Keys { get; set; } = [];
}
