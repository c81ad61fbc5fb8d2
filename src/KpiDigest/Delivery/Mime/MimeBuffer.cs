using System.Buffers;
using System.Text;

namespace KpiDigest.Delivery.Mime;

/// <summary>Grows the message's bytes: folded headers and lines that end in CRLF.</summary>
internal sealed class MimeBuffer(int capacity)
{
    private const int WantedLine = 78;
    private const int LongestLine = 998;

    private readonly ArrayBufferWriter<byte> _bytes = new(capacity);

    public IBufferWriter<byte> Writer => _bytes;

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void Line(string text = "")
    {
        Encoding.UTF8.GetBytes(text, _bytes);
        _bytes.Write("\r\n"u8);
    }

    /// <summary>Writes <c>name: value</c>, folded before spaces so that lines stay within 78 bytes where the words allow it.</summary>
    /// <exception cref="FormatException">A word does not fit a line of 998 bytes.</exception>
    public void Header(string name, string value)
    {
        var line = new StringBuilder(name).Append(':');
        var length = line.Length;
        foreach (var word in Words(" " + value))
        {
            var bytes = Encoding.UTF8.GetByteCount(word);
            if (length + bytes > WantedLine && length > name.Length + 1)
            {
                line.Append("\r\n");
                length = 0;
            }

            length += bytes;
            if (length > LongestLine) throw new FormatException($"{name}: holds a word that does not fit a line of {LongestLine} bytes");
            line.Append(word);
        }

        Line(line.ToString());
    }

    // Each word keeps the spaces before it: a folded line begins with them. Spaces at the end stay with the last word.
    private static IEnumerable<string> Words(string value)
    {
        var start = 0;
        while (start < value.Length)
        {
            var text = start;
            while (text < value.Length && value[text] == ' ') text++;
            var end = value.IndexOf(' ', text);
            if (end < 0 || value.AsSpan(end).Trim(' ').IsEmpty) end = value.Length;
            yield return value[start..end];
            start = end;
        }
    }
}
