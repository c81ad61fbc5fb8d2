using System.Text;
using KpiDigest.Delivery;
using KpiDigest.Tests.Delivery.Mime;

namespace KpiDigest.Tests.Delivery.Smtp;

/// <summary>The order of commands, and what each answer comes to.</summary>
public sealed class SmtpDialogueTests : IAsyncDisposable
{
    private readonly ScriptedSmtpServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Mail_and_rcpt_go_together_and_data_waits_for_their_answers_and_the_fence()
    {
        var withMail = "";
        _server.Once("MAIL", async s =>
        {
            withMail = s.Buffered;
            await s.SendAsync("250 2.1.0 Ok");
        });
        await SmtpTry.SendAsync(_server, fence: _ =>
        {
            Assert.StartsWith("RCPT", _server.Lines.Last());
            return Task.FromResult(true);
        });
        Assert.Equal("RCPT TO:<cara@example.com>\r\n", withMail);
        Assert.Equal(["EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"], Commands().Where(c => "EHLO STARTTLS AUTH MAIL RCPT DATA QUIT RSET".Contains(c)));
    }

    [Fact]
    public async Task Without_pipelining_each_command_waits_for_its_answer()
    {
        _server.Capabilities.Remove("PIPELINING");
        var withMail = "?";
        _server.Once("MAIL", async s =>
        {
            withMail = s.Buffered;
            await s.SendAsync("250 2.1.0 Ok");
        });
        Assert.IsType<DeliveryOutcome.Accepted>(await SmtpTry.SendAsync(_server));
        Assert.Equal("", withMail);
    }

    [Fact]
    public async Task A_fence_that_says_no_sends_rset_and_never_data()
    {
        Assert.IsType<DeliveryOutcome.Fenced>(await SmtpTry.SendAsync(_server, fence: _ => Task.FromResult(false)));
        Assert.Equal(["MAIL", "RCPT", "RSET", "QUIT"], Commands().TakeLast(4));
        Assert.Empty(_server.Messages);
    }

    [Fact]
    public async Task Sender_size_and_body_are_declared_where_the_server_knows_them()
    {
        await SmtpTry.SendAsync(_server);
        Assert.Contains($"MAIL FROM:<bounce@example.com> SIZE={SmtpTry.Mail.Mime.Length}", _server.Lines);
        _server.Lines.Clear();
        _server.Capabilities.Clear();
        await SmtpTry.SendAsync(_server);
        Assert.Contains("MAIL FROM:<bounce@example.com>", _server.Lines);
    }

    [Fact]
    public async Task A_mail_the_server_would_find_too_large_is_refused_before_it_is_sent()
    {
        _server.Capabilities[1] = "SIZE 500";
        var outcome = Assert.IsType<DeliveryOutcome.Refused>(await SmtpTry.SendAsync(_server));
        Assert.Equal("5.3.4", outcome.Code);
        Assert.DoesNotContain("MAIL", Commands());
    }

    [Fact]
    public async Task Lines_that_begin_with_a_dot_arrive_as_they_were()
    {
        var mime = Encoding.ASCII.GetBytes(".\r\n..\r\n.a\r\nb.\r\n\r\n.\r\nend\r\n.");
        Assert.IsType<DeliveryOutcome.Accepted>(await SmtpTry.SendAsync(_server, mail: SmtpTry.Mail with { Mime = mime }));
        Assert.Equal(".\r\n..\r\n.a\r\nb.\r\n\r\n.\r\nend\r\n.\r\n", Encoding.ASCII.GetString(_server.Messages.Single()));
    }

    [Theory]
    [InlineData("a\nb\r\n")]
    [InlineData("a\rb\r\n")]
    [InlineData("a\r\n.\nMAIL FROM:<x@example.com>\r\n")]
    [InlineData("a\r")]
    public async Task Bare_line_ends_that_could_smuggle_a_second_mail_are_refused(string content)
    {
        var mail = SmtpTry.Mail with { Mime = Encoding.ASCII.GetBytes(content) };
        Assert.Equal("5.6.0", Assert.IsType<DeliveryOutcome.Refused>(await SmtpTry.SendAsync(_server, mail: mail)).Code);
        Assert.DoesNotContain("MAIL", Commands());
    }

    [Theory]
    [InlineData("a@example.com>\r\nRCPT TO:<b@example.com")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("Name <a@example.com>")]
    public async Task An_address_that_is_not_one_address_never_reaches_the_wire(string address)
    {
        Assert.IsType<DeliveryOutcome.Refused>(await SmtpTry.SendAsync(_server, mail: SmtpTry.Mail with { Recipient = address }));
        Assert.IsType<DeliveryOutcome.Refused>(await SmtpTry.SendAsync(_server, mail: SmtpTry.Mail with { EnvelopeFrom = address }));
        Assert.DoesNotContain("MAIL", Commands());
    }

    [Fact]
    public async Task Domains_go_out_in_ascii_and_local_parts_beyond_it_need_smtputf8()
    {
        await SmtpTry.SendAsync(_server, mail: SmtpTry.Mail with { Recipient = "cara@bücher.example" });
        Assert.Contains("RCPT TO:<cara@xn--bcher-kva.example>", _server.Lines);
        Assert.DoesNotContain(_server.Lines, l => l.Contains("SMTPUTF8"));
        var mail = SmtpTry.MailOf(Some.Message with { To = "jürgen@example.com" });
        Assert.IsType<DeliveryOutcome.Accepted>(await SmtpTry.SendAsync(_server, mail: mail));
        Assert.Contains(_server.Lines, l => l.EndsWith("BODY=8BITMIME SMTPUTF8", StringComparison.Ordinal));
        Assert.Contains("RCPT TO:<jürgen@example.com>", _server.Lines);
        Assert.Equal(mail.Mime.ToArray(), _server.Messages.Last());
        _server.Capabilities.Remove("SMTPUTF8");
        Assert.Equal("5.6.7", Assert.IsType<DeliveryOutcome.Refused>(await SmtpTry.SendAsync(_server, mail: mail)).Code);
    }

    // Step, answer → outcome, whether the whole channel is at fault, code.
    [Theory]
    [InlineData("GREETING", "554 5.7.1 go away", "TryAgain", true, "5.7.1")]
    [InlineData("GREETING", "421 4.3.2 busy", "TryAgain", true, "4.3.2")]
    [InlineData("EHLO", "502 5.5.1 what", "TryAgain", true, "5.5.1")]
    [InlineData("STARTTLS", "454 4.7.0 no TLS now", "TryAgain", true, "4.7.0")]
    [InlineData("AUTH", "535 5.7.8 wrong", "TryAgain", true, "5.7.8")]
    [InlineData("AUTH", "454 4.7.0 later", "TryAgain", true, "4.7.0")]
    [InlineData("MAIL", "451 4.3.0 later", "TryAgain", true, "4.3.0")]
    [InlineData("MAIL", "553 5.1.8 sender domain unknown", "TryAgain", true, "5.1.8")]
    [InlineData("MAIL", "530 5.7.0 log in first", "TryAgain", true, "5.7.0")]
    [InlineData("MAIL", "552 5.3.4 too large", "Refused", false, "5.3.4")]
    [InlineData("RCPT", "450 4.2.1 greylisted", "TryAgain", false, "4.2.1")]
    [InlineData("RCPT", "452 too many", "TryAgain", false, "452")]
    [InlineData("RCPT", "550 5.1.1 no such user", "Refused", false, "5.1.1")]
    [InlineData("RCPT", "550 no such user", "Refused", false, "550")]
    [InlineData("RCPT", "550 2.1.1 a code that does not fit", "Refused", false, "550")]
    [InlineData("RCPT", "552 5.2.2 mailbox full", "TryAgain", false, "5.2.2")]
    [InlineData("RCPT", "554 5.7.1 relay denied", "TryAgain", false, "5.7.1")]
    [InlineData("RCPT", "530 5.7.0 log in first", "TryAgain", true, "5.7.0")]
    [InlineData("DATA", "451 4.3.0 later", "TryAgain", false, "4.3.0")]
    [InlineData("DATA", "554 5.5.1 no", "Refused", false, "5.5.1")]
    [InlineData("DATA", "250 2.0.0 not how it goes", "TryAgain", true, "2.0.0")]
    [InlineData("CONTENT", "451 4.7.1 later", "TryAgain", false, "4.7.1")]
    [InlineData("CONTENT", "421 4.3.2 going down", "TryAgain", true, "4.3.2")]
    [InlineData("CONTENT", "552 5.3.4 too large", "Refused", false, "5.3.4")]
    [InlineData("CONTENT", "550 5.6.0 bad content", "Refused", false, "5.6.0")]
    [InlineData("CONTENT", "550 5.7.1 policy", "TryAgain", false, "5.7.1")]
    [InlineData("CONTENT", "354 what?", "Unknown", false, null)]
    public async Task Each_answer_has_its_outcome(string step, string answer, string kind, bool channelFault, string? code)
    {
        var outcome = await SmtpTry.SendAsync(_server.On(step, answer));
        Assert.Equal(kind, outcome.GetType().Name);
        if (outcome is DeliveryOutcome.TryAgain again) Assert.Equal((channelFault, code), (again.ChannelFault, again.Code));
        if (outcome is DeliveryOutcome.Refused refused) Assert.Equal(code, refused.Code);
        Assert.Contains(answer[4..].Split(' ')[^1], $"{outcome}");
        Assert.Empty(_server.Messages);
        if (answer.StartsWith('5') && outcome is DeliveryOutcome.TryAgain { Code: not "5.2.2" } ours) Assert.StartsWith("configuration: ", ours.Reason);
    }

    private IEnumerable<string> Commands() => _server.Lines.Select(l => l.Split(' ')[0]);
}
