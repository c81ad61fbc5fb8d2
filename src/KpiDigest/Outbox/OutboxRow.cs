using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>A mail as listings show it.</summary>
internal sealed record OutboxRow(
    long Id, MailKey Key, string Scope, MailState State, string? Reason, string Subject, string MessageId, int Attempts, Instant NotBefore, Instant? SentAt, string? QueueId)
{
    /// <summary>After it an unsent mail expires.</summary>
    public Instant ExpiresAt { get; init; } = Instant.MaxValue;

    /// <summary>What the last attempt that was put off said; stays when a later one succeeds.</summary>
    public string? LastError { get; init; }

    /// <summary>Why its bytes are no longer kept; null: they are, or there never were any.</summary>
    public string? BodyGone { get; init; }

    /// <summary>What came back after it had left; null: nothing.</summary>
    public Bounce? Bounce { get; init; }
}
