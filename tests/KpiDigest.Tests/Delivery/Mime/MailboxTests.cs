using KpiDigest.Delivery.Mime;

namespace KpiDigest.Tests.Delivery.Mime;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("a@example.com", null, "a@example.com")]
    [InlineData(" <a.b+c@example.com> ", null, "a.b+c@example.com")]
    [InlineData("Sales digest <digest@example.com>", "Sales digest", "digest@example.com")]
    [InlineData("\"Acme, \\\"Inc\\\".\" <d@example.com>", "Acme, \"Inc\".", "d@example.com")]
    [InlineData("Zoë <zoe@bücher.example>", "Zoë", "zoe@xn--bcher-kva.example")]
    [InlineData("jürgen@example.com", null, "jürgen@example.com")]
    [InlineData("root@localhost", null, "root@localhost")]
    public void Reads_one_address(string text, string? name, string address)
    {
        var mailbox = Mailbox.Parse(text, "From");
        Assert.Equal((name, address), (mailbox.Name, mailbox.Address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a@")]
    [InlineData("@example.com")]
    [InlineData("a@b@example.com")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("a@example.com b@example.com")]
    [InlineData("x@y.example, Name <a@example.com>")]
    [InlineData("Name <a@example.com> <b@example.com>")]
    [InlineData("a@example.com>")]
    [InlineData("Name <a@example.com> trailing")]
    [InlineData("\"open <a@example.com>")]
    [InlineData("\"closed\" early <a@example.com>")]
    [InlineData(".a@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("a b@example.com")]
    [InlineData("a@exa mple.com")]
    [InlineData("a@-example.com")]
    [InlineData("a@example..com")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@example.com\r\nRCPT TO:<b@example.com>")]
    [InlineData("a>b@example.com")]
    public void Refuses_what_is_not_exactly_one_address(string text) =>
        Assert.StartsWith("Mail:From: ", Assert.Throws<FormatException>(() => Mailbox.Parse(text, "Mail:From")).Message);

    [Fact]
    public void Refuses_overlong_parts()
    {
        Assert.False(Mailbox.TryParse($"{new string('a', 65)}@example.com", out _, out _));
        Assert.False(Mailbox.TryParse($"a@{new string('b', 64)}.com", out _, out _));
        Assert.False(Mailbox.TryParse($"a@{string.Join('.', Enumerable.Repeat("bbbbbbbbb", 30))}", out _, out _));
    }

    [Fact]
    public void Only_a_local_part_beyond_ascii_needs_utf8()
    {
        Assert.True(Mailbox.Parse("jürgen@example.com", "To").NeedsUtf8);
        Assert.False(Mailbox.Parse("a@bücher.example", "To").NeedsUtf8);
    }
}
