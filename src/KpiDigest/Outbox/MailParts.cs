using System.Security.Cryptography;

namespace KpiDigest.Outbox;

/// <summary>
/// A message without its attached files, and these: many recipients get the same file, which is kept once. Cutting knows how messages look;
/// putting together does not, so the bytes are the same whatever was cut.
/// </summary>
internal static class MailParts
{
    // Smaller ones are not worth a row.
    private const int Smallest = 4096;

    private static ReadOnlySpan<byte> Encoded => "\r\nContent-Transfer-Encoding: base64\r\n"u8;

    /// <summary>Takes out the content of each encoded part.</summary>
    public static (byte[] Remainder, IReadOnlyList<MailPart> Parts) Cut(byte[] mime)
    {
        var (parts, rest, from) = (new List<MailPart>(), new MemoryStream(), 0);
        while (Next(mime, from) is var (start, end) && end > 0)
        {
            if (end - start >= Smallest)
            {
                rest.Write(mime, from, start - from);
                parts.Add(new MailPart(rest.Length, Sha256(mime.AsSpan(start, end - start)), mime.AsMemory(start, end - start)));
            }
            else
            {
                rest.Write(mime, from, end - from);
            }

            from = end;
        }

        if (parts.Count == 0) return (mime, parts);
        rest.Write(mime, from, mime.Length - from);
        return (rest.ToArray(), parts);
    }

    /// <summary>The message as it was; parts by ascending place.</summary>
    public static byte[] Join(byte[] rest, IReadOnlyList<MailPart> parts)
    {
        if (parts.Count == 0) return rest;
        var (whole, from) = (new MemoryStream(rest.Length + parts.Sum(p => p.Bytes.Length)), 0);
        foreach (var part in parts)
        {
            // Altered rows must not break the look at their hash.
            var place = (int)Math.Clamp(part.Place, from, rest.Length);
            whole.Write(rest, from, place - from);
            whole.Write(part.Bytes.Span);
            from = place;
        }

        whole.Write(rest, from, rest.Length - from);
        return whole.ToArray();
    }

    /// <summary>The content's hash as it is stored.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The next encoded content; its end is 0 where there is none.</summary>
    private static (int Start, int End) Next(ReadOnlySpan<byte> mime, int from)
    {
        var header = mime[from..].IndexOf(Encoded);
        if (header < 0) return default;
        var blank = mime[(from + header)..].IndexOf("\r\n\r\n"u8);
        if (blank < 0) return default;
        var start = from + header + blank + 4;
        var end = mime[start..].IndexOf("\r\n--"u8);
        return end < 0 ? default : (start, start + end + 2);
    }
}

/// <summary>A part of a message that other messages may have too.</summary>
/// <param name="Place">Before which byte of the rest it belongs.</param>
/// <param name="Sha256">Hash of its bytes.</param>
/// <param name="Bytes">As they stand in the message.</param>
internal sealed record MailPart(long Place, string Sha256, ReadOnlyMemory<byte> Bytes);
