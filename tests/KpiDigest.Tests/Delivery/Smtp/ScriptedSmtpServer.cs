using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace KpiDigest.Tests.Delivery.Smtp;

/// <summary>
/// A submission server on loopback. It behaves, save where a step is scripted: GREETING, a command's first word, CONTENT (the answer
/// to the message). A script sends what it likes.
/// </summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, Func<ScriptedSmtpSession, Task>> _steps = new();
    private readonly ConcurrentBag<ScriptedSmtpSession> _sessions = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _connections;

    public ScriptedSmtpServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public bool ImplicitTls { get; init; }

    public X509Certificate2 Certificate { get; set; } = TestCertificates.Localhost;

    /// <summary>What EHLO answers; STARTTLS is added before TLS, AUTH where it is not empty.</summary>
    public IList<string> Capabilities { get; } = ["PIPELINING", "SIZE 10240000", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"];

    public bool OffersStartTls { get; set; } = true;

    public string Auth { get; set; } = "AUTH PLAIN LOGIN";

    public int Connections => _connections;

    /// <summary>Every line clients sent, over all connections, without the messages.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>The messages that were accepted, as they stand after dot unstuffing.</summary>
    public ConcurrentQueue<byte[]> Messages { get; } = new();

    public ScriptedSmtpServer On(string step, Func<ScriptedSmtpSession, Task> script)
    {
        _steps[step] = script;
        return this;
    }

    public ScriptedSmtpServer On(string step, string answer) => On(step, s => s.SendAsync(answer));

    public ScriptedSmtpServer Once(string step, Func<ScriptedSmtpSession, Task> script) => On(step, async s =>
    {
        _steps.TryRemove(step, out _);
        await script(s);
    });

    public Func<ScriptedSmtpSession, Task>? Script(string step) => _steps.GetValueOrDefault(step);

    /// <summary>No longer reachable.</summary>
    public void Stop()
    {
        _listener.Stop();
        foreach (var session in _sessions) session.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var session = new ScriptedSmtpSession(this, client, _stop.Token);
                Interlocked.Increment(ref _connections);
                _sessions.Add(session);
                running.Add(session.RunAsync());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(running);
        }
    }
}
