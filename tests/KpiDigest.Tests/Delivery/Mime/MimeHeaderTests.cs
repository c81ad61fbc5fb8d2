using System.Text;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Tests.Delivery.Mime;

public sealed class MimeHeaderTests
{
    private const string Long = "Wöchentliche Übersicht für das Vertriebsteam Süd: Umsatz steigt um 12 %, Abschlussquote fällt, drei große Verträge rutschen ins nächste Quartal 📉📈";

    public static TheoryData<string> Texts =>
    [
        "Week 52: won revenue up 12 %", "Zürich & Köln", Long, "日本語の件名 — 売上高", "looks =?utf-8?q?encoded?= already", " outer spaces ", "two  spaces",
        new string('x', 400), string.Join(' ', Enumerable.Repeat("word", 60)), string.Concat(Enumerable.Repeat("🎉", 80)), "under_score? = question",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Subjects_come_back_and_fold_within_78(string subject)
    {
        var bytes = MimeWriter.Write(Some.Message with { Subject = subject });
        Assert.Equal(subject, ParsedPart.Parse(bytes).Readable("Subject"));
        Assert.All(Head(bytes), l => Assert.True(l.Length <= 78, l));
        Assert.All(Head(bytes), l => Assert.True(l.All(char.IsAscii)));
    }

    [Theory]
    [InlineData("Cara Losch", "Cara Losch <cara@example.com>")]
    [InlineData("Losch, Cara", "\"Losch, Cara\" <cara@example.com>")]
    [InlineData("Cara \"CL\" O\\Neil", "\"Cara \\\"CL\\\" O\\\\Neil\" <cara@example.com>")]
    [InlineData("<ceo@evil.example>,", "\"<ceo@evil.example>,\" <cara@example.com>")]
    [InlineData("J. R. Doe (EMEA)", "\"J. R. Doe (EMEA)\" <cara@example.com>")]
    [InlineData("Jürgen Groß", "=?utf-8?q?J=C3=BCrgen_Gro=C3=9F?= <cara@example.com>")]
    [InlineData("  ", "cara@example.com")]
    public void Display_names_are_quoted_or_encoded(string name, string expected) =>
        Assert.Equal(expected, ParsedPart.Parse(MimeWriter.Write(Some.Message with { ToName = name }))["To"]);

    [Fact]
    public void A_name_full_of_umlauts_and_quotes_comes_back()
    {
        var mail = ParsedPart.Parse(MimeWriter.Write(Some.Message with { ToName = "Müller-Lüdenscheidt, \"Käthe\" <x@y>" }));
        Assert.Equal("Müller-Lüdenscheidt, \"Käthe\" <x@y> <cara@example.com>", mail.Readable("To"));
        Assert.DoesNotContain('"', mail["To"]);
    }

    [Fact]
    public void Long_reference_lists_fold_between_ids()
    {
        var ids = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"<mail.{i:D40}@example.com>"));
        var bytes = MimeWriter.Write(Some.Message with { Headers = [("References", ids)] });
        Assert.Equal(ids, ParsedPart.Parse(bytes)["References"]);
        Assert.All(Head(bytes), l => Assert.True(l.Length <= 78));
    }

    [Fact]
    public void A_word_over_998_bytes_is_refused() =>
        Refused("List-Unsubscribe", Some.Message with { Headers = [("List-Unsubscribe", $"<https://example.com/{new string('t', 1000)}>")] });

    [Theory]
    [InlineData("a\r\nBcc: evil@example.com")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    [InlineData("a\u0085b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u007fb")]
    public void Line_breaks_and_control_characters_are_refused_everywhere(string evil)
    {
        Refused("Subject", Some.Message with { Subject = evil });
        Refused("the recipient's name", Some.Message with { ToName = evil });
        Refused("From", Some.Message with { From = $"{evil} <a@example.com>" });
        Refused("To", Some.Message with { To = $"{evil}@example.com" });
        Refused("Reply-To", Some.Message with { ReplyTo = $"{evil} <a@example.com>" });
        Refused("X-Period", Some.Message with { Headers = [("X-Period", evil)] });
        Refused("header's name", Some.Message with { Headers = [(evil, "x")] });
        Refused("Message-ID", Some.Message with { MessageId = $"{evil}@example.com" });
        Refused("file name", Some.Message with { Attachments = [Some.Pdf(evil)] });
        Refused("content type", Some.Message with { Attachments = [new("a.pdf", $"application/{evil}", new byte[1])] });
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_in_headers_and_replaced_in_bodies()
    {
        Refused("Subject", Some.Message with { Subject = "a\ud800b" });
        Assert.StartsWith("a\ufffdb", ParsedPart.Parse(MimeWriter.Write(Some.Message with { Text = "a\ud800b" })).Parts[0].Text);
    }

    [Theory]
    [InlineData("Bcc")]
    [InlineData("to")]
    [InlineData("Content-Type")]
    [InlineData("Sender")]
    [InlineData("X Y")]
    [InlineData("X:")]
    [InlineData("")]
    public void Headers_of_the_writers_own_and_no_headers_are_refused(string name) =>
        Refused(name.Contains(' ') || name is "X:" or "" ? "header's name" : name, Some.Message with { Headers = [(name, "x@example.com")] });

    [Fact]
    public void Structured_headers_must_be_ascii_others_are_encoded()
    {
        Refused("List-Id", Some.Message with { Headers = [("List-Id", "Wöchentlich <w.example.com>")] });
        Assert.Equal("Süd", ParsedPart.Parse(MimeWriter.Write(Some.Message with { Headers = [("X-Team", "Süd")] })).Readable("X-Team"));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a\\b.pdf")]
    [InlineData("..")]
    [InlineData(" ")]
    [InlineData("invoice\u202efdp.exe")]
    public void File_names_that_are_paths_or_hide_their_ending_are_refused(string name) =>
        Refused("file name", Some.Message with { Attachments = [Some.Pdf(name)] });

    private static string[] Head(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
    }

    private static void Refused(string field, MailMessage message) =>
        Assert.Contains(field, Assert.Throws<FormatException>(() => MimeWriter.Write(message)).Message);
}
