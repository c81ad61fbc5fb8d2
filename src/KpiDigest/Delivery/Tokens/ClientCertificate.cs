using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KpiDigest.Secrets;

namespace KpiDigest.Delivery.Tokens;

/// <summary>The application's certificate with its key, read at each use: a renewed file needs no restart.</summary>
internal static class ClientCertificate
{
    /// <exception cref="TokenFaultException">It cannot be read, or has no RSA key.</exception>
    public static X509Certificate2 Load(string file, SecretText password)
    {
        try
        {
            var secret = password.IsEmpty ? null : password.Reveal();
            var certificate = IsPfx(file) ? X509CertificateLoader.LoadPkcs12FromFile(file, secret)
                : secret is null ? X509Certificate2.CreateFromPemFile(file)
                : X509Certificate2.CreateFromEncryptedPemFile(file, secret);
            using var key = certificate.GetRSAPrivateKey();
            return key is not null ? certificate : throw new TokenFaultException($"configuration: {file} holds no RSA key; the certificate's file must hold its private key too");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or InvalidOperationException)
        {
            throw new TokenFaultException($"configuration: the certificate {file} cannot be read: {e.Message}", e);
        }
    }

    private static bool IsPfx(string file) => Path.GetExtension(file) is { } e && (e.Equals(".pfx", StringComparison.OrdinalIgnoreCase) || e.Equals(".p12", StringComparison.OrdinalIgnoreCase));
}
