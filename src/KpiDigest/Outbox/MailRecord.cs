using System.Globalization;
using KpiDigest.Delivery;
using KpiDigest.Store;

namespace KpiDigest.Outbox;

/// <summary>A row of the outbox as the database gives it.</summary>
internal sealed class MailRecord
{
    public const string Columns =
        "m.id as Id, r.digest as Digest, r.period as Period, r.revision as Revision, m.recipient as Recipient, m.scope as Scope, m.state as State, m.reason as Reason, m.last_error as LastError, " +
        "m.subject as Subject, m.message_id as MessageId, m.attempts as Attempts, m.not_before as NotBefore, m.expires_at as ExpiresAt, m.sent_at as SentAt, m.queue_id as QueueId, m.body_gone as BodyGone, " +
        "m.bounced_at as BouncedAt, m.bounce_kind as BounceKind, m.bounce_status as BounceStatus, m.bounce_text as BounceText";

    public long Id { get; set; }

    public string Digest { get; set; } = "";

    public string Period { get; set; } = "";

    public int Revision { get; set; }

    public string Recipient { get; set; } = "";

    public string Scope { get; set; } = "";

    public string State { get; set; } = "";

    public string? Reason { get; set; }

    public string? LastError { get; set; }

    public string Subject { get; set; } = "";

    public string MessageId { get; set; } = "";

    public string EnvelopeFrom { get; set; } = "";

    public int Attempts { get; set; }

    public long NotBefore { get; set; }

    public long ExpiresAt { get; set; }

    public long? SentAt { get; set; }

    public string? QueueId { get; set; }

    public string LeaseToken { get; set; } = "";

    public string? BodyGone { get; set; }

    public string? Sha256 { get; set; }

    public int Parts { get; set; }

    public byte[]? Mime { get; set; }

    public long? BouncedAt { get; set; }

    public string? BounceKind { get; set; }

    public string? BounceStatus { get; set; }

    public string? BounceText { get; set; }

    public long? SuppressedBy { get; set; }

    /// <summary>The key of an outgoing mail names no address: it goes into file names and logs.</summary>
    public ClaimedMail Claimed() => new(
        Id, LeaseToken, Attempts, new OutgoingMail(string.Create(CultureInfo.InvariantCulture, $"{Digest} {Period} {Revision} mail {Id}"), MessageId, EnvelopeFrom, Recipient, Mime ?? []), SuppressedBy);

    public OutboxRow Row() => new(
        Id, new MailKey(Digest, Period, Recipient, Revision), Scope, Enum.Parse<MailState>(State, ignoreCase: true), Reason, Subject, MessageId, Attempts,
        Stored.At(NotBefore), Stored.At(SentAt), QueueId)
    {
        ExpiresAt = Stored.At(ExpiresAt),
        LastError = LastError,
        BodyGone = BodyGone,
        Bounce = BouncedAt is { } at ? new Bounce(Stored.At(at), BounceKind!, BounceStatus!, BounceText!) : null,
    };
}
