using KpiDigest.Delivery;
using KpiDigest.Outbox;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Outbox;

/// <summary>Claim, fence, send, record: each end a mail can come to, on either engine.</summary>
public abstract partial class OutboxDispatcherTests : RunTests
{
    private readonly ScriptedChannel _channel = new();
    private readonly LogLines _log = new();
    private readonly MailOptions _options = new() { Mode = MailMode.Live };

    [Fact]
    public async Task An_accepted_mail_is_sent_with_its_queue_id_and_there_is_no_next()
    {
        await EnqueuedRunAsync(1);
        Assert.True(await Dispatcher().DeliverNextAsync(Now));
        var row = await OnlyAsync();
        Assert.Equal((MailState.Sent, "Q1", 1), (row.State, row.QueueId, row.Attempts));
        Assert.False(await Dispatcher().DeliverNextAsync(Now));
        Assert.Equal([0, 13, 10, 255], _channel.Left.Single().Mime.ToArray());
    }

    [Fact]
    public async Task The_content_leaves_only_when_the_row_says_sending()
    {
        await EnqueuedRunAsync(1);
        _channel.AfterFence = async _ =>
        {
            Assert.Equal(MailState.Sending, (await OnlyAsync()).State);
            return new DeliveryOutcome.Accepted(null);
        };
        Assert.True(await Dispatcher().DeliverNextAsync(Now));
        Assert.Equal(MailState.Sent, (await OnlyAsync()).State);
    }

    [Fact]
    public async Task A_mail_that_is_put_off_waits_about_a_minute_and_is_sent_then()
    {
        await EnqueuedRunAsync(1);
        _channel.AfterFence = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.TryAgain("450 4.2.1 greylisted", Code: "4.2.1"));
        Assert.True(await Dispatcher().DeliverNextAsync(Now));
        var row = await OnlyAsync();
        Assert.Equal((MailState.Waiting, "450 4.2.1 greylisted", 1), (row.State, row.Reason, row.Attempts));
        var wait = row.NotBefore - Instant.FromDateTimeUtc(DateTime.UtcNow);
        Assert.InRange(wait, Duration.FromSeconds(15), Duration.FromSeconds(61));
        Assert.False(await Dispatcher().DeliverNextAsync(Now));

        await ItIsTimeAsync();
        _channel.AfterFence = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Accepted("Q2"));
        Assert.True(await Dispatcher().DeliverNextAsync(Now));
        Assert.Equal((MailState.Sent, 2), ((await OnlyAsync()).State, (await OnlyAsync()).Attempts));
    }

    [Fact]
    public async Task After_the_last_attempt_it_is_refused_with_the_count_and_the_last_reason()
    {
        await EnqueuedRunAsync(1);
        _options.MaxAttempts = 3;
        _channel.BeforeFence = (_, _) => Task.FromResult<DeliveryOutcome?>(new DeliveryOutcome.TryAgain("450 later"));
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(MailState.Waiting, (await OnlyAsync()).State);
            Assert.True(await Dispatcher().DeliverNextAsync(Now));
            await ItIsTimeAsync();
        }

        Assert.Equal((MailState.Refused, "put off 3 times: 450 later"), ((await OnlyAsync()).State, (await OnlyAsync()).Reason));
    }

    [Fact]
    public async Task A_channel_that_does_not_work_costs_no_mail_and_pauses_the_worker()
    {
        await EnqueuedRunAsync(3);
        _options.MaxAttempts = 1;
        _channel.BeforeFence = (_, _) => Task.FromResult<DeliveryOutcome?>(new DeliveryOutcome.TryAgain("configuration: login refused", ChannelFault: true));
        var time = new StillTime();
        var dispatcher = Dispatcher(time: time);
        Assert.True(await dispatcher.DeliverNextAsync(Now));
        Assert.False(await dispatcher.DeliverNextAsync(Now));
        Assert.All(await Outbox.ListAsync(null, null, 10, Now), row => Assert.Equal(MailState.Waiting, row.State));
        Assert.Equal(1, (await Outbox.ListAsync(null, null, 10, Now)).Sum(row => row.Attempts));

        time.Advance(TimeSpan.FromSeconds(6));
        _channel.BeforeFence = (_, _) => Task.FromResult<DeliveryOutcome?>(null);
        Assert.True(await dispatcher.DeliverNextAsync(Now));
        Assert.True(await dispatcher.DeliverNextAsync(Now));
    }

    [Fact]
    public async Task A_refused_mail_keeps_its_reason_and_is_not_tried_again()
    {
        await EnqueuedRunAsync(1);
        _channel.BeforeFence = (_, _) => Task.FromResult<DeliveryOutcome?>(new DeliveryOutcome.Refused("550 5.1.1 no such user", "5.1.1"));
        Assert.True(await Dispatcher().DeliverNextAsync(Now));
        Assert.Equal((MailState.Refused, "550 5.1.1 no such user"), ((await OnlyAsync()).State, (await OnlyAsync()).Reason));
        Assert.False(await Dispatcher().DeliverNextAsync(Now));
    }

    [Fact]
    public async Task An_unknown_mail_stays_unknown_and_is_never_sent_again_by_itself()
    {
        await EnqueuedRunAsync(1);
        _channel.AfterFence = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Unknown("closed after the content"));
        Assert.True(await Dispatcher().DeliverNextAsync(Now));
        await Outbox.SweepAsync(false, Now);
        Assert.False(await Dispatcher().DeliverNextAsync(Now));
        Assert.Equal((MailState.Unknown, "closed after the content"), ((await OnlyAsync()).State, (await OnlyAsync()).Reason));
        Assert.Single(_channel.Left);
    }

    [Fact]
    public async Task With_resend_once_an_unknown_mail_goes_out_once_more_with_the_same_id()
    {
        await EnqueuedRunAsync(1);
        _channel.AfterFence = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Unknown("closed"));
        for (var i = 0; i < 4; i++)
        {
            await Dispatcher().DeliverNextAsync(Now);
            await Outbox.SweepAsync(true, Now);
        }

        Assert.Equal(2, _channel.Left.Count);
        Assert.Single(_channel.Left.Select(mail => mail.MessageId).Distinct());
        Assert.Equal(MailState.Unknown, (await OnlyAsync()).State);
    }

    [Fact]
    public async Task A_worker_that_slept_past_its_lease_sends_nothing_and_the_next_sends_once()
    {
        await EnqueuedRunAsync(1);
        _channel.BeforeFence = async (_, _) =>
        {
            await MailLeasesEndAsync();
            await Outbox.SweepAsync(false, Now);
            _channel.BeforeFence = (_, _) => Task.FromResult<DeliveryOutcome?>(null);
            Assert.True(await Dispatcher().DeliverNextAsync(Now));
            return null;
        };
        Assert.True(await Dispatcher().DeliverNextAsync(Now));
        Assert.Single(_channel.Left);
        Assert.Equal((MailState.Sent, 1), ((await OnlyAsync()).State, (await OnlyAsync()).Attempts));
    }

    [Fact]
    public async Task Killed_between_content_and_record_it_ends_as_unknown_and_is_not_sent_again()
    {
        await EnqueuedRunAsync(1);
        var killed = new TaskCompletionSource<DeliveryOutcome>();
        _channel.AfterFence = _ => killed.Task;
        var dying = Dispatcher().DeliverNextAsync(Now);
        while (_channel.Left.IsEmpty) await Task.Delay(5, Now);

        await MailLeasesEndAsync();
        Assert.Equal((0, 1, 0), await Outbox.SweepAsync(false, Now));
        Assert.False(await Dispatcher().DeliverNextAsync(Now));
        Assert.Equal(MailState.Unknown, (await OnlyAsync()).State);
        Assert.Single(_channel.Left);

        // Had it only been slow: the late answer is the truth and is taken.
        killed.SetResult(new DeliveryOutcome.Accepted("LATE"));
        Assert.True(await dying);
        Assert.Equal((MailState.Sent, "LATE"), ((await OnlyAsync()).State, (await OnlyAsync()).QueueId));
    }

    [Fact]
    public async Task A_stop_before_the_fence_gives_the_mail_back_uncounted()
    {
        await EnqueuedRunAsync(1);
        using var stop = new CancellationTokenSource();
        _channel.BeforeFence = async (_, token) =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
            return null;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Dispatcher().DeliverNextAsync(stop.Token));
        Assert.Equal((MailState.Waiting, 0), ((await OnlyAsync()).State, (await OnlyAsync()).Attempts));
    }

    [Theory]
    [InlineData(false, nameof(MailState.Waiting))]
    [InlineData(true, nameof(MailState.Unknown))]
    public async Task A_fault_of_our_own_gives_the_mail_back_before_the_fence_and_leaves_it_unknown_after(bool afterFence, string state)
    {
        await EnqueuedRunAsync(1);
        if (afterFence) _channel.AfterFence = _ => throw new InvalidDataException("a bug");
        else _channel.BeforeFence = (_, _) => throw new InvalidDataException("a bug");
        await Assert.ThrowsAsync<InvalidDataException>(() => Dispatcher().DeliverNextAsync(Now));
        Assert.Equal(state, $"{(await OnlyAsync()).State}");
    }

    [Fact]
    public async Task Mode_off_claims_nothing()
    {
        await EnqueuedRunAsync(1);
        Assert.False(await Dispatcher(MailMode.Off).DeliverNextAsync(Now));
        Assert.Equal((MailState.Waiting, 0), ((await OnlyAsync()).State, (await OnlyAsync()).Attempts));
    }

    [Fact]
    public async Task Mode_redirect_changes_the_envelope_and_no_byte()
    {
        await EnqueuedRunAsync(1);
        _options.RedirectTo = "me@example.org";
        Assert.True(await Dispatcher(MailMode.Redirect).DeliverNextAsync(Now));
        var left = _channel.Left.Single();
        Assert.Equal("me@example.org", left.Recipient);
        Assert.Equal([0, 13, 10, 255], left.Mime.ToArray());
        Assert.Equal("reader0@example.com", (await OnlyAsync()).Key.Recipient);
    }

    [Fact]
    public async Task Mode_redirect_without_an_address_sends_nothing()
    {
        await EnqueuedRunAsync(1);
        Assert.True(await Dispatcher(MailMode.Redirect).DeliverNextAsync(Now));
        Assert.Empty(_channel.Left);
        Assert.Equal(MailState.Waiting, (await OnlyAsync()).State);
    }

    [Fact]
    public async Task A_domain_that_is_not_allowed_at_the_time_of_sending_is_refused()
    {
        await EnqueuedRunAsync(1);
        _options.AllowedDomains = ["example.org"];
        Assert.True(await Dispatcher().DeliverNextAsync(Now));
        Assert.Empty(_channel.Left);
        var row = await OnlyAsync();
        Assert.Equal(MailState.Refused, row.State);
        Assert.StartsWith("domain not allowed", row.Reason);
    }

    [Fact]
    public async Task Several_dispatchers_send_each_mail_once()
    {
        await EnqueuedRunAsync(200);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            var dispatcher = Dispatcher();
            while (await dispatcher.DeliverNextAsync(Now))
            {
            }
        }, Now)));
        Assert.Equal(200, _channel.Left.Count);
        Assert.Equal(200, _channel.Left.Select(mail => mail.Recipient).Distinct().Count());
        Assert.All(await Outbox.BooksAsync(Now), books => Assert.True(books.Balance));
    }

    [Fact]
    public async Task The_log_names_keys_and_never_addresses()
    {
        await EnqueuedRunAsync(2);
        _channel.AfterFence = mail => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Refused($"550 5.1.1 <{mail.Recipient}> unknown", "5.1.1"));
        while (await Dispatcher().DeliverNextAsync(Now))
        {
        }

        Assert.Equal(2, _log.Lines.Count(line => line.Contains("weekly week:2026-02-23 1") && line.Contains("Refused 5.1.1")));
        Assert.DoesNotContain(_log.Lines, line => line.Contains('@'));
    }

    private OutboxDispatcher Dispatcher(MailMode mode = MailMode.Live, TimeProvider? time = null) =>
        new(Outbox, _channel, _options, _ => Task.FromResult(mode), time ?? TimeProvider.System, _log.For<OutboxDispatcher>());

    private async Task<OutboxRow> OnlyAsync() => Assert.Single(await Outbox.ListAsync(null, null, 10, Now));

    private Task<int> ItIsTimeAsync() => ExecuteAsync("update mails set not_before = {now} - 1");
}
