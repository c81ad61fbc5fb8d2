using KpiDigest.Delivery;
using KpiDigest.Tests.Delivery.Mime;

namespace KpiDigest.Tests.Delivery.Smtp;

/// <summary>Servers that close, stall, babble or split; what is certain is said, what is not is unknown.</summary>
public sealed class SmtpHostileServerTests : IAsyncDisposable
{
    private readonly ScriptedSmtpServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public static TheoryData<string> BeforeContent => ["GREETING", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"];

    [Theory]
    [MemberData(nameof(BeforeContent))]
    public async Task Closed_before_the_content_is_to_be_tried_again(string step)
    {
        var outcome = Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(_server.On(step, s => { s.Close(); return Task.CompletedTask; })));
        Assert.True(outcome.ChannelFault);
    }

    [Theory]
    [MemberData(nameof(BeforeContent))]
    public async Task Silence_before_the_content_ends_after_the_limit(string step)
    {
        var outcome = Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(_server.On(step, s => s.HangAsync()), o => o.TimeoutSeconds = 1));
        Assert.Contains("within", outcome.Reason);
    }

    [Fact]
    public async Task Closed_after_the_content_is_unknown()
    {
        var outcome = await SmtpTry.SendAsync(_server.On("CONTENT", s => { s.Close(); return Task.CompletedTask; }));
        Assert.IsType<DeliveryOutcome.Unknown>(outcome);
    }

    [Fact]
    public async Task Silence_after_the_content_is_unknown() =>
        Assert.IsType<DeliveryOutcome.Unknown>(await SmtpTry.SendAsync(_server.On("CONTENT", s => s.HangAsync()), o => o.TimeoutSeconds = 2));

    [Fact]
    public async Task Closed_in_the_midst_of_the_content_is_unknown()
    {
        _server.On("DATA", async s =>
        {
            await s.SendAsync("354 go on");
            await s.ReadLineAsync();
            s.Close();
        });
        var mail = SmtpTry.MailOf(Some.Message with { Attachments = [Some.Pdf(size: 4_000_000)] });
        Assert.IsType<DeliveryOutcome.Unknown>(await SmtpTry.SendAsync(_server, mail: mail));
    }

    [Theory]
    [InlineData("yes indeed")]
    [InlineData("99")]
    [InlineData("250-first\r\n354 other code")]
    [InlineData("250_what")]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("")]
    public async Task What_is_not_smtp_is_a_fault_before_and_unknown_after_the_content(string answer)
    {
        Assert.True(Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(_server.Once("RCPT", s => s.SendAsync(answer)))).ChannelFault);
        Assert.IsType<DeliveryOutcome.Unknown>(await SmtpTry.SendAsync(_server.On("CONTENT", answer)));
    }

    [Fact]
    public async Task A_line_without_end_is_refused()
    {
        _server.On("EHLO", async s =>
        {
            while (true) await s.SendRawAsync("250-" + new string('x', 10_000));
        });
        Assert.Contains("line of more than", Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(_server)).Reason);
    }

    [Fact]
    public async Task An_answer_without_end_is_refused()
    {
        _server.On("EHLO", async s =>
        {
            while (true) await s.SendAsync("250-AUTH PLAIN");
        });
        Assert.Contains("lines", Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(_server)).Reason);
    }

    [Theory]
    [InlineData("GREETING", "220 mail.test ")]
    [InlineData("EHLO", "250 mail.test ")]
    [InlineData("STARTTLS", "220 2.0.0 ")]
    [InlineData("AUTH", "235 2.7.0 ")]
    [InlineData("MAIL", "250 2.1.0 ")]
    [InlineData("DATA", "354 ")]
    public async Task A_slow_drip_in_any_phase_ends_after_the_limit(string step, string answer)
    {
        _server.On(step, s => s.DripAsync(answer + new string('k', 300), 50));
        Assert.Contains("within 1 s", Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(_server, o => o.TimeoutSeconds = 1)).Reason);
        Assert.Empty(_server.Messages);
    }

    [Fact]
    public async Task A_server_that_ceases_to_read_the_content_leaves_it_unknown()
    {
        _server.On("DATA", async s =>
        {
            await s.SendAsync("354 go on");
            await s.HangAsync();
        });
        var mail = SmtpTry.MailOf(Some.Message with { Attachments = [Some.Pdf(size: 7_000_000)] });
        Assert.IsType<DeliveryOutcome.Unknown>(await SmtpTry.SendAsync(_server, o => o.TimeoutSeconds = 1, mail: mail));
    }

    [Theory]
    [InlineData("RSET")]
    [InlineData("QUIT")]
    public async Task A_close_while_taking_leave_changes_no_outcome(string step)
    {
        _server.On("RCPT", "550 5.1.1 nobody").On(step, s => { s.Close(); return Task.CompletedTask; });
        Assert.Equal("5.1.1", Assert.IsType<DeliveryOutcome.Refused>(await SmtpTry.SendAsync(_server)).Code);
    }

    [Fact]
    public async Task A_slow_drip_does_not_stretch_the_limit()
    {
        // Each byte comes in time, the whole line would take ten seconds.
        _server.On("RCPT", s => s.DripAsync("250 2.1.5 " + new string('k', 90), 100));
        Assert.Contains("within 1 s", Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(_server, o => o.TimeoutSeconds = 1)).Reason);
    }

    [Fact]
    public async Task Answers_split_anywhere_are_read_whole()
    {
        _server.Once("EHLO", s => s.DripAsync("250-mail.test\r\n250-SIZE 100000\r\n250 STARTTLS", 1));
        _server.Once("MAIL", s => s.DripAsync("250-2.1.0 one\r\n250 2.1.0 two", 1));
        _server.On("CONTENT", s => s.DripAsync("250-2.0.0 multi\r\n250 2.0.0 Ok: queued as SPLIT1", 1));
        Assert.Equal("SPLIT1", Assert.IsType<DeliveryOutcome.Accepted>(await SmtpTry.SendAsync(_server)).QueueId);
    }

    [Fact]
    public async Task Two_answers_in_one_packet_are_two_answers()
    {
        _server.Once("MAIL", async s =>
        {
            await s.ReadLineAsync();
            await s.SendRawAsync("250 2.1.0 Ok\r\n550 5.1.1 nobody\r\n");
        });
        Assert.Equal("5.1.1", Assert.IsType<DeliveryOutcome.Refused>(await SmtpTry.SendAsync(_server)).Code);
    }

    [Fact]
    public async Task Reasons_are_one_short_line_without_control_characters()
    {
        var outcome = Assert.IsType<DeliveryOutcome.Refused>(await SmtpTry.SendAsync(_server.On("RCPT", $"550-5.1.1 a\u001b[31mred\0\r\n550 5.1.1 {new string('x', 3000)}")));
        Assert.True(outcome.Reason.Length < 310 && !outcome.Reason.Any(char.IsControl));
    }

    [Fact]
    public async Task A_stop_before_the_fence_throws_and_nothing_is_sent()
    {
        using var stop = new CancellationTokenSource();
        _server.On("RCPT", async s =>
        {
            await stop.CancelAsync();
            await s.HangAsync();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SmtpTry.SendAsync(_server, fence: _ => throw new InvalidOperationException("asked"), cancel: stop.Token));
    }

    [Fact]
    public async Task A_stop_after_the_fence_still_takes_the_answer_that_comes()
    {
        using var stop = new CancellationTokenSource();
        _server.On("CONTENT", async s =>
        {
            await stop.CancelAsync();
            await s.SendAsync("250 2.0.0 Ok: queued as LATE");
        });
        Assert.Equal("LATE", Assert.IsType<DeliveryOutcome.Accepted>(await SmtpTry.SendAsync(_server, cancel: stop.Token)).QueueId);
    }

    [Fact]
    public async Task A_stop_after_the_fence_without_an_answer_is_unknown()
    {
        using var stop = new CancellationTokenSource();
        _server.On("CONTENT", async s =>
        {
            await stop.CancelAsync();
            await s.HangAsync();
        });
        Assert.IsType<DeliveryOutcome.Unknown>(await SmtpTry.SendAsync(_server, o => o.TimeoutSeconds = 2, cancel: stop.Token));
    }

    [Fact]
    public async Task An_early_no_in_the_midst_of_the_content_is_a_no()
    {
        _server.On("DATA", async s =>
        {
            await s.SendAsync("354 go on");
            await s.ReadLineAsync();
            await s.SendAsync("552 5.3.4 enough");
            await s.HangAsync();
        });
        var mail = SmtpTry.MailOf(Some.Message with { Attachments = [Some.Pdf(size: 7_000_000)] });
        Assert.Equal("5.3.4", Assert.IsType<DeliveryOutcome.Refused>(await SmtpTry.SendAsync(_server, o => o.TimeoutSeconds = 2, mail: mail)).Code);
    }
}
