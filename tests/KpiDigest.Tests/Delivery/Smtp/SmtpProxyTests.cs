using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using KpiDigest.Delivery.Smtp;

namespace KpiDigest.Tests.Delivery.Smtp;

/// <summary>Through an HTTP proxy to the mail server, or not at all.</summary>
public sealed class SmtpProxyTests : IAsyncDisposable
{
    private readonly ScriptedSmtpServer _server = new() { Certificate = TestCertificates.OtherName };
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _asked = new();
    private string _answer = "HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n";

    public SmtpProxyTests()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return _server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_behind_a_proxy_is_spoken_to_by_its_own_name_and_certificate()
    {
        await using var connection = await Dialer("mail.example.com", "user:p%40ss@").OpenAsync(Now);
        Assert.StartsWith("CONNECT mail.example.com:587 HTTP/1.1\r\nHost: mail.example.com:587\r\n", _asked.Single(), StringComparison.Ordinal);
        Assert.Contains("Proxy-Authorization: Basic " + Convert.ToBase64String("user:p@ss"u8) + "\r\n", _asked.Single(), StringComparison.Ordinal);
        Assert.Contains(_server.Lines, line => line.StartsWith("AUTH PLAIN", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\n\r\n", "403 Forbidden")]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "407")]
    [InlineData("220 mail.example.com\r\n", "no answer that HTTP knows")]
    [InlineData("", "no answer that HTTP knows")]
    public async Task A_proxy_that_refuses_is_named_and_nothing_is_said_to_it(string answer, string said)
    {
        _answer = answer;
        var fault = await Assert.ThrowsAsync<SmtpFaultException>(() => Dialer("mail.example.com").OpenAsync(Now));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Lines);
    }

    [Fact]
    public async Task Without_tls_nothing_goes_through_a_proxy()
    {
        var fault = await Assert.ThrowsAsync<SmtpFaultException>(() => Dialer("mail.example.com", change: o => o.Security = SmtpSecurity.None).OpenAsync(Now));
        Assert.Contains("would send readable mail", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_asked);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public void This_machine_needs_no_proxy(string host) => Assert.Null(new SmtpProxy(Proxy("")).For(new SmtpOptions { Host = host }));

    [Fact]
    public void What_is_bypassed_needs_no_proxy() =>
        Assert.Null(new SmtpProxy(new WebProxy("http://proxy.example.com:3128", false, [@"mail\.example\.com"])).For(new SmtpOptions { Host = "mail.example.com" }));

    private SmtpDialer Dialer(string host, string login = "", Action<SmtpOptions>? change = null)
    {
        var options = SmtpTry.Options(_server, change);
        (options.Host, options.Port) = (host, 587);
        return new SmtpDialer(options, Proxy(login), null);
    }

    private FixedProxy Proxy(string login) => new(new Uri($"http://{login}127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"));

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var asked = new StringBuilder();
            while (!asked.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && stream.ReadByte() is >= 0 and var read) asked.Append((char)read);
            if (asked.Length == 0) continue;
            _asked.Enqueue(asked.ToString());
            await stream.WriteAsync(Encoding.ASCII.GetBytes(_answer));
            if (!_answer.Contains(" 200 ", StringComparison.Ordinal)) continue;
            using var behind = new TcpClient();
            await behind.ConnectAsync(IPAddress.Loopback, _server.Port);
            await Task.WhenAny(stream.CopyToAsync(behind.GetStream()), behind.GetStream().CopyToAsync(stream));
        }
    }

    // As the environment's variables make one: the same for every address.
    private sealed class FixedProxy(Uri proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => proxy;

        public bool IsBypassed(Uri host) => false;
    }
}
