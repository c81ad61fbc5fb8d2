using System.Text;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Smtp;
using KpiDigest.Secrets;
using KpiDigest.Tests.Delivery.Tokens;

namespace KpiDigest.Tests.Delivery.Smtp;

/// <summary>XOAUTH2 with tokens that the channel fetches itself.</summary>
public sealed class SmtpTokenTests : IAsyncLifetime
{
    private readonly ScriptedSmtpServer _server = new() { Auth = "AUTH XOAUTH2" };
    private LoginServer _login = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _login = await LoginServer.StartAsync();
        _server.On("AUTH", async s =>
        {
            if (s.Line == Login(_login.Newest))
            {
                await s.SendAsync("235 2.7.0 Welcome");
                return;
            }

            await s.SendAsync("334 eyJzdGF0dXMiOiI0MDEifQ==");
            await s.ReadLineAsync();
            await s.SendAsync("535 5.7.3 Authentication unsuccessful");
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _login.DisposeAsync();
    }

    [Fact]
    public async Task A_fetched_token_logs_in_and_serves_the_next_connection_too()
    {
        await using var channel = Channel(o => o.MessagesPerConnection = 1);
        for (var i = 0; i < 3; i++) Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(channel));
        Assert.Equal((3, 1), (_server.Connections, _login.Requests.Count));
    }

    [Fact]
    public async Task A_token_that_the_server_no_longer_takes_is_renewed_once()
    {
        await using var channel = Channel(o => o.MessagesPerConnection = 1);
        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(channel));
        await RevokeAsync();
        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(channel));
        Assert.Equal([Login("token.1"), Login("token.1"), Login("token.3")], _server.Lines.Where(l => l.StartsWith("AUTH", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_refuses_every_token_is_asked_twice_and_gets_nothing()
    {
        _server.On("AUTH", "535 5.7.139 Authentication unsuccessful");
        await using var channel = Channel();
        var outcome = Assert.IsType<DeliveryOutcome.TryAgain>(await SendAsync(channel));
        Assert.True(outcome.ChannelFault);
        Assert.StartsWith("configuration: ", outcome.Reason);
        Assert.Contains("SMTP.SendAsApp", outcome.Reason);
        Assert.Equal((2, 2), (_server.Connections, _login.Requests.Count));
        Assert.DoesNotContain(_server.Lines, l => l.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_said_to_the_mail_server()
    {
        await using var channel = Channel(o => o.OAuth.ClientSecret = new SecretText("wrong"));
        Assert.Contains("invalid_client", Assert.IsType<DeliveryOutcome.TryAgain>(await SendAsync(channel)).Reason);
        Assert.Contains("invalid_client", await channel.CheckAsync(Cancel));
        Assert.Equal(0, _server.Connections);
    }

    private static string Login(string token) => $"AUTH XOAUTH2 {Convert.ToBase64String(Encoding.UTF8.GetBytes($"user={SmtpTry.User}\u0001auth=Bearer {token}\u0001\u0001"))}";

    // Another fetch makes the channel's token an old one.
    private async Task RevokeAsync()
    {
        using var other = new KpiDigest.Delivery.Tokens.TokenSource(_login.Options(), TimeSpan.FromSeconds(20), TimeProvider.System);
        await other.GetAsync(Cancel);
    }

    private SmtpChannel Channel(Action<SmtpOptions>? change = null) => new(SmtpTry.Options(_server, o =>
    {
        (o.Auth, o.Password, o.OAuth) = (SmtpAuth.XOAuth2, new SecretText(""), _login.Options());
        change?.Invoke(o);
    }), TimeProvider.System);

    private static Task<DeliveryOutcome> SendAsync(SmtpChannel channel) => channel.SendAsync(SmtpTry.Mail, _ => Task.FromResult(true), Cancel);
}
