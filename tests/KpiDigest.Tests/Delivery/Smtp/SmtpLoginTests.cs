using System.Text;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Smtp;
using KpiDigest.Secrets;

namespace KpiDigest.Tests.Delivery.Smtp;

/// <summary>With a user name configured there is a login or there is no mail.</summary>
public sealed class SmtpLoginTests : IAsyncDisposable
{
    private readonly ScriptedSmtpServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Plain_sends_name_and_password_as_utf8_in_one_line()
    {
        Assert.IsType<DeliveryOutcome.Accepted>(await SmtpTry.SendAsync(_server));
        Assert.Contains($"AUTH PLAIN {Base64($"\0{SmtpTry.User}\0{SmtpTry.Password}")}", _server.Lines);
    }

    [Theory]
    [InlineData(nameof(SmtpAuth.Login), "AUTH PLAIN LOGIN")]
    [InlineData(nameof(SmtpAuth.Auto), "AUTH LOGIN NTLM")]
    [InlineData(nameof(SmtpAuth.Auto), "AUTH=LOGIN")]
    public async Task Login_answers_two_questions(string auth, string offered)
    {
        _server.Auth = offered;
        Assert.IsType<DeliveryOutcome.Accepted>(await SmtpTry.SendAsync(_server, o => o.Auth = Enum.Parse<SmtpAuth>(auth)));
        Assert.Equal(["AUTH LOGIN", Base64(SmtpTry.User), Base64(SmtpTry.Password)], _server.Lines.SkipWhile(l => l != "AUTH LOGIN").Take(3));
    }

    [Fact]
    public async Task XOAuth2_sends_the_token_as_bearer()
    {
        _server.Auth = "AUTH XOAUTH2";
        Assert.IsType<DeliveryOutcome.Accepted>(await SmtpTry.SendAsync(_server, o => { o.Auth = SmtpAuth.XOAuth2; o.Password = new SecretText("tok"); }));
        Assert.Contains($"AUTH XOAUTH2 {Base64("user=digest-user\u0001auth=Bearer tok\u0001\u0001")}", _server.Lines);
    }

    [Fact]
    public async Task A_refused_token_comes_as_a_challenge_that_is_answered_with_an_empty_line()
    {
        _server.Auth = "AUTH XOAUTH2";
        _server.On("AUTH", async s =>
        {
            await s.SendAsync($"334 {Base64("""{"status":"401"}""")}");
            Assert.Equal("", await s.ReadLineAsync());
            await s.SendAsync("535 5.7.3 Authentication unsuccessful");
        });
        var outcome = Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(_server, o => o.Auth = SmtpAuth.XOAuth2));
        Assert.Equal(("5.7.3", true), (outcome.Code, outcome.ChannelFault));
        NothingWasSent();
    }

    [Theory]
    [InlineData("535 5.7.8 authentication failed")]
    [InlineData("334 more?")]
    [InlineData("501 5.5.4 bad")]
    [InlineData("454 4.7.0 later")]
    [InlineData("534 5.7.9 mechanism too weak")]
    public async Task A_refused_login_ends_it(string answer)
    {
        var outcome = Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(_server.On("AUTH", answer)));
        Assert.True(outcome.ChannelFault);
        NothingWasSent();
    }

    [Theory]
    [InlineData("", nameof(SmtpAuth.Auto), "none")]
    [InlineData("AUTH CRAM-MD5 GSSAPI", nameof(SmtpAuth.Auto), "CRAM-MD5")]
    [InlineData("AUTH LOGIN", nameof(SmtpAuth.Plain), "PLAIN")]
    [InlineData("AUTH PLAIN LOGIN", nameof(SmtpAuth.XOAuth2), "XOAUTH2")]
    public async Task Without_a_usable_mechanism_nothing_is_sent_anonymously(string offered, string auth, string named)
    {
        _server.Auth = offered;
        var outcome = Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(_server, o => o.Auth = Enum.Parse<SmtpAuth>(auth)));
        Assert.StartsWith("configuration: ", outcome.Reason);
        Assert.Contains(named, outcome.Reason);
        NothingWasSent();
    }

    [Fact]
    public async Task Login_is_only_tried_inside_tls()
    {
        await SmtpTry.SendAsync(_server);
        Assert.True(_server.Lines.ToList().FindIndex(l => l.StartsWith("AUTH", StringComparison.Ordinal)) > _server.Lines.ToList().IndexOf("STARTTLS"));
    }

    [Theory]
    [InlineData(nameof(SmtpAuth.Plain))]
    [InlineData(nameof(SmtpAuth.Login))]
    [InlineData(nameof(SmtpAuth.XOAuth2))]
    public async Task A_server_that_repeats_what_it_got_makes_no_secret_readable(string auth)
    {
        _server.Auth = "AUTH PLAIN LOGIN XOAUTH2";
        _server.On("AUTH", async s =>
        {
            var got = s.Line;
            if (auth == nameof(SmtpAuth.Login))
            {
                await s.SendAsync("334 VXNlcm5hbWU6");
                got += await s.ReadLineAsync();
                await s.SendAsync("334 UGFzc3dvcmQ6");
                got += await s.ReadLineAsync();
            }

            await s.SendAsync($"535-5.7.8 I got {got}\r\n535 5.7.8 which is {SmtpTry.User} {SmtpTry.Password}");
        });
        var text = $"{await SmtpTry.SendAsync(_server, o => o.Auth = Enum.Parse<SmtpAuth>(auth))}";
        Assert.Contains("***", text);
        foreach (var secret in new[] { SmtpTry.User, SmtpTry.Password, Base64(SmtpTry.Password), Base64(SmtpTry.User), Base64($"\0{SmtpTry.User}\0{SmtpTry.Password}") }) Assert.DoesNotContain(secret, text);
    }

    [Fact]
    public async Task A_secret_that_is_not_there_is_named_by_its_place()
    {
        var outcome = Assert.IsType<DeliveryOutcome.TryAgain>(await SmtpTry.SendAsync(_server, o => o.Password = new SecretText("file:/nowhere/smtp.secret")));
        Assert.Contains("/nowhere/smtp.secret", outcome.Reason);
        NothingWasSent();
    }

    [Fact]
    public async Task Without_a_user_name_no_login_is_tried()
    {
        Assert.IsType<DeliveryOutcome.Accepted>(await SmtpTry.SendAsync(_server, o => o.Username = ""));
        Assert.DoesNotContain(_server.Lines, l => l.StartsWith("AUTH", StringComparison.Ordinal));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private void NothingWasSent()
    {
        Assert.DoesNotContain(_server.Lines, l => l.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Empty(_server.Messages);
    }
}
