using System.Text;

namespace KpiDigest.Delivery.Smtp;

/// <summary>Reads replies however they are split over packets, and refuses lines and replies without end.</summary>
internal sealed class SmtpReplyReader
{
    private const int LongestLine = 4096;
    private const int MostLines = 100;

    private readonly byte[] _buffer = new byte[LongestLine];
    private int _start;
    private int _end;

    /// <summary>Whether bytes came that nobody asked for yet.</summary>
    public bool HasUnread => _end > _start;

    /// <exception cref="SmtpFaultException">What came is no SMTP, or the connection ended.</exception>
    public async Task<SmtpReply> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var code = 0;
        while (true)
        {
            var line = await ReadLineAsync(stream, cancellationToken);
            var thisCode = CodeOf(line);
            if (thisCode == 0 || (lines.Count > 0 && thisCode != code)) throw new SmtpFaultException("the server's answer is not SMTP");
            code = thisCode;
            lines.Add(line.Length > 4 ? Clean(line[4..]) : "");
            if (line.Length == 3 || line[3] == ' ') return new SmtpReply(code, lines);
            if (lines.Count == MostLines) throw new SmtpFaultException($"the server's answer has more than {MostLines} lines");
        }
    }

    private static int CodeOf(string line)
    {
        var valid = line.Length >= 3 && line[0] is >= '1' and <= '5' && char.IsAsciiDigit(line[1]) && char.IsAsciiDigit(line[2])
            && (line.Length == 3 || line[3] is ' ' or '-');
        return valid ? ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0') : 0;
    }

    private static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    private async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0) return TakeLine(length);
            if (_end - _start == LongestLine) throw new SmtpFaultException($"the server's answer has a line of more than {LongestLine} bytes");
            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0) throw new SmtpFaultException("the server closed the connection");
            _end += read;
        }
    }

    private string TakeLine(int length)
    {
        var line = Encoding.UTF8.GetString(_buffer, _start, length).TrimEnd('\r');
        _start += length + 1;
        if (_start == _end) _start = _end = 0;
        return line;
    }

    private void MakeRoom()
    {
        if (_end < LongestLine) return;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
    }
}
