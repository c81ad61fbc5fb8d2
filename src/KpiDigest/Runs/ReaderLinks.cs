using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using KpiDigest.Configuration;
using KpiDigest.Outbox;

namespace KpiDigest.Runs;

/// <summary>
/// Links by which a reader stops or changes a digest. A link is the same in every mail of a digest to a reader, holds no address and does not expire: version,
/// key, reader, culture and digest, and an HMAC over them and the installation.
/// </summary>
internal sealed class ReaderLinks(string publicUrl, IReadOnlyList<byte[]> keys, string installation)
{
    /// <summary>Characters of a key at least.</summary>
    public const int ShortestKey = 32;

    /// <summary>The path before the token.</summary>
    public const string Path = "/u/";

    private const byte Version = 1;
    private const int KeyBytes = 4;
    private const int ReaderBytes = 16;
    private const int MacBytes = 16;
    private const int LongestToken = 300;

    /// <summary>Null: no public address is configured, and mails carry a mailto link.</summary>
    public static ReaderLinks? Of(Settings settings, string installation) => settings.Options.Web is { PublicUrl.Length: > 0 } web
        ? new ReaderLinks(web.PublicUrl, [.. web.Keys.Select(k => Encoding.UTF8.GetBytes(k.Reveal()))], installation)
        : null;

    /// <summary>The link of one reader of a digest.</summary>
    public string Url(string digest, string culture, string recipient) => publicUrl.TrimEnd('/') + Path + Token(digest, culture, recipient);

    /// <summary>The reader's name in links; the address is found by it in the table <c>readers</c> only.</summary>
    public string ReaderOf(string recipient) => Convert.ToHexStringLower(Mac(keys[0], "reader", Encoding.UTF8.GetBytes(Suppression.KeyOf(recipient))).AsSpan(0, ReaderBytes));

    /// <summary>What a token says; null: it was not made with one of the keys, or for another installation.</summary>
    public ReaderToken? Read(string token)
    {
        if (token.Length > LongestToken || !Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= 1 + KeyBytes + ReaderBytes + MacBytes || bytes[0] != Version || Base64Url.EncodeToString(bytes) != token) return null;
        var said = bytes.AsSpan(0, bytes.Length - MacBytes);
        var mac = bytes.AsSpan(bytes.Length - MacBytes);
        foreach (var key in keys)
        {
            if (!CryptographicOperations.FixedTimeEquals(mac, Mac(key, "link", said).AsSpan(0, MacBytes))) continue;
            var words = Encoding.UTF8.GetString(said[(1 + KeyBytes + ReaderBytes)..]).Split('\n');
            return words is [var digest, var culture] ? new ReaderToken(digest, Convert.ToHexStringLower(said.Slice(1 + KeyBytes, ReaderBytes)), culture) : null;
        }

        return null;
    }

    private string Token(string digest, string culture, string recipient)
    {
        byte[] said = [Version, .. SHA256.HashData(keys[0]).AsSpan(0, KeyBytes), .. Convert.FromHexString(ReaderOf(recipient)), .. Encoding.UTF8.GetBytes($"{digest}\n{culture}")];
        return Base64Url.EncodeToString([.. said, .. Mac(keys[0], "link", said).AsSpan(0, MacBytes)]);
    }

    // The purpose and the installation go in with their ends marked: neither can run over into what follows.
    private byte[] Mac(byte[] key, string purpose, ReadOnlySpan<byte> said) => HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{purpose}\0{installation}\0"), .. said]);
}
