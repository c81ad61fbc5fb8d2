using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KpiDigest.Delivery.Smtp;

/// <summary>The way out through an HTTP proxy (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>): CONNECT, then the connection is the mail server's.</summary>
internal sealed class SmtpProxy(IWebProxy settings)
{
    private const int LongestAnswer = 8 * 1024;

    /// <summary>The proxy for a mail server; null: none. This machine needs none.</summary>
    public Uri? For(SmtpOptions options)
    {
        if (options.Host == "localhost" || (IPAddress.TryParse(options.Host, out var address) && IPAddress.IsLoopback(address))) return null;
        var target = new UriBuilder(Uri.UriSchemeHttps, options.Host, options.Port).Uri;
        return settings.IsBypassed(target) || settings.GetProxy(target) is not { } proxy || proxy == target ? null : proxy;
    }

    /// <summary>Asks the proxy, over its connection, for the mail server.</summary>
    /// <exception cref="SmtpFaultException">It does not let us through.</exception>
    public static async Task PassAsync(Socket socket, Uri proxy, SmtpOptions options, CancellationToken cancellationToken)
    {
        if (proxy.Scheme != Uri.UriSchemeHttp) throw new SmtpFaultException($"configuration: HTTPS_PROXY is a {proxy.Scheme} proxy; mail goes through http proxies only (or name the mail server in NO_PROXY)");
        var target = $"{options.Host}:{options.Port}";
        await socket.SendAsync(Encoding.ASCII.GetBytes($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{Credentials(proxy)}\r\n"), cancellationToken);
        var status = (await AnswerAsync(socket, cancellationToken)).Split("\r\n")[0];
        if (status.Split(' ') is not [_, ['2', _, _], ..])
            throw new SmtpFaultException($"configuration: the proxy {proxy.Host}:{proxy.Port} (HTTPS_PROXY) does not let us through to {target}: {status}. Allow it there, or name the mail server in NO_PROXY");
    }

    private static string Credentials(Uri proxy) =>
        proxy.UserInfo.Length == 0 ? "" : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(proxy.UserInfo)))}\r\n";

    // Byte by byte: what follows the empty line is the mail server's greeting already.
    private static async Task<string> AnswerAsync(Socket socket, CancellationToken cancellationToken)
    {
        var (answer, next) = (new StringBuilder(), new byte[1]);
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (answer.Length >= LongestAnswer || await socket.ReceiveAsync(next, cancellationToken) == 0)
                throw new SmtpFaultException("the proxy (HTTPS_PROXY) ended the connection or gave no answer that HTTP knows");
            answer.Append(char.IsAscii((char)next[0]) ? (char)next[0] : '?');
        }

        return answer.ToString();
    }
}
