using KpiDigest.Core.Schedules;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Mime;
using KpiDigest.Outbox;
using KpiDigest.Rendering;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>A rendered digest → the final bytes and the outbox row.</summary>
internal sealed class MailComposer(MailOptions options, string installation)
{
    private readonly Mailbox _from = Mailbox.Parse(options.From, "Mail:From");

    /// <summary>MAIL FROM.</summary>
    public string EnvelopeFrom => options.BounceAddress.Length > 0 ? options.BounceAddress : _from.Address;

    /// <summary>The row of a mail that will be sent.</summary>
    public OutboxMail Compose(DigestDefinition digest, RecipientDefinition recipient, MailKey key, RenderedDigest rendered, Instant dueAt, Instant expiresAt)
    {
        var messageId = MessageIds.For(installation, _from.Domain, key.Digest, key.Period, key.Recipient, $"{key.Revision}");
        return new OutboxMail
        {
            Key = key,
            Scope = recipient.Scope,
            State = digest.RequireApproval ? MailState.Held : MailState.Waiting,
            Reason = digest.RequireApproval ? "waits for approval: kpidigest outbox release" : null,
            MessageId = messageId,
            EnvelopeFrom = EnvelopeFrom,
            Subject = rendered.Subject,
            NotBefore = dueAt,
            ExpiresAt = expiresAt,
            Mime = Write(digest, recipient.Email, recipient.Name, messageId, rendered, dueAt),
        };
    }

    /// <summary>The row of a recipient who gets nothing, with the reason.</summary>
    public OutboxMail Skip(RecipientDefinition recipient, MailKey key, string reason, Instant dueAt, Instant expiresAt) => new()
    {
        Key = key,
        Scope = recipient.Scope,
        State = MailState.Skipped,
        Reason = reason,
        MessageId = MessageIds.For(installation, _from.Domain, key.Digest, key.Period, key.Recipient, $"{key.Revision}"),
        EnvelopeFrom = EnvelopeFrom,
        Subject = "",
        NotBefore = dueAt,
        ExpiresAt = expiresAt,
        Mime = [],
    };

    /// <summary>A message to somebody else than the recipient, for trying: its Message-ID is never that of a real one.</summary>
    public OutgoingMail Test(DigestDefinition digest, string to, string token, RenderedDigest rendered, Instant now)
    {
        var messageId = MessageIds.ForTest(installation, _from.Domain, digest.Id, to, token);
        return new OutgoingMail($"test-{digest.Id}", messageId, EnvelopeFrom, to, Write(digest, to, "", messageId, rendered, now));
    }

    private byte[] Write(DigestDefinition digest, string to, string name, string messageId, RenderedDigest rendered, Instant date) => MimeWriter.Write(new MailMessage
    {
        From = options.From,
        To = to,
        ToName = name.Length > 0 ? name : null,
        ReplyTo = options.ReplyTo.Length > 0 ? options.ReplyTo : null,
        Subject = rendered.Subject,
        MessageId = messageId,
        Date = date,
        Headers = Headers(digest),
        Text = rendered.Text,
        Html = rendered.Html,
        Attachments = rendered.Attachments,
    });

    private List<(string Name, string Value)> Headers(DigestDefinition digest)
    {
        var answer = options.ReplyTo.Length > 0 ? Mailbox.Parse(options.ReplyTo, "Mail:ReplyTo").Address : _from.Address;
        return
        [
            ("List-Id", $"{digest.Id} <{digest.Id}.kpidigest.{_from.Domain}>"),
            ("List-Unsubscribe", $"<mailto:{answer}?subject=unsubscribe%20{digest.Id}>"),
            ("Auto-Submitted", "auto-generated"),
            ("X-Auto-Response-Suppress", "OOF, AutoReply"),
        ];
    }
}
