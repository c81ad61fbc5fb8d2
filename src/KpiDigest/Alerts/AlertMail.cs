using System.Globalization;
using System.Net;
using System.Text;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Mime;
using NodaTime;

namespace KpiDigest.Alerts;

/// <summary>Matters → one plain mail to the admin.</summary>
internal static class AlertMail
{
    public static OutgoingMail Compose(MailOptions options, string installation, string to, IReadOnlyList<Matter> matters, Instant now)
    {
        var from = Mailbox.Parse(options.From, "Mail:From");
        var messageId = MessageIds.For(installation, from.Domain, ["alert", now.ToString("g", CultureInfo.InvariantCulture), .. matters.Select(m => m.Key)]);
        var mime = MimeWriter.Write(new MailMessage
        {
            From = options.From,
            To = to,
            Subject = Subject(installation, matters.Count),
            MessageId = messageId,
            Date = now,
            Headers = [("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "OOF, AutoReply"), ("X-Priority", "1")],
            Text = string.Join("\n\n", matters.Select(m => "- " + Flat(m.Text)).Append("'kpidigest status' and 'kpidigest outbox list' show all of it.")) + "\n",
            Html = Html(matters),
        });
        return new OutgoingMail("alert", messageId, options.BounceAddress.Length > 0 ? options.BounceAddress : from.Address, to, mime);
    }

    public static string Subject(string installation, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{installation}: {count} {(count == 1 ? "thing needs" : "things need")} you");

    private static string Html(IReadOnlyList<Matter> matters)
    {
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>KpiDigest</title></head><body style=\"font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:20px;\"><ul>");
        foreach (var matter in matters) html.Append("<li style=\"margin:0 0 10px 0;\">").Append(WebUtility.HtmlEncode(Flat(matter.Text))).Append("</li>");
        return html.Append("</ul><p>'kpidigest status' and 'kpidigest outbox list' show all of it.</p></body></html>\n").ToString();
    }

    private static string Flat(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
