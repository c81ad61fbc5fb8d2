using System.Text;

namespace KpiDigest.Bounces;

/// <summary>The header block of a message that nobody vouches for. Of two headers of one name the first counts; what is too long is cut.</summary>
internal sealed class MailHeaders
{
    private const int MostLines = 2000;
    private const int LongestValue = 8192;

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private MailHeaders()
    {
    }

    /// <summary>The value with folded lines joined; empty: there is none.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    /// <summary>Headers up to the first empty line, and what follows it. Lines that are no header are passed over.</summary>
    public static (MailHeaders Headers, string Body) Split(string text)
    {
        var headers = new MailHeaders();
        var (name, value, at) = ("", new StringBuilder(), 0);
        for (var lines = 0; at < text.Length && lines < MostLines; lines++)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0) end = text.Length;
            var line = text.AsSpan(at, end - at).TrimEnd('\r');
            at = Math.Min(end + 1, text.Length);
            if (line.IsEmpty) break;
            if (line[0] is ' ' or '\t')
            {
                Append(value, line.Trim());
                continue;
            }

            headers.Keep(name, value);
            var colon = line.IndexOf(':');
            name = colon > 0 ? line[..colon].Trim().ToString() : "";
            value.Clear();
            if (colon > 0) Append(value, line[(colon + 1)..].Trim());
        }

        headers.Keep(name, value);
        return (headers, text[at..]);
    }

    private void Keep(string name, StringBuilder value)
    {
        if (name.Length > 0) _values.TryAdd(name, value.ToString().Trim());
    }

    private static void Append(StringBuilder value, ReadOnlySpan<char> more)
    {
        var room = LongestValue - value.Length;
        if (room > 1) value.Append(' ').Append(more[..Math.Min(more.Length, room - 1)]);
    }
}
