using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;

namespace KpiDigest.Delivery.Graph;

/// <summary>
/// A message in base64, as sendMail takes it. It knows whether any of it left, leaves once, and not at all where the time is over
/// since the fence: by then another worker may hold the mail.
/// </summary>
internal sealed class GraphContent : HttpContent
{
    // A multiple of three, so that the pieces' base64 is the whole's.
    private const int Piece = 48 * 1024;

    private readonly ReadOnlyMemory<byte> _mime;
    private readonly Func<bool> _inTime;

    public GraphContent(ReadOnlyMemory<byte> mime, Func<bool> inTime)
    {
        (_mime, _inTime) = (mime, inTime);
        Headers.ContentType = new MediaTypeHeaderValue("text/plain");
    }

    /// <summary>Whether some of it may be at the server.</summary>
    public bool Left { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Left) throw new IOException("the connection broke and the message is not sent twice");
        if (!_inTime()) throw new IOException("the program stood still between the fence and the content");
        Left = true;
        var buffer = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(Piece));
        try
        {
            for (var rest = _mime; !rest.IsEmpty; rest = rest[Math.Min(Piece, rest.Length)..])
            {
                Base64.EncodeToUtf8(rest.Span[..Math.Min(Piece, rest.Length)], buffer, out _, out var written);
                await stream.WriteAsync(buffer.AsMemory(0, written), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Base64.GetMaxEncodedToUtf8Length(_mime.Length);
        return true;
    }
}
