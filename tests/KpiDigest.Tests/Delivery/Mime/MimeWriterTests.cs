using System.Text;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Tests.Delivery.Mime;

public sealed class MimeWriterTests
{
    [Fact]
    public void A_mail_without_attachments_is_text_then_html_both_utf8()
    {
        var mail = Read(Some.Message with { Text = "Übersicht\nzweite", Html = "<p>Übersicht</p>" });
        Assert.Equal("multipart/alternative", mail.MediaType);
        Assert.Equal(["text/plain", "text/html"], mail.Parts.Select(p => p.MediaType));
        Assert.All(mail.Parts, p => Assert.Equal("utf-8", p.Parameter("Content-Type", "charset")));
        Assert.All(mail.Parts, p => Assert.Equal("quoted-printable", p["Content-Transfer-Encoding"]));
        Assert.Equal("Übersicht\r\nzweite", mail.Parts[0].Text);
        Assert.Equal("<p>Übersicht</p>", mail.Parts[1].Text);
    }

    [Fact]
    public void Attachments_go_into_an_outer_mixed_and_keep_their_bytes()
    {
        var pdf = Some.Pdf(size: 10_000);
        var csv = new MimeAttachment("zahlen.csv", "text/csv; charset=utf-8", Encoding.UTF8.GetBytes("\uFEFFa;b\r\nü;2\r\n"));
        var mail = Read(Some.Message with { Attachments = [pdf, csv] });
        Assert.Equal("multipart/mixed", mail.MediaType);
        Assert.Equal(["multipart/alternative", "application/pdf", "text/csv"], mail.Parts.Select(p => p.MediaType));
        Assert.Equal(["text/plain", "text/html"], mail.Parts[0].Parts.Select(p => p.MediaType));
        Assert.NotEqual(mail.Parameter("Content-Type", "boundary"), mail.Parts[0].Parameter("Content-Type", "boundary"));
        Assert.Equal(pdf.Content.ToArray(), mail.Parts[1].Decoded);
        Assert.Equal(csv.Content.ToArray(), mail.Parts[2].Decoded);
        Assert.All(Encoding.ASCII.GetString(mail.Parts[1].Body).Split("\r\n"), l => Assert.True(l.Length <= 76));
    }

    [Fact]
    public void The_same_message_gives_the_same_bytes_and_another_id_another_boundary()
    {
        var one = Some.Message with { Attachments = [Some.Pdf()] };
        Assert.Equal(MimeWriter.Write(one), MimeWriter.Write(one));
        Assert.NotEqual(Read(one).Parameter("Content-Type", "boundary"), Read(one with { MessageId = "mail.9@example.com" }).Parameter("Content-Type", "boundary"));
    }

    [Fact]
    public void The_standing_headers_are_there_once()
    {
        var mail = Read(Some.Message with { ReplyTo = "revops@example.com", Headers = [("List-Id", "Weekly <weekly.kpi.example.com>"), ("Auto-Submitted", "auto-generated")] });
        Assert.Equal("Sales digest <digest@example.com>", mail["From"]);
        Assert.Equal("Cara Losch <cara@example.com>", mail["To"]);
        Assert.Equal("revops@example.com", mail["Reply-To"]);
        Assert.Equal("Mon, 1 Jan 2018 07:05:00 +0000", mail["Date"]);
        Assert.Equal("<mail.0123@example.com>", mail["Message-ID"]);
        Assert.Equal("1.0", mail["MIME-Version"]);
        Assert.Equal("Weekly <weekly.kpi.example.com>", mail["List-Id"]);
        Assert.Equal("auto-generated", mail["Auto-Submitted"]);
    }

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("=equals= and trailing \nnext\t\nend", "=equals= and trailing \r\nnext\t\r\nend")]
    [InlineData("mixed\rline\nends\r\n", "mixed\r\nline\r\nends")]
    [InlineData(".\n.leading dot\nFrom here", ".\r\n.leading dot\r\nFrom here")]
    [InlineData("nul \0 and bell \a", "nul \0 and bell \a")]
    [InlineData("日本語 🎉 ümlaut", "日本語 🎉 ümlaut")]
    [InlineData("", "")]
    public void Bodies_come_back_as_written_with_crlf(string text, string expected)
    {
        var mail = Read(Some.Message with { Text = text });
        Assert.Equal(expected, mail.Parts[0].Text.TrimEnd('\r', '\n'));
        Assert.All(Lines(mail.Parts[0].Body), l => Assert.True(l.Length <= 76 && !l.EndsWith(' ') && !l.StartsWith('.') && !l.StartsWith("From ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_body_line_of_any_length_comes_back_whole()
    {
        foreach (var length in Enumerable.Range(70, 90).Append(5000))
        {
            var text = string.Concat(Enumerable.Range(0, length).Select(i => "ab .=ü"[i % 6]));
            var mail = Read(Some.Message with { Text = text });
            Assert.Equal(text, mail.Parts[0].Text.TrimEnd('\r', '\n'));
            Assert.All(Lines(mail.Parts[0].Body), l => Assert.True(l.Length <= 76));
        }
    }

    [Theory]
    [InlineData("bericht.pdf")]
    [InlineData("Score card Q4.pdf")]
    [InlineData("say \"hi\"; x=1.pdf")]
    [InlineData("Übersicht Müller 2017-Q4.pdf")]
    [InlineData("売上高レポート・とても長い名前のファイルです・二千十七年第四四半期.pdf")]
    [InlineData("a very long name with many words in it that needs several pieces to be written.pdf")]
    public void File_names_come_back(string name)
    {
        var part = Read(Some.Message with { Attachments = [Some.Pdf(name)] }).Parts[1];
        Assert.Equal(name, part.Parameter("Content-Disposition", "filename"));
    }

    private static ParsedPart Read(MailMessage message) => ParsedPart.Parse(MimeWriter.Write(message));

    private static string[] Lines(byte[] body) => Encoding.ASCII.GetString(body).Split("\r\n");
}
