using System.Text;

namespace KpiDigest.Delivery.Mime;

/// <summary>Reads back what <see cref="MimeWriter"/> writes: bodies and attachments of a message of our own shape.</summary>
internal static class MimeReader
{
    /// <summary>The leaf parts in order.</summary>
    /// <exception cref="FormatException">The bytes are no message of that shape.</exception>
    public static IReadOnlyList<MimePart> Read(ReadOnlyMemory<byte> message)
    {
        var parts = new List<MimePart>();
        ReadEntity(Encoding.UTF8.GetString(message.Span), parts);
        return parts;
    }

    /// <summary>The leaf parts as a browser can show them: a picture stands in the HTML instead of beside it.</summary>
    /// <exception cref="FormatException">The bytes are no message of that shape.</exception>
    public static IReadOnlyList<MimePart> ReadShown(ReadOnlyMemory<byte> message)
    {
        var parts = Read(message);
        var pictures = parts.Where(p => p.ContentId.Length > 0).Select(p => new InlinePicture(p.ContentId, new MimeAttachment(p.FileName, p.ContentType, p.Content))).ToList();
        return [.. parts.Where(p => p.ContentId.Length == 0).Select(p => p.ContentType == "text/html" ? p with { Content = Shown(p.Content, pictures) } : p)];
    }

    private static byte[] Shown(byte[] html, List<InlinePicture> pictures) =>
        pictures.Count == 0 ? html : Encoding.UTF8.GetBytes(pictures.Aggregate(Encoding.UTF8.GetString(html), (page, picture) => picture.PutInto(page)));

    private static void ReadEntity(string text, List<MimePart> parts)
    {
        var split = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (split < 0) throw new FormatException("no blank line after the headers");
        var headers = Headers(text[..split]);
        var body = text[(split + 4)..];
        var type = headers.GetValueOrDefault("content-type", "text/plain");
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)) ReadMultipart(Parameter(type, "boundary"), body, parts);
        else parts.Add(new MimePart(type.Split(';')[0].Trim(), Parameter(headers.GetValueOrDefault("content-disposition", ""), "filename"), Decode(headers, body), headers.GetValueOrDefault("content-id", "").Trim('<', '>')));
    }

    private static void ReadMultipart(string boundary, string body, List<MimePart> parts)
    {
        foreach (var piece in ("\r\n" + body).Split($"\r\n--{boundary}").Skip(1))
        {
            if (piece.StartsWith("--", StringComparison.Ordinal)) return;
            ReadEntity(piece[2..], parts);
        }

        throw new FormatException("a multipart is not closed");
    }

    private static Dictionary<string, string> Headers(string block)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in block.Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n"))
            if (line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0) headers[line[..colon]] = line[(colon + 1)..].Trim();
        return headers;
    }

    private static string Parameter(string header, string name)
    {
        foreach (var parameter in header.Split(';').Skip(1))
            if (parameter.Trim().StartsWith(name + "=", StringComparison.OrdinalIgnoreCase)) return parameter.Trim()[(name.Length + 1)..].Trim('"');
        return "";
    }

    private static byte[] Decode(Dictionary<string, string> headers, string body) => headers.GetValueOrDefault("content-transfer-encoding", "7bit").ToLowerInvariant() switch
    {
        "base64" => Convert.FromBase64String(body),
        "quoted-printable" => QuotedPrintable(body),
        _ => Encoding.UTF8.GetBytes(body),
    };

    private static byte[] QuotedPrintable(string body)
    {
        using var bytes = new MemoryStream(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '=') bytes.WriteByte((byte)body[i]);
            else if (body[i + 1] == '\r') i += 2;
            else
            {
                bytes.WriteByte(Convert.ToByte(body.Substring(i + 1, 2), 16));
                i += 2;
            }
        }

        return bytes.ToArray();
    }
}
