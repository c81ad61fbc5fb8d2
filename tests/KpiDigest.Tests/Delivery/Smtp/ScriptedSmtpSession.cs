using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace KpiDigest.Tests.Delivery.Smtp;

/// <summary>One connection of a <see cref="ScriptedSmtpServer"/>.</summary>
internal sealed class ScriptedSmtpSession(ScriptedSmtpServer server, TcpClient client, CancellationToken stop)
{
    private readonly byte[] _buffer = new byte[1 << 20];
    private Stream _stream = client.GetStream();
    private int _start;
    private int _end;
    private bool _secure;

    /// <summary>The line being answered.</summary>
    public string Line { get; private set; } = "";

    /// <summary>What came with the line in the same packet.</summary>
    public string Buffered => Encoding.UTF8.GetString(_buffer, _start, _end - _start);

    public void Close() => client.Close();

    public Task SendAsync(string answer) => SendRawAsync(answer + "\r\n");

    public Task SendRawAsync(string text) => SendBytesAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendBytesAsync(byte[] bytes)
    {
        await _stream.WriteAsync(bytes, stop);
        await _stream.FlushAsync(stop);
    }

    /// <summary>One byte, a pause, the next byte.</summary>
    public async Task DripAsync(string answer, int milliseconds)
    {
        foreach (var c in answer + "\r\n")
        {
            await SendRawAsync(c.ToString());
            await Task.Delay(milliseconds, stop);
        }
    }

    public Task HangAsync() => Task.Delay(Timeout.Infinite, stop);

    public async Task<string> ReadLineAsync()
    {
        var line = Encoding.UTF8.GetString(await ReadBytesAsync());
        server.Lines.Enqueue(line);
        return line;
    }

    public async Task RunAsync()
    {
        try
        {
            client.NoDelay = true;
            if (server.ImplicitTls) await SecureAsync();
            await StepAsync("GREETING", () => SendAsync("220 mail.test ESMTP"));
            while (true)
            {
                Line = await ReadLineAsync();
                var command = Line.Split(' ')[0].ToUpperInvariant();
                await StepAsync(command, () => AnswerAsync(command));
            }
        }
        catch (Exception e) when (stop.IsCancellationRequested || e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException or AuthenticationException)
        {
            client.Dispose();
        }
    }

    public async Task SecureAsync()
    {
        if (!_stream.CanRead) throw new IOException("closed");
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, stop);
        _secure = true;
    }

    private Task StepAsync(string step, Func<Task> otherwise) => server.Script(step) is { } script ? script(this) : otherwise();

    private Task AnswerAsync(string command) => command switch
    {
        "EHLO" => SendAsync(Hello()),
        "STARTTLS" => StartTlsAsync(),
        "AUTH" => AuthAsync(),
        "DATA" => DataAsync(),
        "QUIT" => QuitAsync(),
        "MAIL" or "RCPT" or "RSET" => SendAsync("250 2.0.0 Ok"),
        _ => SendAsync("500 5.5.2 what?"),
    };

    private string Hello()
    {
        var lines = new List<string> { "mail.test" };
        lines.AddRange(server.Capabilities);
        if (!_secure && server.OffersStartTls) lines.Add("STARTTLS");
        if (server.Auth.Length > 0) lines.Add(server.Auth);
        return string.Join("\r\n", lines.Select((l, i) => (i == lines.Count - 1 ? "250 " : "250-") + l));
    }

    private async Task StartTlsAsync()
    {
        await SendAsync("220 2.0.0 Ready");
        await SecureAsync();
    }

    private async Task AuthAsync()
    {
        if (Line == "AUTH LOGIN")
        {
            await SendAsync("334 VXNlcm5hbWU6");
            await ReadLineAsync();
            await SendAsync("334 UGFzc3dvcmQ6");
            await ReadLineAsync();
        }

        await SendAsync("235 2.7.0 Welcome");
    }

    private async Task DataAsync()
    {
        await SendAsync("354 Go ahead");
        var content = new List<byte>();
        while (await ReadBytesAsync() is var line && line is not [(byte)'.'])
        {
            content.AddRange(line is [(byte)'.', ..] ? line[1..] : line);
            content.AddRange("\r\n"u8);
        }

        await StepAsync("CONTENT", async () =>
        {
            server.Messages.Enqueue([.. content]);
            await SendAsync($"250 2.0.0 Ok: queued as Q{server.Messages.Count}");
        });
    }

    private async Task QuitAsync()
    {
        await SendAsync("221 2.0.0 Bye");
        Close();
    }

    private async Task<byte[]> ReadBytesAsync()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (length >= 0)
            {
                _start += length + 2;
                return _buffer.AsSpan(_start - length - 2, length).ToArray();
            }

            await FillAsync();
        }
    }

    private async Task FillAsync()
    {
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        _end -= _start;
        _start = 0;
        var read = await _stream.ReadAsync(_buffer.AsMemory(_end), stop);
        if (read == 0) throw new IOException("closed");
        _end += read;
    }
}
