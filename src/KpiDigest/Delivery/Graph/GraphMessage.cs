using System.Globalization;
using System.Text;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Delivery.Graph;

/// <summary>
/// A mail as Graph gets it. Graph knows no envelope: whoever stands in To, Cc and Bcc gets the mail. So To is made to name the one
/// recipient and nobody else (in mode Redirect the message names the reader), and a header says which delivery it is.
/// </summary>
internal static class GraphMessage
{
    /// <summary>The header by which a delivery is found again; Graph keeps those that begin with X-.</summary>
    public const string DeliveryHeader = "X-KpiDigest-Delivery";

    /// <summary>Base64 of it fills the 4 MB that a request may have.</summary>
    public const int MostBytes = 3_000_000;

    private static readonly string[] Recipients = ["To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc"];

    public static (byte[]? Mime, DeliveryOutcome? Refusal) For(OutgoingMail mail)
    {
        if (!Mailbox.TryParse(mail.Recipient, out var recipient, out _) || recipient.Name is not null) return Refuse("the recipient's address is no mail address");
        var end = mail.Mime.Span.IndexOf("\r\n\r\n"u8);
        if (end < 0) return Refuse("the message has no header");
        var fields = Fields(Encoding.UTF8.GetString(mail.Mime.Span[..end]));
        if (fields.Count(f => Recipients.Contains(Name(f), StringComparer.OrdinalIgnoreCase)) != 1) return Refuse("the message names more or fewer than one recipient");
        var head = string.Join("\r\n", fields.Select(f => IsTo(f) && !Names(f, recipient.Address) ? $"To: {recipient.Address}" : f));
        byte[] mime = [.. Encoding.UTF8.GetBytes($"{head}\r\n{DeliveryHeader}: {MessageIds.Checked(mail.MessageId)}"), .. mail.Mime.Span[end..]];
        return mime.Length <= MostBytes ? (mime, null)
            : Refuse(string.Create(CultureInfo.InvariantCulture, $"the message has {mime.Length / 1_000_000m:0.0} MB and Microsoft Graph takes {MostBytes / 1_000_000m:0.0} MB: take a file out of the digest's Attachments, or send by Mail:Channel Smtp"));
    }

    private static List<string> Fields(string head)
    {
        var fields = new List<string>();
        foreach (var line in head.Split("\r\n"))
        {
            if (fields.Count > 0 && line is [' ' or '\t', ..]) fields[^1] += "\r\n" + line;
            else fields.Add(line);
        }

        return fields;
    }

    private static string Name(string field) => field[..Math.Max(0, field.IndexOf(':', StringComparison.Ordinal))].Trim();

    private static bool IsTo(string field) => Name(field).Equals("To", StringComparison.OrdinalIgnoreCase);

    private static bool Names(string field, string address) =>
        Mailbox.TryParse(field[(field.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace("\r\n", "", StringComparison.Ordinal), out var to, out _)
        && to.Address.Equals(address, StringComparison.OrdinalIgnoreCase);

    private static (byte[]? Mime, DeliveryOutcome? Refusal) Refuse(string reason) => (null, new DeliveryOutcome.Refused(reason));
}
