using System.Text;
using NodaTime.Text;

namespace KpiDigest.Delivery.Mime;

/// <summary>The message's own headers, checked, encoded and folded.</summary>
internal static class MessageHeaders
{
    private static readonly InstantPattern Rfc5322 = InstantPattern.CreateWithInvariantCulture("ddd, d MMM uuuu HH:mm:ss '+0000'");

    private static readonly HashSet<string> Ours = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "To", "Cc", "Bcc", "Sender", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Return-Path", "Received", "DKIM-Signature",
    };

    // Headers with a grammar: an encoded word in them would break it.
    private static readonly HashSet<string> AsciiOnly = new(StringComparer.OrdinalIgnoreCase)
    {
        "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Help", "List-Archive", "In-Reply-To", "References", "Auto-Submitted", "Feedback-ID", "Precedence",
    };

    public static void Write(MailMessage message, MimeBuffer buffer)
    {
        WriteAddress("From", Mailbox.Parse(message.From, "From"), buffer);
        WriteAddress("To", Recipient(message), buffer);
        if (!string.IsNullOrWhiteSpace(message.ReplyTo)) WriteAddress("Reply-To", Mailbox.Parse(message.ReplyTo, "Reply-To"), buffer);
        WriteText("Subject", message.Subject, buffer);
        buffer.Header("Date", Rfc5322.Format(message.Date));
        buffer.Header("Message-ID", $"<{MessageIds.Checked(message.MessageId)}>");
        buffer.Header("MIME-Version", "1.0");
        foreach (var (name, value) in message.Headers) WriteFurther(name, value, buffer);
    }

    private static Mailbox Recipient(MailMessage message)
    {
        var to = Mailbox.Parse(message.To, "To");
        return string.IsNullOrWhiteSpace(message.ToName) ? to : to with { Name = HeaderText.Checked(message.ToName, "the recipient's name").Trim() };
    }

    private static void WriteAddress(string header, Mailbox mailbox, MimeBuffer buffer) =>
        buffer.Header(header, mailbox.Name is null ? mailbox.Address : $"{EncodedWords.Phrase(mailbox.Name, header.Length + 2)} <{mailbox.Address}>");

    private static void WriteText(string header, string value, MimeBuffer buffer) =>
        buffer.Header(header, EncodedWords.Unstructured(HeaderText.Checked(value, header), header.Length + 2));

    private static void WriteFurther(string name, string value, MimeBuffer buffer)
    {
        if (name.Length is 0 or > 76 || !name.All(c => c is > ' ' and < '\u007f' and not ':')) throw new FormatException("a header's name is empty or holds characters that no header's name may hold");
        if (Ours.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)) throw new FormatException($"{name}: is written by the writer itself and cannot be added");
        if (string.IsNullOrWhiteSpace(value)) throw new FormatException($"{name}: is empty");
        HeaderText.Checked(value, name);
        if (!AsciiOnly.Contains(name)) WriteLongOrText(name, value, buffer);
        else if (Ascii.IsValid(value)) buffer.Header(name, value.Trim());
        else throw new FormatException($"{name}: holds characters that are not ASCII");
    }

    // ASCII stays as it is whatever its words' length: such values (tokens, addresses) are read by machines.
    private static void WriteLongOrText(string name, string value, MimeBuffer buffer)
    {
        if (Ascii.IsValid(value) && !value.Contains("=?", StringComparison.Ordinal)) buffer.Header(name, value.Trim());
        else WriteText(name, value, buffer);
    }
}
