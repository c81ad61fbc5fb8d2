using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>A mail as listings show it.</summary>
internal sealed record OutboxRow(
    long Id, MailKey Key, string Scope, MailState State, string? Reason, string Subject, string MessageId, int Attempts, Instant NotBefore, Instant? SentAt, string? QueueId);
