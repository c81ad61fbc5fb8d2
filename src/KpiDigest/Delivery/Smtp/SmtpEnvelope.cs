using System.Globalization;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Delivery.Smtp;

/// <summary>MAIL and RCPT of one mail for one server, or why this server cannot have it.</summary>
internal sealed record SmtpEnvelope(string Mail, string Rcpt)
{
    public static (SmtpEnvelope? Envelope, DeliveryOutcome? Refusal) For(OutgoingMail mail, SmtpCapabilities server)
    {
        var mime = mail.Mime.Span;
        if (!TryAddress(mail.Recipient, out var to)) return Refuse("the recipient's address is no mail address", "5.1.3");
        Mailbox? from = null;
        if (mail.EnvelopeFrom.Length > 0 && !TryAddress(mail.EnvelopeFrom, out from)) return Refuse("the sender's address (Mail:BounceAddress or Mail:From) is no mail address", "5.1.7");
        if (!SmtpContent.HasCleanLineEnds(mime)) return Refuse("the message holds a line end that is not CR LF", "5.6.0");
        if (server.SizeLimit is { } limit && mime.Length > limit) return Refuse($"the message has {mime.Length} bytes, the server takes {limit}: send fewer or smaller attachments", "5.3.4");

        var eightBit = !SmtpContent.IsSevenBit(mime);
        var utf8 = to!.NeedsUtf8 || from?.NeedsUtf8 is true || (eightBit && !SmtpContent.IsSevenBit(SmtpContent.Head(mime)));
        if (utf8 && !server.SmtpUtf8) return Refuse("an address holds characters beyond ASCII, which the server does not take (no SMTPUTF8)", "5.6.7");
        if (eightBit && !server.EightBitMime) return Refuse("the message holds 8-bit bytes, which the server does not take (no 8BITMIME)", "5.6.3");

        var parameters = (server.Size ? string.Create(CultureInfo.InvariantCulture, $" SIZE={mime.Length}") : "") + (eightBit ? " BODY=8BITMIME" : "") + (utf8 ? " SMTPUTF8" : "");
        return (new SmtpEnvelope($"MAIL FROM:<{from?.Address}>{parameters}", $"RCPT TO:<{to.Address}>"), null);
    }

    private static bool TryAddress(string text, out Mailbox? mailbox) => Mailbox.TryParse(text, out mailbox, out _) && mailbox.Name is null;

    private static (SmtpEnvelope? Envelope, DeliveryOutcome? Refusal) Refuse(string reason, string code) => (null, new DeliveryOutcome.Refused(reason, code));
}
