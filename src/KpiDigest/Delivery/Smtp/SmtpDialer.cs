using System.Net;
using System.Net.Sockets;
using KpiDigest.Delivery.Mime;
using KpiDigest.Delivery.Tokens;

namespace KpiDigest.Delivery.Smtp;

/// <summary>Opens a connection up to the point where mail can be sent: TLS and login done, or nothing.</summary>
internal sealed class SmtpDialer(SmtpOptions options, IWebProxy proxies, TokenSource? tokens)
{
    private readonly SmtpProxy _proxy = new(proxies);
    private readonly TimeSpan _limit = TimeSpan.FromSeconds(options.TimeoutSeconds);

    /// <exception cref="SmtpFaultException">It cannot be had; the message says why and what to do.</exception>
    public async Task<SmtpConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var token = await TokenAsync(cancellationToken);
        try
        {
            return await OpenAsync(token, cancellationToken);
        }
        catch (SmtpFaultException e) when (e.TokenRefused)
        {
            // It may have been revoked before its end: once more with a new one.
            tokens!.Discard(token!);
            return await OpenAsync(await TokenAsync(cancellationToken), cancellationToken);
        }
    }

    private async Task<AccessToken?> TokenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return tokens is null ? null : await tokens.GetAsync(cancellationToken);
        }
        catch (TokenFaultException e)
        {
            throw new SmtpFaultException(e.Message, inner: e);
        }
    }

    private async Task<SmtpConnection> OpenAsync(AccessToken? token, CancellationToken cancellationToken)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        all.CancelAfter(_limit * 3);
        SmtpWire? wire = null;
        try
        {
            wire = new SmtpWire(await ConnectAsync(all.Token), options.Host);
            return new SmtpConnection(wire, options, await GreetAsync(wire, token, all.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            if (wire is not null) await wire.DisposeAsync();
            throw new SmtpFaultException($"{options.Host} did not get through greeting, TLS and login within {_limit.TotalSeconds * 3:0.#} s");
        }
        catch
        {
            if (wire is not null) await wire.DisposeAsync();
            throw;
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            source.CancelAfter(_limit);
            var proxy = _proxy.For(options);
            await socket.ConnectAsync(proxy?.Host ?? options.Host, proxy?.Port ?? options.Port, source.Token);
            RefusePlaintextAbroad(socket, proxy);
            if (proxy is not null) await SmtpProxy.PassAsync(socket, proxy, options, source.Token);
            return socket;
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is SocketException) throw new SmtpFaultException($"{options.Host}:{options.Port} cannot be reached: {e.Message} (check Mail:Smtp:Host and Mail:Smtp:Port)", inner: e);
            if (e is OperationCanceledException && !cancellationToken.IsCancellationRequested) throw new SmtpFaultException($"{options.Host}:{options.Port} cannot be reached within {_limit.TotalSeconds:0.#} s", inner: e);
            throw;
        }
    }

    // The name may say localhost and resolve elsewhere; the connection's own end tells.
    private void RefusePlaintextAbroad(Socket socket, Uri? proxy)
    {
        if (options.Security != SmtpSecurity.None || options.AllowPlaintext) return;
        if (proxy is null && socket.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)) return;
        throw new SmtpFaultException($"configuration: {options.Host} is not this machine, and Mail:Smtp:Security None would send readable mail over the network; use StartTls or ImplicitTls");
    }

    private async Task<SmtpCapabilities> GreetAsync(SmtpWire wire, AccessToken? token, CancellationToken cancellationToken)
    {
        if (options.Security == SmtpSecurity.ImplicitTls) await wire.SecureAsync(SmtpTrust.For(options), _limit, cancellationToken);
        var greeting = await wire.ReadAsync("at the greeting", _limit, cancellationToken);
        if (greeting.Code != 220) throw Unwelcome(greeting, "the connection");
        var capabilities = await HelloAsync(wire, cancellationToken);
        if (options.Security == SmtpSecurity.StartTls)
        {
            await StartTlsAsync(wire, capabilities, cancellationToken);
            capabilities = await HelloAsync(wire, cancellationToken);
        }

        if (options.Username.Length > 0) await SmtpLogin.RunAsync(wire, options, token, capabilities, _limit, cancellationToken);
        return capabilities;
    }

    private async Task<SmtpCapabilities> HelloAsync(SmtpWire wire, CancellationToken cancellationToken)
    {
        var reply = await wire.AskAsync($"EHLO {HelloName()}", "at EHLO", _limit, cancellationToken);
        return reply.IsPositive ? new SmtpCapabilities(reply) : throw Unwelcome(reply, "EHLO");
    }

    private async Task StartTlsAsync(SmtpWire wire, SmtpCapabilities capabilities, CancellationToken cancellationToken)
    {
        if (!capabilities.StartTls) throw new SmtpFaultException($"configuration: {options.Host} offers no STARTTLS on port {options.Port}, so nothing is sent; use port 587, or Mail:Smtp:Security ImplicitTls with port 465");
        var reply = await wire.AskAsync("STARTTLS", "at STARTTLS", _limit, cancellationToken);
        if (reply.Code != 220) throw Unwelcome(reply, "STARTTLS");
        if (wire.HasUnread) throw new SmtpFaultException($"{options.Host} sent more than the answer to STARTTLS: somebody may be putting words into the connection, so it is given up");
        await wire.SecureAsync(SmtpTrust.For(options), _limit, cancellationToken);
    }

    private SmtpFaultException Unwelcome(SmtpReply reply, string what) => new(
        $"{(reply.IsPermanent ? "configuration: " : "")}{options.Host} refused {what}: {reply}", reply.Status);

    private string HelloName()
    {
        var name = options.HelloName.Length > 0 ? options.HelloName : Dns.GetHostName();
        return Mailbox.AsciiDomain(name) ?? "[127.0.0.1]";
    }
}
