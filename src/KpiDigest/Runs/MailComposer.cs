using System.Globalization;
using KpiDigest.Core.Schedules;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Mime;
using KpiDigest.Outbox;
using KpiDigest.Rendering;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>A rendered digest → the final bytes and the outbox row.</summary>
internal sealed class MailComposer(MailOptions options, string installation, ReaderLinks? links = null)
{
    private readonly Mailbox _from = Mailbox.Parse(options.From, "Mail:From");

    /// <summary>MAIL FROM.</summary>
    public string EnvelopeFrom => options.BounceAddress.Length > 0 ? options.BounceAddress : _from.Address;

    /// <summary>The row of a mail that will be sent; skipped, with the reason, where no server would take it.</summary>
    public OutboxMail Compose(
        DigestDefinition digest, RecipientDefinition recipient, MailKey key, RenderedDigest rendered, Instant dueAt, Instant expiresAt, SentBefore? before = null)
    {
        var messageId = MessageIds.For(installation, _from.Domain, key.Digest, key.Period, key.Recipient, $"{key.Revision}");
        if (before is not null) rendered = rendered with { Subject = before.Subject };
        var mime = Write(recipient.Email, recipient.Name, messageId, rendered, dueAt, [.. Headers(digest, key.Period, recipient.Scope, links?.Url(digest.Id, recipient.Culture, recipient.Email)), .. Thread(before)]);
        var most = DeliveryChannels.LargestMessage(options);
        if (mime.Length > most)
            return Skip(recipient, key, string.Create(CultureInfo.InvariantCulture, $"the message would have {mime.Length / 1_000_000m:0.0} MB and no more than {most / 1_000_000} MB are sent: take a file out of the digest's Attachments"), dueAt, expiresAt);
        return new OutboxMail
        {
            Key = key,
            Scope = recipient.Scope,
            State = digest.RequireApproval ? MailState.Held : MailState.Waiting,
            Reason = digest.RequireApproval ? "waits for approval: kpidigest outbox show, then release" : null,
            MessageId = messageId,
            EnvelopeFrom = EnvelopeFrom,
            Subject = rendered.Subject,
            NotBefore = dueAt,
            ExpiresAt = expiresAt,
            Mime = mime,
            Reader = links?.ReaderOf(recipient.Email),
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
        return new OutgoingMail($"test-{digest.Id}", messageId, EnvelopeFrom, to, Write(to, "", messageId, rendered, now, Headers(digest, "test", "test", null)));
    }

    private byte[] Write(string to, string name, string messageId, RenderedDigest rendered, Instant date, List<(string Name, string Value)> headers) => MimeWriter.Write(new MailMessage
    {
        From = options.From,
        To = to,
        ToName = name.Length > 0 ? name : null,
        ReplyTo = options.ReplyTo.Length > 0 ? options.ReplyTo : null,
        Subject = rendered.Subject,
        MessageId = messageId,
        Date = date,
        Headers = headers,
        Text = rendered.Text,
        Html = rendered.Html,
        Picture = rendered.Logo,
        Attachments = rendered.Attachments,
    });

    /// <summary>A correction stands in the thread of what it corrects.</summary>
    private static IEnumerable<(string Name, string Value)> Thread(SentBefore? before) => before is null ? [] :
    [
        ("In-Reply-To", $"<{before.MessageIds[^1]}>"),
        ("References", string.Join(' ', before.MessageIds.Select(id => $"<{id}>"))),
    ];

    /// <summary>One click is offered only where something answers it.</summary>
    private List<(string Name, string Value)> Headers(DigestDefinition digest, string period, string scope, string? link) =>
    [
        ("List-Id", $"{digest.Id} <{digest.Id}.kpidigest.{_from.Domain}>"),
        ("List-Unsubscribe", $"{(link is null ? "" : $"<{link}>, ")}<{ListAddresses.Unsubscribe(options, digest)}>"),
        .. link is null ? Array.Empty<(string Name, string Value)>() : [("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")],
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
        ("Feedback-ID", ListAddresses.Feedback(digest, period, scope)),
    ];
}
