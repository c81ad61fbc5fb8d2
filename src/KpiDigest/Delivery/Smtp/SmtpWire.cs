using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace KpiDigest.Delivery.Smtp;

/// <summary>One connection's bytes: commands out, replies in, each phase with a limit of time for the whole of it.</summary>
internal sealed class SmtpWire(Socket socket, string host) : IAsyncDisposable
{
    private readonly SmtpReplyReader _replies = new();
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);

    /// <summary>Whether the server sent something that was not asked for.</summary>
    public bool HasUnread => _replies.HasUnread;

    public Task WriteAsync(string commands, string phase, TimeSpan limit, CancellationToken cancellationToken) =>
        WriteAsync(Encoding.UTF8.GetBytes(commands), phase, limit, cancellationToken);

    public Task WriteAsync(ReadOnlyMemory<byte> bytes, string phase, TimeSpan limit, CancellationToken cancellationToken) =>
        WithinAsync(phase, limit, async token =>
        {
            await _stream.WriteAsync(bytes, token);
            return 0;
        }, cancellationToken);

    public Task<SmtpReply> ReadAsync(string phase, TimeSpan limit, CancellationToken cancellationToken) =>
        WithinAsync(phase, limit, token => _replies.ReadAsync(_stream, token), cancellationToken);

    public async Task<SmtpReply> AskAsync(string command, string phase, TimeSpan limit, CancellationToken cancellationToken)
    {
        await WriteAsync(command + "\r\n", phase, limit, cancellationToken);
        return await ReadAsync(phase, limit, cancellationToken);
    }

    /// <summary>Puts TLS over the connection.</summary>
    public Task SecureAsync(SslClientAuthenticationOptions tls, TimeSpan limit, CancellationToken cancellationToken) =>
        WithinAsync("in the TLS handshake", limit, async token =>
        {
            var secure = new SslStream(_stream, leaveInnerStreamOpen: false);
            _stream = secure;
            await secure.AuthenticateAsClientAsync(tls, token);
            return 0;
        }, cancellationToken);

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<T> WithinAsync<T>(string phase, TimeSpan limit, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(limit);
        try
        {
            return await work(source.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmtpFaultException($"{host} did not answer within {limit.TotalSeconds:0.#} s {phase}");
        }
        catch (AuthenticationException e)
        {
            throw new SmtpFaultException($"configuration: TLS with {host} failed: {e.Message} (Mail:Smtp:Host must be the name in the certificate, and Mail:Smtp:CaFile its CA where it is not a public one)", inner: e);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            throw new SmtpFaultException($"the connection to {host} broke {phase}: {e.Message}", inner: e);
        }
        catch (SmtpFaultException e)
        {
            throw new SmtpFaultException($"{host}, {phase}: {e.Message}", e.Code, e);
        }
    }
}
