using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace KpiDigest.Delivery.Mime;

/// <summary>Message-IDs derived from what the mail is, so that a retry of the same delivery is the same message.</summary>
internal static class MessageIds
{
    /// <summary>The Message-ID, without angle brackets, of a mail.</summary>
    /// <param name="installationId">Two installations never make the same id.</param>
    /// <param name="fromDomain">The domain of the From address.</param>
    /// <param name="key">Digest, period, recipient, revision.</param>
    /// <exception cref="FormatException"><paramref name="fromDomain"/> is no domain.</exception>
    public static string For(string installationId, string fromDomain, params ReadOnlySpan<string> key) => Make("mail", installationId, fromDomain, key);

    /// <summary>The Message-ID of a test send: another one than the mail itself has, so that the two never meet in a mailbox.</summary>
    /// <param name="installationId">As above.</param>
    /// <param name="fromDomain">As above.</param>
    /// <param name="key">Digest, period, recipient, revision, and what tells this test send from the next (the instant).</param>
    public static string ForTest(string installationId, string fromDomain, params ReadOnlySpan<string> key) => Make("test", installationId, fromDomain, key);

    /// <exception cref="FormatException">It is no Message-ID.</exception>
    public static string Checked(string messageId)
    {
        var at = messageId.LastIndexOf('@');
        var valid = at > 0 && messageId.Length <= 250 && messageId[..at].All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c))
            && Ascii.IsValid(messageId) && Mailbox.AsciiDomain(messageId[(at + 1)..]) is not null;
        return valid ? messageId : throw new FormatException("Message-ID: is not of the form name@domain");
    }

    private static string Make(string kind, string installationId, string fromDomain, ReadOnlySpan<string> key)
    {
        var domain = Mailbox.AsciiDomain(fromDomain) ?? throw new FormatException("From: its domain is no domain name");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, kind);
        Append(hash, installationId);
        foreach (var part in key) Append(hash, part);
        return $"{kind}.{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 20))}@{domain.ToLowerInvariant()}";
    }

    // Each part goes in with its length: ("ab", "c") is not ("a", "bc").
    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
