namespace KpiDigest.Bounces;

/// <summary>Where reports of undelivered mail arrive. Nothing is deleted from it.</summary>
internal interface IBounceBox
{
    /// <summary>Messages that were not read yet, by a name of their own.</summary>
    Task<IReadOnlyList<string>> WaitingAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The beginning of a message, at most <see cref="MailEntity.MostBytes"/>.</summary>
    Task<byte[]> ReadAsync(string message, CancellationToken cancellationToken);

    /// <summary>Marks a message so that it waits no more; one that was not understood stays unread for people.</summary>
    Task PutAwayAsync(string message, bool understood, CancellationToken cancellationToken);

    /// <summary>Whether there are messages that were not understood and that nobody has looked at.</summary>
    Task<bool> HasUnreadAsync(CancellationToken cancellationToken);
}
