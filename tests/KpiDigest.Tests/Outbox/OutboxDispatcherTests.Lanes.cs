using KpiDigest.Delivery;
using KpiDigest.Outbox;

namespace KpiDigest.Tests.Outbox;

/// <summary>Several lanes of one worker, which share claims, fences and records.</summary>
public abstract partial class OutboxDispatcherTests
{
    [Fact]
    public async Task Lanes_send_each_mail_once_and_leave_nothing_claimed()
    {
        await EnqueuedRunAsync(60);
        var dispatcher = Dispatcher();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => dispatcher.DeliverAllAsync(Now), Now)));
        Assert.Equal(60, _channel.Left.Select(mail => mail.Recipient).Distinct().Count());
        Assert.Equal(60, _channel.Left.Count);
        Assert.All(await Outbox.ListAsync(null, null, 100, Now), row => Assert.Equal((MailState.Sent, 1, "Q1"), (row.State, row.Attempts, row.QueueId)));
    }

    [Fact]
    public async Task A_mail_leaves_when_the_one_before_it_in_the_lane_is_recorded()
    {
        await EnqueuedRunAsync(5);
        _channel.AfterFence = async _ =>
        {
            var states = (await Outbox.ListAsync(null, null, 10, Now)).CountBy(row => row.State).ToDictionary();
            Assert.Equal((1, _channel.Left.Count - 1), (states[MailState.Sending], states.GetValueOrDefault(MailState.Sent)));
            return new DeliveryOutcome.Accepted(null);
        };
        await Dispatcher().DeliverAllAsync(Now);
        Assert.Equal(5, (await Outbox.ListAsync([MailState.Sent], null, 10, Now)).Count);
    }

    [Fact]
    public async Task What_is_claimed_ahead_and_not_begun_is_soon_anothers_and_no_attempt()
    {
        await EnqueuedRunAsync(3);
        var slow = new TaskCompletionSource<DeliveryOutcome?>();
        _channel.BeforeFence = (_, _) => slow.Task;
        var lane = Dispatcher().DeliverAllAsync(Now);
        while ((await Outbox.ListAsync([MailState.Waiting], null, 10, Now)).Count < 2) await Task.Delay(20, Now);

        _channel.BeforeFence = (_, _) => Task.FromResult<DeliveryOutcome?>(null);
        await Dispatcher().DeliverAllAsync(Now);
        Assert.Equal([1, 1], (await Outbox.ListAsync([MailState.Sent], null, 10, Now)).Select(row => row.Attempts));
        slow.SetResult(null);
        await lane;
        Assert.Equal(3, (await Outbox.ListAsync([MailState.Sent], null, 10, Now)).Count);
    }

    [Fact]
    public async Task Lanes_that_stop_give_back_what_is_claimed_ahead()
    {
        await EnqueuedRunAsync(4);
        using var stop = new CancellationTokenSource();
        _channel.AfterFence = async _ =>
        {
            await stop.CancelAsync();
            return new DeliveryOutcome.Accepted(null);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Dispatcher().DeliverAllAsync(stop.Token));
        Assert.Equal([0, 0, 0], (await Outbox.ListAsync([MailState.Waiting], null, 10, Now)).Select(row => row.Attempts));
    }

    [Fact]
    public async Task Under_a_rate_nothing_is_claimed_ahead()
    {
        await EnqueuedRunAsync(3);
        _options.PerMinute = 600;
        _channel.AfterFence = async _ =>
        {
            Assert.Empty(await Outbox.ListAsync([MailState.Claimed], null, 10, Now));
            return new DeliveryOutcome.Accepted(null);
        };
        await Dispatcher().DeliverAllAsync(Now);
        Assert.Equal(3, _channel.Left.Count);
    }
}
