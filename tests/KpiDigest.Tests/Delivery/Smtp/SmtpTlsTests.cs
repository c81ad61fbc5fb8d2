using System.Security.Authentication;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Smtp;

namespace KpiDigest.Tests.Delivery.Smtp;

public sealed class SmtpTlsTests : IAsyncDisposable
{
    private readonly ScriptedSmtpServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Implicit_tls_speaks_tls_from_the_first_byte()
    {
        await using var server = new ScriptedSmtpServer { ImplicitTls = true };
        Assert.IsType<DeliveryOutcome.Accepted>(await SmtpTry.SendAsync(server));
        Assert.DoesNotContain("STARTTLS", server.Lines);
    }

    [Fact]
    public async Task A_server_without_starttls_gets_nothing()
    {
        _server.OffersStartTls = false;
        await NothingIsSentAsync("STARTTLS");
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_ca_is_refused() => await NothingIsSentAsync("CaFile", o => o.CaFile = "");

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        _server.Certificate = TestCertificates.OtherName;
        await NothingIsSentAsync("RemoteCertificateNameMismatch");
    }

    [Fact]
    public async Task A_certificate_that_is_over_is_refused()
    {
        _server.Certificate = TestCertificates.Expired;
        await NothingIsSentAsync("NotTimeValid");
    }

    [Fact]
    public async Task Implicit_tls_checks_the_certificate_too()
    {
        await using var server = new ScriptedSmtpServer { ImplicitTls = true, Certificate = TestCertificates.OtherName };
        Assert.True(Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(server)).ChannelFault);
        Assert.Empty(server.Lines);
    }

    [Fact]
    public async Task Words_put_in_behind_the_answer_to_starttls_end_the_connection()
    {
        _server.On("STARTTLS", async s =>
        {
            await s.SendRawAsync("220 2.0.0 Ready\r\n250-mail.test\r\n250 AUTH PLAIN\r\n");
            await s.SecureAsync();
        });
        await NothingIsSentAsync("more than the answer");
    }

    [Fact]
    public async Task An_answer_put_in_before_starttls_was_asked_does_not_pass_for_its_own()
    {
        _server.On("EHLO", s => s.SendRawAsync("250-mail.test\r\n250 STARTTLS\r\n220 2.0.0 go ahead\r\n"));
        await NothingIsSentAsync("");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handshake_that_the_server_ends_or_never_begins_is_a_fault(bool closes)
    {
        _server.On("STARTTLS", async s =>
        {
            await s.SendAsync("220 2.0.0 Ready");
            if (closes) s.Close();
            else await s.HangAsync();
        });
        await NothingIsSentAsync("in the TLS handshake", o => o.TimeoutSeconds = 1);
    }

    // The ServerHello of a server that can do no more than TLS 1.1.
    [Fact]
    public async Task A_server_with_an_older_tls_than_1_2_gets_nothing()
    {
        _server.On("STARTTLS", async s =>
        {
            await s.SendAsync("220 2.0.0 Ready");
            byte[] hello = [0x16, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2, .. new byte[32], 0, 0xC0, 0x13, 0];
            await s.SendBytesAsync(hello);
            await s.HangAsync();
        });
        await NothingIsSentAsync("TLS", o => o.TimeoutSeconds = 5);
        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, SmtpTrust.For(new SmtpOptions { Host = "mail.test" }).EnabledSslProtocols);
    }

    [Fact]
    public async Task What_was_offered_before_tls_is_forgotten()
    {
        _server.Auth = "";
        _server.Once("EHLO", s => s.SendAsync("250-mail.test\r\n250-STARTTLS\r\n250 AUTH PLAIN"));
        await NothingIsSentAsync("offers none");
    }

    [Theory]
    [InlineData("/nowhere/ca.pem")]
    [InlineData("/dev/null")]
    public async Task A_ca_file_that_is_none_is_named(string file) => await NothingIsSentAsync(file, o => o.CaFile = file);

    [Fact]
    public async Task A_server_that_talks_plain_where_tls_is_due_is_a_fault()
    {
        await using var server = new ScriptedSmtpServer();
        var outcome = Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(server, o => { o.Security = SmtpSecurity.ImplicitTls; o.TimeoutSeconds = 2; }));
        Assert.Contains("TLS", outcome.Reason);
    }

    [Fact]
    public async Task Plaintext_is_for_this_machine()
    {
        Assert.IsType<DeliveryOutcome.Accepted>(await SmtpTry.SendAsync(_server, o => o.Security = SmtpSecurity.None));
        Assert.DoesNotContain("STARTTLS", _server.Lines);
    }

    private async Task NothingIsSentAsync(string reason, Action<SmtpOptions>? change = null)
    {
        var outcome = Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(_server, change));
        Assert.True(outcome.ChannelFault);
        Assert.Contains(reason, outcome.Reason);
        Assert.DoesNotContain(_server.Lines, l => l.StartsWith("AUTH", StringComparison.Ordinal) || l.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Empty(_server.Messages);
    }
}
