using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>A mail as it is staged: final bytes, one scope, one recipient.</summary>
internal sealed record OutboxMail
{
    public required MailKey Key { get; init; }

    /// <summary>The scope's text (<c>team:Cara Losch</c>).</summary>
    public required string Scope { get; init; }

    /// <summary>Waiting, Held or Skipped.</summary>
    public MailState State { get; init; } = MailState.Waiting;

    /// <summary>Why it is held or skipped.</summary>
    public string? Reason { get; init; }

    public required string MessageId { get; init; }

    public required string EnvelopeFrom { get; init; }

    /// <summary>The subject, for listings.</summary>
    public required string Subject { get; init; }

    /// <summary>Not sent before.</summary>
    public required Instant NotBefore { get; init; }

    /// <summary>Expires unsent after.</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>The final message; empty for skipped mails.</summary>
    public required byte[] Mime { get; init; }

    /// <summary>The reader's name in the mail's link; null: it has none.</summary>
    public string? Reader { get; init; }
}
