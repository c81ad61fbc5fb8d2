using KpiDigest.Delivery.Tokens;

namespace KpiDigest.Delivery.Smtp;

/// <summary>Submits mails to a server, several at a time, each on a connection of its own that the next mail uses again.</summary>
internal sealed class SmtpChannel : IDeliveryChannel
{
    private readonly SmtpOptions _options;
    private readonly TimeProvider _time;
    private readonly TokenSource? _tokens;
    private readonly SmtpDialer _dialer;
    private readonly SmtpPool _pool;

    public SmtpChannel(SmtpOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _tokens = options.FetchesTokens ? new TokenSource(options.OAuth, TimeSpan.FromSeconds(options.TimeoutSeconds), time) : null;
        _dialer = new SmtpDialer(options, HttpClient.DefaultProxy, _tokens);
        _pool = new SmtpPool(time, TimeSpan.FromSeconds(options.IdleSeconds));
    }

    public string Name => DeliveryChannels.Smtp;

    public TimeSpan LongestAfterFence => SmtpTransaction.LongestAfterFence(TimeSpan.FromSeconds(_options.TimeoutSeconds));

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

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        _tokens?.Dispose();
    }

    // Null: the reused connection was dead before this mail had begun on it.
    private async Task<DeliveryOutcome?> TrySendAsync(SmtpConnection connection, bool reused, OutgoingMail mail, Func<CancellationToken, Task<bool>> fence, CancellationToken cancellationToken)
    {
        var transaction = new SmtpTransaction(connection, mail, _time);
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
