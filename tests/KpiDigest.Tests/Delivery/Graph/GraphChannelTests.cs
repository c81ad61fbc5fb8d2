using System.Text;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Graph;
using KpiDigest.Delivery.Mime;
using KpiDigest.Secrets;
using KpiDigest.Tests.Delivery.Mime;
using KpiDigest.Tests.Delivery.Tokens;
using KpiDigest.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace KpiDigest.Tests.Delivery.Graph;

/// <summary>The contract, and what is Graph's own: recipients from the header, tokens, throttling, the lost answer.</summary>
public sealed class GraphChannelTests : DeliveryChannelContract
{
    private GraphStub _graph = null!;
    private GraphChannel _channel = null!;

    private protected override IDeliveryChannel Channel => _channel;

    public override async ValueTask InitializeAsync()
    {
        _graph = await GraphStub.StartAsync();
        _channel = new GraphChannel(_graph.Options(), TimeProvider.System);
    }

    public override async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _graph.DisposeAsync();
    }

    // Save for the one header that the channel adds.
    private protected override Task<IReadOnlyList<byte[]>> LeftAsync() => Task.FromResult<IReadOnlyList<byte[]>>(
        [.. _graph.Taken.Select(m => Encoding.Latin1.GetBytes(string.Join("\r\n", Encoding.Latin1.GetString(m).Split("\r\n").Where(l => !l.StartsWith(GraphMessage.DeliveryHeader, StringComparison.Ordinal)))))]);

    private protected override void Break() => _graph.StopAsync().GetAwaiter().GetResult();

    [Fact]
    public async Task The_request_id_is_kept_and_the_delivery_is_named_in_a_header_that_graph_keeps()
    {
        Assert.Equal("request-1", Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(Mail(1))).QueueId);
        Assert.Contains("X-KpiDigest-Delivery: mail.1@example.com", Assert.Single(_graph.Kept).Split('\n'));
    }

    [Fact]
    public async Task A_mail_for_somebody_else_than_its_header_says_reaches_that_one_alone()
    {
        var mail = Mail(1) with { Recipient = "redirect@example.com" };
        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(mail));
        Assert.Equal("redirect@example.com", Assert.Single(_graph.Readers));
        Assert.DoesNotContain(Some.Message.To, Encoding.UTF8.GetString(Assert.Single(_graph.Taken)));
    }

    [Theory]
    [InlineData("Cc: other@example.com\r\n")]
    [InlineData("bcc: other@example.com\r\n")]
    [InlineData("To: other@example.com\r\n")]
    public async Task A_message_that_names_a_second_reader_is_refused(string header)
    {
        var mail = Mail(1);
        Assert.IsType<DeliveryOutcome.Refused>(await SendAsync(mail with { Mime = (byte[])[.. Encoding.ASCII.GetBytes(header), .. mail.Mime.Span] }));
        Assert.Equal(0, _graph.Calls);
    }

    [Theory]
    [InlineData("Müller, Jürgen")]
    [InlineData("a name that is so long that its header is folded over several lines because it would not fit into one")]
    public async Task A_readers_name_stays_in_the_header(string name)
    {
        var message = Some.Message with { ToName = name };
        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(new OutgoingMail("k", message.MessageId, User, message.To, MimeWriter.Write(message))));
        Assert.Equal(message.To, Assert.Single(_graph.Readers));
        Assert.Contains($"<{message.To}>", Assert.Single(_graph.Kept));
    }

    [Fact]
    public async Task Three_megabytes_are_taken_and_more_is_refused_with_the_fix()
    {
        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(Sized(3_000_000 - 60)));
        Assert.Contains("take a file out", Assert.IsType<DeliveryOutcome.Refused>(await SendAsync(Sized(3_000_001))).Reason);
        Assert.Single(_graph.Taken);
    }

    [Fact]
    public async Task No_more_than_four_at_a_time_go_to_a_mailbox()
    {
        _graph.Instead = async (context, body) =>
        {
            await Task.Delay(30);
            return _graph.Take(context, User, body);
        };
        await Task.WhenAll(Enumerable.Range(1, 12).Select(i => SendAsync(Mail(i))));
        Assert.Equal(12, _graph.Taken.Count);
        Assert.InRange(_graph.MostAtATime, 1, 4);
    }

    [Fact]
    public async Task A_token_that_graph_no_longer_takes_is_renewed_once()
    {
        await SendAsync(Mail(1));
        using var other = new KpiDigest.Delivery.Tokens.TokenSource(_graph.Options().Login, TimeSpan.FromSeconds(20), TimeProvider.System);
        await other.GetAsync(Cancel);
        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(Mail(2)));
        Assert.Equal((3, 2, 3), (_graph.Login.Requests.Count, _graph.Taken.Count, _graph.Calls));
    }

    [Fact]
    public async Task A_token_that_is_never_taken_is_a_fault_of_the_configuration()
    {
        _graph.Instead = (_, _) => Task.FromResult(GraphStub.Error(401, "InvalidAuthenticationToken"));
        Assert.StartsWith("configuration: 401 InvalidAuthenticationToken", Fault(await SendAsync(Mail(1))).Reason);
        Assert.Equal(2, _graph.Calls);
    }

    [Fact]
    public async Task A_certificate_signs_in_too()
    {
        using var app = new AppCertificate();
        _graph.Login.Certificate = app.Certificate;
        await using var channel = new GraphChannel(_graph.Options(o => (o.ClientSecret, o.Certificate) = (new SecretText(""), app.Pem)), TimeProvider.System);
        Assert.Null(await channel.CheckAsync(Cancel));
        Assert.IsType<DeliveryOutcome.Accepted>(await channel.SendAsync(Mail(1), _ => Task.FromResult(true), Cancel));
    }

    [Fact]
    public async Task Who_cannot_sign_in_asks_no_fence_and_sends_nothing()
    {
        await using var channel = new GraphChannel(_graph.Options(o => o.ClientSecret = new SecretText("wrong")), TimeProvider.System);
        Assert.Contains("invalid_client", Fault(await channel.SendAsync(Mail(1), _ => throw new InvalidOperationException("asked"), Cancel)).Reason);
        Assert.Contains("invalid_client", await channel.CheckAsync(Cancel));
        Assert.Equal(0, _graph.Calls);
    }

    [Fact]
    public async Task A_sender_that_is_not_the_mailbox_and_a_mailbox_that_is_not_there_are_faults_of_the_configuration()
    {
        var message = Some.Message with { From = "ceo@example.com" };
        Assert.Contains("Mail:From must be an address", Fault(await SendAsync(new OutgoingMail("k", "i@example.com", User, message.To, MimeWriter.Write(message)))).Reason);
        await using var channel = new GraphChannel(_graph.Options(o => o.User = "nobody@example.com"), TimeProvider.System);
        Assert.Contains("Mail:Graph:User", Fault(await channel.SendAsync(Mail(1), _ => Task.FromResult(true), Cancel)).Reason);
    }

    [Theory]
    [InlineData(429, "30", 30)]
    [InlineData(503, "120", 120)]
    [InlineData(429, "999999999", 3600)]
    public async Task Throttling_is_a_pause_as_long_as_it_says_but_an_hour_at_most(int status, string after, int seconds)
    {
        _graph.Instead = (context, _) =>
        {
            context.Response.Headers.RetryAfter = after;
            return Task.FromResult(GraphStub.Error(status, "ApplicationThrottled"));
        };
        var outcome = Fault(await SendAsync(Mail(1)));
        Assert.Equal((TimeSpan.FromSeconds(seconds), $"{status}"), (outcome.After, outcome.Code));
        Assert.DoesNotContain("\r", outcome.Reason);
    }

    [Theory]
    [InlineData(400, nameof(DeliveryOutcome.Refused))]
    [InlineData(413, nameof(DeliveryOutcome.Refused))]
    [InlineData(403, nameof(DeliveryOutcome.TryAgain))]
    [InlineData(404, nameof(DeliveryOutcome.TryAgain))]
    [InlineData(409, nameof(DeliveryOutcome.TryAgain))]
    [InlineData(307, nameof(DeliveryOutcome.TryAgain))]
    [InlineData(200, nameof(DeliveryOutcome.Unknown))]
    [InlineData(408, nameof(DeliveryOutcome.Unknown))]
    [InlineData(500, nameof(DeliveryOutcome.Unknown))]
    [InlineData(502, nameof(DeliveryOutcome.Unknown))]
    [InlineData(504, nameof(DeliveryOutcome.Unknown))]
    public async Task Each_answer_has_its_outcome(int status, string outcome)
    {
        _graph.Instead = (context, _) =>
        {
            context.Response.Headers.Location = "/v1.0/elsewhere";
            return Task.FromResult(GraphStub.Error(status, "Code"));
        };
        Assert.Equal(outcome, (await SendAsync(Mail(1))).GetType().Name);
        Assert.Equal(1, _graph.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_does_not_come_is_unknown_and_nothing_is_sent_again(bool closes)
    {
        Lose(closes);
        await using var channel = new GraphChannel(_graph.Options(o => o.TimeoutSeconds = 1), TimeProvider.System);
        Assert.IsType<DeliveryOutcome.Unknown>(await channel.SendAsync(Mail(1), _ => Task.FromResult(true), Cancel));
        Assert.Equal(1, _graph.Calls);
    }

    [Theory]
    [InlineData(true, nameof(DeliveryOutcome.Accepted))]
    [InlineData(false, nameof(DeliveryOutcome.Unknown))]
    public async Task A_lost_answer_is_looked_up_in_sent_items_where_that_is_asked_for(bool filed, string outcome)
    {
        _graph.FilesSentItems = filed;
        Lose(closes: true);
        await using var channel = new GraphChannel(_graph.Options(o => o.LookUpUnknown = true), new ImpatientTime());
        Assert.Equal(outcome, (await channel.SendAsync(Mail(1), _ => Task.FromResult(true), Cancel)).GetType().Name);
        Assert.Single(_graph.Taken);
    }

    [Fact]
    public async Task A_program_that_stood_still_after_the_fence_sends_nothing()
    {
        var time = new StillTime();
        await using var channel = new GraphChannel(_graph.Options(), time);
        var outcome = await channel.SendAsync(Mail(1), _ =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(true);
        }, Cancel);
        Assert.Contains("stood still", Fault(outcome).Reason);
        Assert.Empty(_graph.Taken);
    }

    [Fact]
    public async Task A_stop_while_the_answer_is_awaited_takes_it_when_it_comes()
    {
        using var stop = new CancellationTokenSource();
        _graph.Instead = async (context, body) =>
        {
            await stop.CancelAsync();
            return _graph.Take(context, User, body);
        };
        Assert.IsType<DeliveryOutcome.Accepted>(await _channel.SendAsync(Mail(1), _ => Task.FromResult(true), stop.Token));
    }

    private const string User = GraphStub.User;

    private static DeliveryOutcome.TryAgain Fault(DeliveryOutcome outcome)
    {
        var again = Assert.IsType<DeliveryOutcome.TryAgain>(outcome);
        Assert.True(again.ChannelFault);
        return again;
    }

    // Taken, but the answer is lost.
    private void Lose(bool closes) => _graph.Instead = async (context, body) =>
    {
        _graph.Take(context, User, body);
        if (closes) context.Abort();
        else await Task.Delay(Timeout.Infinite, context.RequestAborted);
        return Results.Empty;
    };

    private Task<DeliveryOutcome> SendAsync(OutgoingMail mail) => _channel.SendAsync(mail, _ => Task.FromResult(true), Cancel);

    private static OutgoingMail Sized(int bytes)
    {
        var mail = Mail(1);
        return mail with { Mime = (byte[])[.. mail.Mime.Span, .. Enumerable.Repeat((byte)'x', bytes - mail.Mime.Length)] };
    }
}
