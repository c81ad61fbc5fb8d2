using System.Buffers;
using System.Text;

namespace KpiDigest.Delivery.Mime;

/// <summary>RFC 2045 quoted-printable of UTF-8 text: any line end becomes CRLF, no line is longer than 76.</summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 76;

    /// <summary>Writes the text and ends it with a line end.</summary>
    public static void Write(string text, IBufferWriter<byte> output)
    {
        if (text.Length == 0) output.Write("\r\n"u8);
        var utf8 = Encoding.UTF8.GetBytes(text).AsSpan();
        while (!utf8.IsEmpty)
        {
            var end = utf8.IndexOfAny((byte)'\r', (byte)'\n');
            WriteLine(end < 0 ? utf8 : utf8[..end], output);
            if (end < 0) break;
            utf8 = utf8[(end + (utf8[end] == '\r' && end + 1 < utf8.Length && utf8[end + 1] == '\n' ? 2 : 1))..];
        }
    }

    private static void WriteLine(ReadOnlySpan<byte> line, IBufferWriter<byte> output)
    {
        var column = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var last = i == line.Length - 1;
            var literal = IsLiteral(line, i, column);
            var width = literal ? 1 : 3;
            if (column + width > (last ? LongestLine : LongestLine - 1))
            {
                output.Write("=\r\n"u8);
                column = 0;
                literal = IsLiteral(line, i, column);
                width = literal ? 1 : 3;
            }

            WriteByte(line[i], literal, output);
            column += width;
        }

        output.Write("\r\n"u8);
    }

    // A dot or "From " at a line's start and white space at its end survive no relay for certain, so they are encoded.
    private static bool IsLiteral(ReadOnlySpan<byte> line, int i, int column) => line[i] switch
    {
        (byte)'=' => false,
        (byte)' ' or (byte)'\t' => i < line.Length - 1,
        (byte)'.' => column > 0,
        (byte)'F' => column > 0 || !line[i..].StartsWith("From "u8),
        > 32 and < 127 => true,
        _ => false,
    };

    private static void WriteByte(byte value, bool literal, IBufferWriter<byte> output)
    {
        var target = output.GetSpan(3);
        if (literal)
        {
            target[0] = value;
            output.Advance(1);
            return;
        }

        target[0] = (byte)'=';
        target[1] = "0123456789ABCDEF"u8[value >> 4];
        target[2] = "0123456789ABCDEF"u8[value & 15];
        output.Advance(3);
    }
}
