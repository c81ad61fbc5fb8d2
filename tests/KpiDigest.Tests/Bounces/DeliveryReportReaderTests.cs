using System.Text;
using KpiDigest.Bounces;

namespace KpiDigest.Tests.Bounces;

public sealed class DeliveryReportReaderTests
{
    [Theory]
    [InlineData("postfix", "failed", "5.1.1", "smtp; 550 5.1.1 <cara@example.com>: Recipient address rejected: User unknown")]
    [InlineData("exchange-online", "failed", "5.1.10", "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient cara@example.com not found by SMTP address lookup")]
    [InlineData("gmail", "failed", "5.1.1", null)]
    [InlineData("sendmail", "failed", "5.1.1", "SMTP; 550 5.1.1 <cara@example.com>... User unknown")]
    [InlineData("base64", "failed", "5.1.1", "smtp; 550 5.1.1 no such user")]
    [InlineData("nested", "failed", "5.1.1", null)]
    [InlineData("wrong-charset", "failed", "5.1.1", null)]
    [InlineData("in-reply-to", "failed", "5.1.1", null)]
    [InlineData("delayed", "delayed", "4.4.1", null)]
    [InlineData("expired", "failed", "4.4.7", null)]
    [InlineData("success", "delivered", "2.0.0", null)]
    [InlineData("relayed", "relayed", "2.0.0", null)]
    public void Each_shape_of_report_is_read(string name, string action, string status, string? text)
    {
        var report = DeliveryReportReader.Read(Report.Bytes(name))!;

        Assert.Equal(Report.MessageId, report.MessageIds[0]);
        var recipient = Assert.Single(report.Recipients);
        Assert.Contains("cara@example.com", recipient.Addresses, StringComparer.OrdinalIgnoreCase);
        Assert.Equal((action, status), (recipient.Action, recipient.Status));
        if (text is not null) Assert.Equal(text, recipient.Text);
    }

    [Theory]
    [InlineData("postfix", true)]
    [InlineData("exchange-online", true)]
    [InlineData("in-reply-to", true)]
    [InlineData("mailbox-full", false)]
    [InlineData("policy", false)]
    [InlineData("expired", false)]
    [InlineData("delayed", false)]
    [InlineData("success", false)]
    public void Only_a_mailbox_that_is_gone_counts_as_gone(string name, bool gone) =>
        Assert.Equal(gone, DeliveryReportReader.Read(Report.Bytes(name))!.Recipients.Single().MailboxIsGone);

    [Theory]
    [InlineData("5.0.0", true)]
    [InlineData("5.2.1", true)]
    [InlineData("5.2.3", false)]
    [InlineData("5.3.4", false)]
    [InlineData("5.4.4", false)]
    [InlineData("5.6.0", false)]
    [InlineData("", false)]
    public void What_passes_or_is_ours_to_mend_is_no_gone_mailbox(string status, bool gone) =>
        Assert.Equal(gone, new ReportedRecipient(["cara@example.com"], "failed", status, "").MailboxIsGone);

    [Fact]
    public void A_notice_that_is_no_report_is_none_and_a_report_without_ids_has_none()
    {
        Assert.Null(DeliveryReportReader.Read(Report.Bytes("qmail")));
        Assert.Null(DeliveryReportReader.Read([]));
        Assert.Empty(DeliveryReportReader.Read(Report.Bytes("no-message-id"))!.MessageIds);
    }

    /// <summary>Cut off anywhere, and with bytes overwritten anywhere: fewer fields, never an error, and never an id that was not there.</summary>
    [Fact]
    public void Broken_reports_never_fail()
    {
        var chance = new Random(20261116);
        foreach (var bytes in Report.All.Select(Report.Bytes))
        {
            for (var length = 0; length < bytes.Length; length += 7) DeliveryReportReader.Read(bytes.AsSpan(0, length));
            for (var round = 0; round < 200; round++)
            {
                var broken = bytes.ToArray();
                for (var i = 0; i < 12; i++) broken[chance.Next(broken.Length)] = (byte)(i % 3 == 0 ? "\n\0:=-;\"("[chance.Next(8)] : chance.Next(256));
                var report = DeliveryReportReader.Read(broken);
                Assert.All(report?.Recipients ?? [], r => Assert.DoesNotContain(r.Text + string.Concat(r.Addresses), char.IsControl));
                Assert.All(report?.MessageIds ?? [], id => Assert.All(id, c => Assert.InRange(c, '!', '~')));
            }
        }
    }

    [Theory]
    [InlineData(5000, 1)]
    [InlineData(1, 200_000)]
    [InlineData(300, 300)]
    public void Deep_and_wide_messages_are_cut_off(int levels, int parts)
    {
        var text = new StringBuilder();
        for (var i = 0; i < levels; i++) text.Append($"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");
        for (var i = 0; i < parts; i++) text.Append("--b0\nContent-Type: message/delivery-status\n\nAction: failed\n\n");

        var mail = MailEntity.Read(Encoding.Latin1.GetBytes(text.ToString()));

        Assert.InRange(mail.All().Count(), 1, 64 * 9);
        Assert.Null(DeliveryReportReader.Read(Encoding.Latin1.GetBytes(text.ToString())));
    }

    [Fact]
    public void Huge_headers_addresses_and_texts_are_cut_off()
    {
        var field = new string('x', 900_000);
        var message = Encoding.Latin1.GetString(Report.Bytes("postfix")).Replace("Diagnostic-Code: smtp;", $"Diagnostic-Code: smtp; {field}", StringComparison.Ordinal);

        var report = DeliveryReportReader.Read(Encoding.Latin1.GetBytes(message))!;

        Assert.InRange(report.Recipients.Single().Text.Length, 1, 300);
        Assert.Equal("5.1.1", report.Recipients.Single().Status);
    }

    [Fact]
    public void A_boundary_that_begins_like_another_does_not_end_a_part()
    {
        var mail = MailEntity.Read("Content-Type: multipart/mixed; boundary=\"a\"\n\n--a\n\none\n--ab\nstill one\n--a--\nepilogue\n--a\nnever\n"u8);

        Assert.Equal("one\n--ab\nstill one\n", Assert.Single(mail.Parts).Text);
    }
}
