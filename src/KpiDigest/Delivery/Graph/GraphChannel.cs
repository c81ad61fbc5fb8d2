using KpiDigest.Delivery.Tokens;

namespace KpiDigest.Delivery.Graph;

/// <summary>Hands mails to Microsoft 365 with sendMail, as MIME, not more at a time than a mailbox allows.</summary>
internal sealed class GraphChannel(GraphOptions options, TimeProvider time) : IDeliveryChannel
{
    // Graph's limit for one mailbox.
    private const int AtATime = 4;

    // How long a stop waits for the answer to a message that is on its way.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly GraphClient _client = new(options, time);
    private readonly SemaphoreSlim _turns = new(AtATime);

    // The first try, a new token and a second try share it.
    private readonly TimeSpan _limit = TimeSpan.FromSeconds(options.TimeoutSeconds);

    public string Name => DeliveryChannels.Graph;

    public TimeSpan LongestAfterFence => _limit + (options.LookUpUnknown ? SentItems.Longest : TimeSpan.Zero);

    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, Func<CancellationToken, Task<bool>> fence, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (mime, refusal) = GraphMessage.For(mail);
        if (mime is null) return refusal!;
        await _turns.WaitAsync(cancellationToken);
        try
        {
            await _client.SignInAsync(cancellationToken);
            var asked = time.GetTimestamp();
            if (!await fence(cancellationToken)) return new DeliveryOutcome.Fenced();
            var outcome = await PostAsync(mime, asked, cancellationToken);
            return outcome is DeliveryOutcome.Unknown && await HasLeftAsync(mail.MessageId, cancellationToken) == true ? new DeliveryOutcome.Accepted("found in Sent Items") : outcome;
        }
        catch (TokenFaultException e)
        {
            return new DeliveryOutcome.TryAgain(e.Message, ChannelFault: true);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Null too where <c>LookUpUnknown</c> is off.</summary>
    public async Task<bool?> HasLeftAsync(string messageId, CancellationToken cancellationToken)
    {
        if (!options.LookUpUnknown) return null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(SentItems.Longest);
        try
        {
            return await new SentItems(options, _client, time).HasAsync(messageId, stop.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or TokenFaultException)
        {
            return null;
        }
    }

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(_limit);
        try
        {
            // Any answer but 'who are you' says that Graph is reached and knows the token; whether it may send shows with the first mail.
            using var response = await _client.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, $"{options.BaseUrl.TrimEnd('/')}/v1.0/"), stop.Token);
            return response.StatusCode == System.Net.HttpStatusCode.Unauthorized ? "configuration: Graph does not take the token: check Mail:Graph:Tenant and Mail:Graph:BaseUrl" : null;
        }
        catch (TokenFaultException e)
        {
            return e.Message;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Unreachable(e);
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _turns.Dispose();
        return ValueTask.CompletedTask;
    }

    // From here on the row says 'sending': cancellation no longer ends it at once, and each fault becomes the outcome that is true.
    private async Task<DeliveryOutcome> PostAsync(byte[] mime, long fenced, CancellationToken cancellationToken)
    {
        using var stop = new CancellationTokenSource(_limit);
        await using var _ = cancellationToken.Register(() => stop.CancelAfter(Grace));
        GraphContent? content = null;
        try
        {
            using var response = await _client.SendAsync(Request, stop.Token);
            return GraphVerdict.Of(await GraphReply.ReadAsync(response, time.GetUtcNow(), stop.Token));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            var reason = Unreachable(e);
            return content is { Left: true }
                ? new DeliveryOutcome.Unknown($"the message was on its way and no answer came: {reason}")
                : new DeliveryOutcome.TryAgain(reason, ChannelFault: true);
        }

        HttpRequestMessage Request()
        {
            content = new GraphContent(mime, () => time.GetElapsedTime(fenced) < _limit);
            return new HttpRequestMessage(HttpMethod.Post, $"{options.Mailbox}/sendMail") { Content = content };
        }
    }

    private string Unreachable(Exception e) => e is OperationCanceledException
        ? $"{options.BaseUrl} did not answer within {_limit.TotalSeconds:0.#} s"
        : $"{options.BaseUrl} cannot be reached: {e.Message}{(e.InnerException is { } inner ? $" ({inner.Message})" : "")}";
}
