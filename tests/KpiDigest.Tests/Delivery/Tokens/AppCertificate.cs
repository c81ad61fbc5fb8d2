using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Delivery.Tokens;

/// <summary>An application's certificate in the file forms people have.</summary>
internal sealed class AppCertificate : IDisposable
{
    public const string Password = "locked";

    private readonly TempFolder _folder = new();
    private readonly RSA _key = RSA.Create(2048);

    public AppCertificate()
    {
        var request = new CertificateRequest("CN=KpiDigest app", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    public X509Certificate2 Certificate { get; }

    public string Pem => Write("app.pem", Certificate.ExportCertificatePem() + "\n" + _key.ExportPkcs8PrivateKeyPem());

    public string LockedPem => Write("locked.pem", Certificate.ExportCertificatePem() + "\n" + _key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));

    public string WithoutKey => Write("public.pem", Certificate.ExportCertificatePem());

    public string LockedPfx
    {
        get
        {
            var path = Path.Combine(_folder.Path, "app.pfx");
            File.WriteAllBytes(path, Certificate.Export(X509ContentType.Pkcs12, Password));
            return path;
        }
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
        _folder.Dispose();
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
