using System.Text;
using KpiDigest.Delivery.Mime;
using KpiDigest.Outbox;
using NodaTime;

namespace KpiDigest.Tests.Outbox;

/// <summary>What is cut out of a message comes back to the byte.</summary>
public sealed class MailPartsTests
{
    private static readonly byte[] Pdf = Bytes(200_000, 7);

    [Fact]
    public void An_attached_file_is_cut_out_and_is_the_same_in_every_mail()
    {
        var (ada, bob) = (Mail("ada@example.com", Pdf), Mail("bob@example.com", Pdf));
        var (rest, parts) = MailParts.Cut(ada);

        Assert.True(rest.Length < 2000, $"{rest.Length}");
        Assert.Equal(Assert.Single(parts).Sha256, Assert.Single(MailParts.Cut(bob).Parts).Sha256);
        Assert.Equal(ada, MailParts.Join(rest, parts));
    }

    [Fact]
    public void Small_files_stay_where_they_are()
    {
        var mail = Mail("ada@example.com", Bytes(2000, 1));
        var (rest, parts) = MailParts.Cut(mail);
        Assert.Empty(parts);
        Assert.Same(mail, rest);
    }

    [Fact]
    public void Several_files_come_back_in_their_places()
    {
        var mail = Mail("ada@example.com", Bytes(5000, 1), Bytes(10, 2), Pdf, Pdf, []);
        var (rest, parts) = MailParts.Cut(mail);
        Assert.Equal(3, parts.Count);
        Assert.Equal(mail, MailParts.Join(rest, parts));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\nContent-Transfer-Encoding: base64\r\n")]
    [InlineData("\r\nContent-Transfer-Encoding: base64\r\n\r\n")]
    [InlineData("\r\nContent-Transfer-Encoding: base64\r\n\r\nLONG")]
    [InlineData("\r\nContent-Transfer-Encoding: base64\r\n\r\nLONG\r\n--b\r\n")]
    [InlineData("x\r\nContent-Transfer-Encoding: base64\r\n\r\nLONG\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\nLONG\r\n--")]
    [InlineData("\r\n\r\n\r\n--\r\nContent-Transfer-Encoding: base64\r\n\r\n--\r\n\r\nContent-Transfer-Encoding: base64\r\n\r\nLONG--\r\n--")]
    public void Whatever_the_bytes_are_they_come_back(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text.Replace("LONG", new string('A', 5000), StringComparison.Ordinal));
        var (rest, parts) = MailParts.Cut(bytes);
        Assert.Equal(bytes, MailParts.Join(rest, parts));
    }

    internal static byte[] Mail(string to, params byte[][] files) => MimeWriter.Write(new MailMessage
    {
        From = "digest@example.com",
        To = to,
        Subject = "Week 9",
        MessageId = to.Replace("@", ".at.", StringComparison.Ordinal) + ".id@example.com",
        Date = Instant.FromUtc(2026, 3, 2, 6, 0),
        Text = $"Good morning, {to}",
        Html = $"<p>Good morning, {to}</p>",
        Attachments = [.. files.Select((file, i) => new MimeAttachment($"scorecard-{i}.pdf", "application/pdf", file))],
    });

    internal static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
