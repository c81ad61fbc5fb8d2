using System.Text;
using System.Text.RegularExpressions;

namespace KpiDigest.Tests.Delivery.Mime;

/// <summary>A MIME part read back, strictly: CRLF only, no line over 998 bytes. Written against the RFCs, not against the writer.</summary>
internal sealed partial class ParsedPart
{
    public required List<(string Name, string Value)> Headers { get; init; }

    public required byte[] Body { get; init; }

    public required List<ParsedPart> Parts { get; init; }

    public string MediaType => this["Content-Type"].Split(';')[0].Trim();

    public string Text => Encoding.UTF8.GetString(Decoded);

    public byte[] Decoded => Header("Content-Transfer-Encoding") switch
    {
        "quoted-printable" => FromQuotedPrintable(Body),
        "base64" => Convert.FromBase64String(Encoding.ASCII.GetString(Body)),
        _ => Body,
    };

    public string this[string name] => Header(name) ?? throw new KeyNotFoundException(name);

    public static ParsedPart Parse(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        Assert.DoesNotMatch(@"(?<!\r)\n|\r(?!\n)", text);
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 998));
        return ParseEntity(text);
    }

    public string? Header(string name) => Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).SingleOrDefault();

    /// <summary>The header with its encoded words decoded.</summary>
    public string Readable(string name)
    {
        var joined = Regex.Replace(this[name], @"\?=\s+=\?", "?==?");
        return EncodedWord().Replace(joined, m => Encoding.UTF8.GetString(m.Groups[1].Value is "b"
            ? Convert.FromBase64String(m.Groups[2].Value)
            : FromQuotedPrintable(Encoding.ASCII.GetBytes(m.Groups[2].Value.Replace('_', ' ')))));
    }

    /// <summary>A parameter, RFC 2231 decoded.</summary>
    public string Parameter(string header, string name)
    {
        var value = this[header];
        var plain = Regex.Match(value, $"; {name}=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^; ]+))");
        if (plain.Success) return plain.Groups[2].Success && plain.Groups[2].Length > 0 ? plain.Groups[2].Value : Regex.Replace(plain.Groups[1].Value, @"\\(.)", "$1");
        var pieces = Regex.Matches(value, $@"; {name}(?:\*(\d+))?\*=(?:utf-8'')?([^; ]+)");
        Assert.NotEmpty(pieces);
        return Uri.UnescapeDataString(string.Concat(pieces.Select((m, i) => (m.Groups[1].Value is "" || m.Groups[1].Value == i.ToString()) ? m.Groups[2].Value : throw new FormatException())));
    }

    private static ParsedPart ParseEntity(string text)
    {
        var split = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = Regex.Replace(text[..split], "\r\n(?=[ \t])", "");
        var headers = head.Split("\r\n").Select(l => (l[..l.IndexOf(':')], Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(l[(l.IndexOf(':') + 1)..].Trim(' '))))).ToList();
        var body = text[(split + 4)..];
        var part = new ParsedPart { Headers = headers, Body = Encoding.Latin1.GetBytes(body), Parts = [] };
        if (part.Header("Content-Type")?.StartsWith("multipart/", StringComparison.Ordinal) is true) part.Parts.AddRange(Split(body, part.Parameter("Content-Type", "boundary")));
        return part;
    }

    private static IEnumerable<ParsedPart> Split(string body, string boundary)
    {
        var pieces = ("\r\n" + body).Split("\r\n--" + boundary);
        Assert.StartsWith("--", pieces[^1]);
        return pieces[1..^1].Select(p => ParseEntity(p[2..]));
    }

    private static byte[] FromQuotedPrintable(byte[] bytes)
    {
        var text = Encoding.ASCII.GetString(bytes).Replace("=\r\n", "");
        var result = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=') result.Add(Convert.ToByte(text.Substring((i += 2) - 1, 2), 16));
            else result.Add((byte)text[i]);
        }

        return [.. result];
    }

    [GeneratedRegex(@"=\?utf-8\?([qb])\?([^? ]*)\?=")]
    private static partial Regex EncodedWord();
}
