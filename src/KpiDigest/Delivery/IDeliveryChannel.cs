namespace KpiDigest.Delivery;

/// <summary>A way a finished message leaves the house.</summary>
internal interface IDeliveryChannel : IAsyncDisposable
{
    /// <summary>Name as configured: <c>Smtp</c>, <c>Folder</c>.</summary>
    string Name { get; }

    /// <summary>The longest from a fence that said yes to the outcome; whoever holds the mail under a lease holds it longer than that.</summary>
    TimeSpan LongestAfterFence { get; }

    /// <summary>
    /// Sends one message. The fence is asked immediately before the message's content leaves (before DATA's first byte, before the
    /// file's rename): if it answers false the channel takes the message back and answers <see cref="DeliveryOutcome.Fenced"/>.
    /// </summary>
    /// <returns>An outcome; a failing world is a value, never an exception. Cancellation before the fence is an <see cref="OperationCanceledException"/>, after it <see cref="DeliveryOutcome.Unknown"/>.</returns>
    Task<DeliveryOutcome> SendAsync(OutgoingMail mail, Func<CancellationToken, Task<bool>> fence, CancellationToken cancellationToken);

    /// <summary>Whether a message is known to have left: true proves it, false proves nothing. Null: this channel cannot tell, or not now.</summary>
    Task<bool?> HasLeftAsync(string messageId, CancellationToken cancellationToken) => Task.FromResult<bool?>(null);

    /// <summary>Tries the channel without sending: null when it works, else cause and fix.</summary>
    Task<string?> CheckAsync(CancellationToken cancellationToken);
}
