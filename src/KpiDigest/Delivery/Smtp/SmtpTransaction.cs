namespace KpiDigest.Delivery.Smtp;

/// <summary>One mail on one connection: MAIL, RCPT, fence, DATA, content, answer.</summary>
internal sealed class SmtpTransaction(SmtpConnection connection, OutgoingMail mail, TimeProvider time)
{
    private static readonly TimeSpan EarlyAnswer = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // How long a stop waits for the answer to a message that is on its way, and a taken-back mail for that to RSET.
    private readonly TimeSpan _grace = connection.Limit < Patience ? connection.Limit : Patience;

    private bool _contentStarted;

    /// <summary>Whether the server answered this mail's first command with anything but 421; where not, an idle connection had died and a fresh one may try.</summary>
    public bool Begun { get; private set; }

    /// <summary>DATA has one limit, content and answer together three.</summary>
    public static TimeSpan LongestAfterFence(TimeSpan limit) => limit * 4;

    /// <exception cref="SmtpFaultException">The dialogue broke before the fence.</exception>
    public async Task<DeliveryOutcome> RunAsync(Func<CancellationToken, Task<bool>> fence, CancellationToken cancellationToken)
    {
        var (envelope, refusal) = SmtpEnvelope.For(mail, connection.Capabilities);
        if (envelope is null) return refusal!;
        connection.Mails++;
        if (await EnvelopeAsync(envelope, cancellationToken) is { } no) return await TakenBackAsync(no);
        cancellationToken.ThrowIfCancellationRequested();
        if (!await fence(cancellationToken)) return await TakenBackAsync(new DeliveryOutcome.Fenced());
        return await AfterFenceAsync(cancellationToken);
    }

    // With PIPELINING both commands go in one packet; both answers are read whatever the first says.
    private async Task<DeliveryOutcome?> EnvelopeAsync(SmtpEnvelope envelope, CancellationToken cancellationToken)
    {
        var together = connection.Capabilities.Pipelining;
        await connection.Wire.WriteAsync(envelope.Mail + "\r\n" + (together ? envelope.Rcpt + "\r\n" : ""), "at MAIL", connection.Limit, cancellationToken);
        var sender = await connection.Wire.ReadAsync("at MAIL", connection.Limit, cancellationToken);
        if (sender.Code == 421) throw new SmtpFaultException($"{connection.Host} closes the connection: {sender}", sender.Status);
        Begun = true;
        if (!sender.IsPositive && !together) return SmtpVerdict.OnSender(sender);
        var recipient = together ? await connection.Wire.ReadAsync("at RCPT", connection.Limit, cancellationToken)
            : await connection.Wire.AskAsync(envelope.Rcpt, "at RCPT", connection.Limit, cancellationToken);
        if (!sender.IsPositive) return SmtpVerdict.OnSender(sender);
        return recipient.IsPositive ? null : SmtpVerdict.OnMail(recipient);
    }

    // The outcome stands whatever becomes of RSET; a connection that does not take it is not used again.
    private async Task<DeliveryOutcome> TakenBackAsync(DeliveryOutcome outcome)
    {
        try
        {
            var reply = await connection.Wire.AskAsync("RSET", "at RSET", _grace, CancellationToken.None);
            connection.Broken |= !reply.IsPositive;
        }
        catch (SmtpFaultException)
        {
            connection.Broken = true;
        }

        return outcome;
    }

    // From here on the row says 'sending': cancellation no longer ends it at once, and each fault becomes the outcome that is true.
    private async Task<DeliveryOutcome> AfterFenceAsync(CancellationToken cancellationToken)
    {
        var fenced = time.GetTimestamp();
        var longest = LongestAfterFence(connection.Limit);
        using var stop = new CancellationTokenSource(longest);
        await using var _ = cancellationToken.Register(() => stop.CancelAfter(_grace));
        try
        {
            var go = await connection.Wire.AskAsync("DATA", "at DATA", connection.Limit, stop.Token);
            if (go.Code != 354) return await NoDataAsync(go);
            // Frozen since the fence: by now another worker may hold the mail.
            if (time.GetElapsedTime(fenced) >= longest) throw new SmtpFaultException("the program stood still between the fence and the content");
            _contentStarted = true;
            return Final(await ContentAsync(stop.Token));
        }
        catch (Exception e) when (e is SmtpFaultException or OperationCanceledException)
        {
            connection.Broken = true;
            var reason = e is SmtpFaultException ? e.Message
                : cancellationToken.IsCancellationRequested ? "the program stopped before the server had answered"
                : $"{connection.Host} did not answer within {longest.TotalSeconds:0.#} s";
            return _contentStarted
                ? new DeliveryOutcome.Unknown($"the content was on its way and no answer came: {reason}")
                : new DeliveryOutcome.TryAgain(reason, ChannelFault: true);
        }
    }

    private async Task<DeliveryOutcome> NoDataAsync(SmtpReply reply)
    {
        if (reply.IsTransient || reply.IsPermanent) return await TakenBackAsync(SmtpVerdict.OnMail(reply));
        connection.Broken = true;
        return new DeliveryOutcome.TryAgain($"{connection.Host} answered DATA with {reply}", Code: reply.Status, ChannelFault: true);
    }

    private async Task<SmtpReply> ContentAsync(CancellationToken cancellationToken)
    {
        var limit = connection.Limit * 3;
        try
        {
            await connection.Wire.WriteAsync(SmtpContent.DotStuffed(mail.Mime), "in the content", limit, cancellationToken);
            await connection.Wire.WriteAsync(SmtpContent.Terminator(mail.Mime.Span), "in the content", limit, cancellationToken);
        }
        catch (SmtpFaultException)
        {
            // A server that refuses in the midst of the content may have said why before it closed: a no is then certain.
            var early = await connection.Wire.ReadAsync("in the content", EarlyAnswer, cancellationToken);
            connection.Broken = true;
            return early.IsPositive ? throw new SmtpFaultException($"{connection.Host} accepted before the end and closed: {early}") : early;
        }

        return await connection.Wire.ReadAsync("after the content", limit, cancellationToken);
    }

    private DeliveryOutcome Final(SmtpReply reply)
    {
        connection.Broken |= reply.Code == 421;
        if (reply.IsPositive) return new DeliveryOutcome.Accepted(reply.QueueId);
        if (reply.IsTransient || reply.IsPermanent) return SmtpVerdict.OnMail(reply);
        connection.Broken = true;
        return new DeliveryOutcome.Unknown($"{connection.Host} answered the content with {reply}, which says neither yes nor no");
    }
}
