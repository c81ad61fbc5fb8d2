namespace KpiDigest.Delivery.Smtp;

/// <summary>Submits mails to a server, several at a time, each on a connection of its own that the next mail uses again.</summary>
internal sealed class SmtpChannel(SmtpOptions options, TimeProvider time) : IDeliveryChannel
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);

    private readonly SmtpDialer _dialer = new(options, HttpClient.DefaultProxy);
    private readonly SmtpPool _pool = new(time, LongestIdle);

    public string Name => DeliveryChannels.Smtp;

    public TimeSpan LongestAfterFence => SmtpTransaction.LongestAfterFence(TimeSpan.FromSeconds(options.TimeoutSeconds));

    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, Func<CancellationToken, Task<bool>> fence, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // A connection that idled may have been closed meanwhile; that is no fault, and a fresh one tries once.
            if (_pool.Rent() is { } used && await TrySendAsync(used, reused: true, mail, fence, cancellationToken) is { } outcome) return outcome;
            return (await TrySendAsync(await _dialer.OpenAsync(cancellationToken), reused: false, mail, fence, cancellationToken))!;
        }
        catch (SmtpFaultException e)
        {
            return new DeliveryOutcome.TryAgain(e.Message, Code: e.Code, ChannelFault: true);
        }
    }

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (await _dialer.OpenAsync(cancellationToken)).DisposeAsync();
            return null;
        }
        catch (SmtpFaultException e)
        {
            return e.Message;
        }
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    // Null: the reused connection was dead before this mail had begun on it.
    private async Task<DeliveryOutcome?> TrySendAsync(SmtpConnection connection, bool reused, OutgoingMail mail, Func<CancellationToken, Task<bool>> fence, CancellationToken cancellationToken)
    {
        var transaction = new SmtpTransaction(connection, mail, time);
        var finished = false;
        try
        {
            var outcome = await transaction.RunAsync(fence, cancellationToken);
            finished = true;
            return outcome;
        }
        catch (SmtpFaultException) when (reused && !transaction.Begun)
        {
            return null;
        }
        finally
        {
            connection.Broken |= !finished;
            await _pool.ReturnAsync(connection);
        }
    }
}
