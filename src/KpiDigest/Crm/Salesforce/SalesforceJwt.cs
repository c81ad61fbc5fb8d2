using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace KpiDigest.Crm.Salesforce;

/// <summary>The signed assertion of the JWT bearer flow: RS256, three minutes at most.</summary>
internal static class SalesforceJwt
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <param name="options">Key, user and audience.</param>
    /// <param name="privateKey">PEM text.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="CrmException">The key is no RSA private key in PEM.</exception>
    public static string Assertion(SalesforceOptions options, string privateKey, DateTimeOffset now)
    {
        var expires = (now + Lifetime).ToUnixTimeSeconds();
        var claims = $$"""{"iss":{{Json(options.ConsumerKey)}},"sub":{{Json(options.Username)}},"aud":{{Json(options.Audience)}},"exp":{{expires}}}""";
        var signed = $"{Encoded("""{"alg":"RS256"}""")}.{Encoded(claims)}";
        using var rsa = Key(privateKey);
        return $"{signed}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static RSA Key(string pem)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return rsa;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // The cause may quote the key: it is not passed on.
            rsa.Dispose();
            throw new CrmException("Crm:Salesforce:PrivateKey is no RSA private key in PEM; put the key whose certificate the external client app has, without a passphrase", isTransient: false);
        }
    }

    private static string Json(string text) => $"\"{JavaScriptEncoder.Default.Encode(text)}\"";

    private static string Encoded(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
