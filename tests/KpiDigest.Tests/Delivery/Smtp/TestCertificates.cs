using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KpiDigest.Tests.Delivery.Smtp;

/// <summary>A CA of our own and the certificates it signs, made once for all tests.</summary>
internal static class TestCertificates
{
    private static readonly Lazy<(X509Certificate2 Ca, string File)> Authority = new(MakeAuthority);

    /// <summary>PEM file of the CA.</summary>
    public static string CaFile => Authority.Value.File;

    /// <summary>Valid for localhost.</summary>
    public static X509Certificate2 Localhost { get; } = Sign("localhost", DateTimeOffset.UtcNow.AddDays(1));

    /// <summary>Signed by the same CA for another name.</summary>
    public static X509Certificate2 OtherName { get; } = Sign("mail.example.com", DateTimeOffset.UtcNow.AddDays(1));

    /// <summary>For localhost, but over.</summary>
    public static X509Certificate2 Expired { get; } = Sign("localhost", DateTimeOffset.UtcNow.AddHours(-1));

    private static (X509Certificate2 Ca, string File) MakeAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=KpiDigest test CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var ca = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
        var file = Path.Combine(Path.GetTempPath(), $"kpidigest-test-ca-{Environment.ProcessId}.pem");
        File.WriteAllText(file, ca.ExportCertificatePem());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
        return (ca, file);
    }

    private static X509Certificate2 Sign(string name, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(Authority.Value.Ca, DateTimeOffset.UtcNow.AddDays(-1), until, RandomNumberGenerator.GetBytes(12));
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }
}
