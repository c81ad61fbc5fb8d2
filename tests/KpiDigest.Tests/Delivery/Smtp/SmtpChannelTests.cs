using KpiDigest.Delivery;
using KpiDigest.Delivery.Smtp;
using KpiDigest.Secrets;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Delivery.Smtp;

/// <summary>The contract over STARTTLS with login, and the use of connections.</summary>
public sealed class SmtpChannelTests : DeliveryChannelContract
{
    private readonly ScriptedSmtpServer _server = new();
    private SmtpChannel _channel = null!;

    private protected override IDeliveryChannel Channel => _channel;

    public override ValueTask InitializeAsync()
    {
        _channel = new SmtpChannel(SmtpTry.Options(_server), TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _server.DisposeAsync();
    }

    private protected override Task<IReadOnlyList<byte[]>> LeftAsync() => Task.FromResult<IReadOnlyList<byte[]>>([.. _server.Messages]);

    private protected override void Break() => _server.Stop();

    [Fact]
    public async Task The_servers_queue_id_is_kept()
    {
        _server.On("CONTENT", "250 2.0.0 Ok: queued as 4XyZ12");
        Assert.Equal("4XyZ12", Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(1)).QueueId);
    }

    [Fact]
    public async Task Mails_one_after_the_other_share_a_connection()
    {
        for (var i = 1; i <= 5; i++) await SendAsync(i);
        Assert.Equal((5, 1), (_server.Messages.Count, _server.Connections));
    }

    [Fact]
    public async Task A_refused_mail_leaves_the_connection_to_the_next()
    {
        _server.Once("RCPT", s => s.SendAsync("550 5.1.1 no such user"));
        Assert.IsType<DeliveryOutcome.Refused>(await SendAsync(1));
        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(2));
        Assert.Equal(1, _server.Connections);
        Assert.Single(_server.Lines, "RSET");
    }

    [Fact]
    public async Task A_connection_is_given_up_after_its_number_of_mails()
    {
        await using var channel = new SmtpChannel(SmtpTry.Options(_server, o => o.MessagesPerConnection = 2), TimeProvider.System);
        for (var i = 1; i <= 5; i++) await channel.SendAsync(Mail(i), _ => Task.FromResult(true), Cancel);
        Assert.Equal((5, 3), (_server.Messages.Count, _server.Connections));
        Assert.Equal(2, _server.Lines.Count(l => l == "QUIT"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_idle_connection_the_server_gave_up_is_replaced_without_a_word(bool says421)
    {
        await SendAsync(1);
        _server.Once("MAIL", async s =>
        {
            if (says421) await s.SendAsync("421 4.4.2 idle too long");
            s.Close();
        });
        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(2));
        Assert.Equal((2, 2), (_server.Messages.Count, _server.Connections));
    }

    [Fact]
    public async Task A_server_that_says_421_to_a_fresh_connection_is_not_asked_again()
    {
        _server.On("MAIL", async s =>
        {
            await s.SendAsync("421 4.3.2 going down");
            s.Close();
        });
        var outcome = Assert.IsType<DeliveryOutcome.TryAgain>(await SendAsync(1));
        Assert.Equal(("4.3.2", true, 1), (outcome.Code, outcome.ChannelFault, _server.Connections));
    }

    [Theory]
    [InlineData(30, 29, 1)]
    [InlineData(30, 30, 2)]
    [InlineData(5, 6, 2)]
    public async Task A_connection_that_idled_too_long_is_not_used_again(int limit, int idled, int connections)
    {
        var time = new StillTime();
        await using var channel = new SmtpChannel(SmtpTry.Options(_server, o => o.IdleSeconds = limit), time);
        await channel.SendAsync(Mail(1), _ => Task.FromResult(true), Cancel);
        time.Advance(TimeSpan.FromSeconds(idled));
        await channel.SendAsync(Mail(2), _ => Task.FromResult(true), Cancel);
        Assert.Equal((2, connections), (_server.Messages.Count, _server.Connections));
    }

    [Fact]
    public void Options_never_print_the_password() =>
        Assert.DoesNotContain("geheim", $"{SmtpTry.Options(_server, o => o.Password = new SecretText("geheim"))}");

    private Task<DeliveryOutcome> SendAsync(int number) => _channel.SendAsync(Mail(number), _ => Task.FromResult(true), Cancel);
}
