using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KpiDigest.Delivery.Smtp;

/// <summary>Whom we believe to be the server: TLS 1.2 or newer, the configured name, the system's CAs or the one in the file.</summary>
internal static class SmtpTrust
{
    /// <exception cref="SmtpFaultException">The CA file cannot be read.</exception>
    public static SslClientAuthenticationOptions For(SmtpOptions options) => new()
    {
        TargetHost = options.Host,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateChainPolicy = options.CaFile.Length == 0 ? null : PolicyOf(options.CaFile),
    };

    // The file is read at each connection: a renewed CA needs no restart.
    private static X509ChainPolicy PolicyOf(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SmtpFaultException($"configuration: Mail:Smtp:CaFile '{file}' cannot be read: {e.Message}", inner: e);
        }

        return policy.CustomTrustStore.Count > 0 ? policy
            : throw new SmtpFaultException($"configuration: Mail:Smtp:CaFile '{file}' holds no certificate (PEM is expected)");
    }
}
