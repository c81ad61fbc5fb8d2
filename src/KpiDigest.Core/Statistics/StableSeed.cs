using System.Text;

namespace KpiDigest.Core.Statistics;

/// <summary>
/// A seed made of texts, the same in every process and on every machine: FNV-1a of 64 bits over their UTF-8 bytes, then mixed, because
/// FNV leaves similar texts with similar numbers.
/// </summary>
public static class StableSeed
{
    // No byte of UTF-8, so that ("a", "b") differs from ("ab", "").
    private const byte Separator = 0xFF;

    /// <summary>The seed of a digest's figures for a period and scope.</summary>
    public static ulong Of(string digest, string period, string scope) => SplitMix64.Mix(Fnv([.. Bytes(digest), .. Bytes(period), .. Bytes(scope)]));

    internal static ulong Fnv(ReadOnlySpan<byte> bytes)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var value in bytes) hash = (hash ^ value) * 0x100000001B3;
        return hash;
    }

    private static byte[] Bytes(string text) => [.. Encoding.UTF8.GetBytes(text), Separator];
}
