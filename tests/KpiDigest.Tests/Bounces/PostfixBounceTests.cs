using KpiDigest.Bounces;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Smtp;
using KpiDigest.Secrets;
using KpiDigest.Tests.Delivery.Mime;
using KpiDigest.Tests.Delivery.Smtp;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Bounces;

/// <summary>A real Postfix takes a mail, cannot deliver it, and reports it to the envelope's sender.</summary>
public sealed class PostfixBounceTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_report_that_postfix_sends_is_read()
    {
        var server = Need.Smtp();
        var mail = SmtpTry.MailOf(Some.Message with { MessageId = $"mail.{Guid.NewGuid():N}@example.com" }) with { Recipient = "gone@example.com", EnvelopeFrom = "digest@example.com" };
        await using var channel = new SmtpChannel(
            new SmtpOptions { Host = server.Host, Port = server.Port, Username = server.User, Password = new SecretText(server.Password), CaFile = server.CaFile, TimeoutSeconds = 30 }, TimeProvider.System);
        Assert.IsType<DeliveryOutcome.Accepted>(await channel.SendAsync(mail, _ => Task.FromResult(true), Now));

        var report = DeliveryReportReader.Read(await ReportAsync(server, mail.MessageId))!;

        Assert.Equal(mail.MessageId, report.MessageIds[0]);
        var recipient = Assert.Single(report.Recipients);
        Assert.Contains("gone@example.com", recipient.Addresses);
        Assert.Equal((true, "5.1.1", true), (recipient.Failed, recipient.Status, recipient.MailboxIsGone));
    }

    private static async Task<byte[]> ReportAsync(SmtpTestServer server, string messageId)
    {
        var folder = Path.Combine(server.Maildir, "new");
        for (var tries = 0; tries < 300; tries++)
        {
            var found = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).FirstOrDefault(f => File.ReadAllText(f).Contains(messageId, StringComparison.Ordinal)) : null;
            if (found is not null) return await File.ReadAllBytesAsync(found, Now);
            await Task.Delay(100, Now);
        }

        throw new InvalidOperationException("no report arrived in the maildir");
    }
}
