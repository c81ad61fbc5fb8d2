using System.Globalization;
using System.Net.Mail;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Mime;
using KpiDigest.Delivery.Smtp;

namespace KpiDigest.Benchmarks;

/// <summary>
/// Our SMTP channel with 4 connections into smtp-sink, in turns with Postfix's smtp-source (messages of the same size), and with
/// System.Net.Mail (the same text, page and file, one client a connection).
/// </summary>
internal static class SmtpBenchmark
{
    private const int Messages = 2000;
    private const int FewMessages = 200;
    private const int Rounds = 5;
    private const double Target = 0.8;
    private const double TargetOfNetMail = 5;

    /// <summary>Measures in turns and prints the ratio of the best rounds.</summary>
    public static async Task RunAsync()
    {
        if (MailLoad.Find("smtp-sink") is not { } sink || MailLoad.Find("smtp-source") is not { } source)
        {
            Console.WriteLine("  smtp-sink and smtp-source are missing: apt-get install postfix");
            return;
        }

        await MailLoad.WithSinkAsync(sink, async port =>
        {
            var mime = MimeWriter.Write(MailLoad.Message());
            await using var channel = MailLoad.Channel(port);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Messages} messages of {mime.Length / 1000.0:0.0} KB a round, {MailLoad.Connections} connections, no TLS"));
            await SideBySide.RunAsync("mails", Rounds, new Side("smtp-source (C)", () => MailLoad.SourceAsync(source, port, Messages, "-l", mime.Length.ToString(CultureInfo.InvariantCulture))), new Side("SmtpChannel with its fence", () => ChannelAsync(channel, mime, Messages)), Target);
            await SideBySide.RunAsync("mails", Rounds, new Side("System.Net.Mail", () => NetMailAsync(port)), new Side("SmtpChannel with its fence", () => ChannelAsync(channel, mime, FewMessages)), TargetOfNetMail);
        });
    }

    private static Task<long> ChannelAsync(SmtpChannel channel, byte[] mime, int messages) => MailLoad.OnLanesAsync(messages, async () =>
    {
        var outcome = await channel.SendAsync(new OutgoingMail("bench", "b@example.com", "a@example.com", "b@example.com", mime), static _ => Task.FromResult(true), CancellationToken.None);
        if (outcome is not DeliveryOutcome.Accepted) throw new InvalidOperationException($"{outcome}");
    });

    // One client takes one mail at a time.
    private static async Task<long> NetMailAsync(int port)
    {
        var message = MailLoad.Message();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, MailLoad.Connections).Select(_ => Task.Run(async () =>
        {
            using var client = new SmtpClient("127.0.0.1", port);
            while (Interlocked.Increment(ref next) <= FewMessages)
            {
                using var mail = new System.Net.Mail.MailMessage("a@example.com", "b@example.com", message.Subject, message.Text);
                mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(message.Html, null, "text/html"));
                mail.Attachments.Add(new Attachment(new MemoryStream(message.Attachments[0].Content.ToArray()), "scorecard.pdf", "application/pdf"));
                await client.SendMailAsync(mail);
            }
        })));
        return FewMessages;
    }
}
