using System.Buffers;

namespace KpiDigest.Delivery.Smtp;

/// <summary>The message's bytes as DATA wants them.</summary>
internal static class SmtpContent
{
    /// <summary>Whether each CR is followed by LF and each LF preceded by CR: a bare one lets two servers disagree on where a message ends.</summary>
    public static bool HasCleanLineEnds(ReadOnlySpan<byte> mime)
    {
        while (true)
        {
            var at = mime.IndexOfAny((byte)'\r', (byte)'\n');
            if (at < 0) return true;
            if (mime[at] == '\n' || at + 1 == mime.Length || mime[at + 1] != '\n') return false;
            mime = mime[(at + 2)..];
        }
    }

    public static bool IsSevenBit(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExceptInRange((byte)0, (byte)127);

    /// <summary>The header block, with which SMTPUTF8 is decided.</summary>
    public static ReadOnlySpan<byte> Head(ReadOnlySpan<byte> mime)
    {
        var end = mime.IndexOf("\r\n\r\n"u8);
        return end < 0 ? mime : mime[..end];
    }

    /// <summary>What ends the content: a dot on a line of its own.</summary>
    public static ReadOnlyMemory<byte> Terminator(ReadOnlySpan<byte> mime) => mime.EndsWith("\r\n"u8) || mime.IsEmpty ? ".\r\n"u8.ToArray() : "\r\n.\r\n"u8.ToArray();

    /// <summary>The content with a second dot before each line that begins with one; the same memory where none does.</summary>
    public static ReadOnlyMemory<byte> DotStuffed(ReadOnlyMemory<byte> mime)
    {
        var rest = mime.Span;
        if (!rest.StartsWith("."u8) && rest.IndexOf("\n."u8) < 0) return mime;
        var output = new ArrayBufferWriter<byte>(rest.Length + 1024);
        if (rest.StartsWith("."u8)) output.Write("."u8);
        while (true)
        {
            var at = rest.IndexOf("\n."u8);
            if (at < 0) break;
            output.Write(rest[..(at + 1)]);
            output.Write("."u8);
            rest = rest[(at + 1)..];
        }

        output.Write(rest);
        return output.WrittenMemory;
    }
}
