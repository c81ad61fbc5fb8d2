using System.Text;

namespace KpiDigest.Bounces;

/// <summary>
/// A message or a part of one that anybody may have written. Characters are bytes (Latin-1) until <see cref="Text"/>. Whatever is broken gives fewer
/// parts or less text, never an error; size, depth and number of parts are limited.
/// </summary>
internal sealed class MailEntity
{
    /// <summary>Bytes of a message that are read. Reports come before the returned message, so what is cut off is that message's content.</summary>
    public const int MostBytes = 1 << 20;

    private const int Deepest = 8;
    private const int MostParts = 64;
    private const int LongestBoundary = 200;

    private readonly string _body;

    private MailEntity(string text, int depth)
    {
        (Headers, _body) = MailHeaders.Split(text);
        Type = new ContentType(Headers["Content-Type"]);
        Parts = depth < Deepest && Type.Media.StartsWith("multipart/", StringComparison.Ordinal) ? [.. Pieces(_body, Type["boundary"]).Select(piece => new MailEntity(piece, depth + 1))]
            : depth < Deepest && Type.Media is "message/rfc822" or "message/global" ? [new MailEntity(Decoded(), depth + 1)]
            : [];
    }

    public MailHeaders Headers { get; }

    public ContentType Type { get; }

    /// <summary>The parts of a multipart; of an attached message the message itself.</summary>
    public IReadOnlyList<MailEntity> Parts { get; }

    /// <summary>The content as UTF-8 text, with its transfer encoding taken off.</summary>
    public string Text => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Decoded()));

    /// <summary>Reads a message.</summary>
    public static MailEntity Read(ReadOnlySpan<byte> message)
    {
        var text = Encoding.Latin1.GetString(message[..Math.Min(message.Length, MostBytes)]);
        // The line with which an mbox begins each message.
        if (text.StartsWith("From ", StringComparison.Ordinal)) text = text[Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        return new MailEntity(text, 0);
    }

    /// <summary>This one and all below it, outer ones first.</summary>
    public IEnumerable<MailEntity> All() => Parts.SelectMany(part => part.All()).Prepend(this);

    private string Decoded() => Headers["Content-Transfer-Encoding"].ToLowerInvariant() switch
    {
        "base64" => TransferText.Base64(_body),
        "quoted-printable" => TransferText.QuotedPrintable(_body),
        _ => _body,
    };

    private static List<string> Pieces(string body, string boundary)
    {
        var pieces = new List<string>();
        if (boundary.Length is 0 or > LongestBoundary) return pieces;
        var delimiter = "--" + boundary;
        var (at, begin) = (0, -1);
        while (at < body.Length && pieces.Count < MostParts)
        {
            var next = body.IndexOf('\n', at) is var newline and >= 0 ? newline + 1 : body.Length;
            var line = body.AsSpan(at, next - at).TrimEnd();
            if (line.StartsWith(delimiter, StringComparison.Ordinal) && line[delimiter.Length..] is "" or "--")
            {
                if (begin >= 0) pieces.Add(body[begin..at]);
                if (line.Length > delimiter.Length) return pieces;
                begin = next;
            }

            at = next;
        }

        // Cut off before its end: what there is of the last part still counts.
        if (begin >= 0 && pieces.Count < MostParts) pieces.Add(body[begin..]);
        return pieces;
    }
}
