using KpiDigest.Delivery.Mime;
using NodaTime;

namespace KpiDigest.Tests.Delivery.Mime;

/// <summary>A small message to vary.</summary>
internal static class Some
{
    public static MailMessage Message { get; } = new()
    {
        From = "Sales digest <digest@example.com>",
        To = "cara@example.com",
        ToName = "Cara Losch",
        Subject = "Week 52: won revenue up 12 %",
        MessageId = "mail.0123@example.com",
        Date = Instant.FromUtc(2018, 1, 1, 7, 5),
        Text = "Hello\n",
        Html = "<p>Hello</p>\n",
    };

    public static MimeAttachment Pdf(string name = "scorecard.pdf", int size = 200) => new(name, "application/pdf", Enumerable.Range(0, size).Select(i => (byte)(i * 7)).ToArray());
}
