using System.Text;

namespace KpiDigest.Crm.Http;

/// <summary>Reads through to an answer's body, keeps its first bytes for an error message, and refuses an endless one.</summary>
internal sealed class PeekStream(Stream inner) : Stream
{
    /// <summary>No page of a CRM is larger.</summary>
    public const long LongestBody = 128L << 20;

    private readonly byte[] _head = new byte[160];
    private long _read;

    /// <summary>The first characters as far as they were read.</summary>
    public string Head => Encoding.UTF8.GetString(_head, 0, (int)Math.Min(_read, _head.Length));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        return Seen(buffer.Span, count);
    }

    public override int Read(byte[] buffer, int offset, int count) => Seen(buffer.AsSpan(offset, count), inner.Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Seen(ReadOnlySpan<byte> buffer, int count)
    {
        if (_read < _head.Length)
        {
            var kept = (int)Math.Min(count, _head.Length - _read);
            buffer[..kept].CopyTo(_head.AsSpan((int)_read));
        }

        _read += count;
        return _read <= LongestBody ? count : throw new IOException($"the answer is longer than {LongestBody >> 20} MiB");
    }
}
