using KpiDigest.Delivery;
using KpiDigest.Outbox;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Outbox;

/// <summary>When a mail is claimed, and for how long.</summary>
public abstract partial class OutboxDispatcherTests
{
    [Fact]
    public async Task A_server_that_is_slow_before_the_fence_does_not_cost_the_claim()
    {
        await EnqueuedRunAsync(1);
        _channel.BeforeFence = async (_, stop) =>
        {
            // Longer than a claim's lease without renewal.
            await Task.Delay(TimeSpan.FromSeconds(6), stop);
            Assert.Equal((0, 0, 0), await Outbox.SweepAsync(false, stop));
            return null;
        };
        Assert.True(await Dispatcher().DeliverNextAsync(Now));
        Assert.Equal(MailState.Sent, (await OnlyAsync()).State);
    }

    [Fact]
    public async Task A_mail_whose_turn_has_not_come_is_not_claimed()
    {
        await EnqueuedRunAsync(3);
        _options.PerMinute = 60;
        var dispatcher = Dispatcher(time: new StillTime());
        using var stop = new CancellationTokenSource();
        Assert.True(await dispatcher.DeliverNextAsync(stop.Token));
        var waiting = dispatcher.DeliverNextAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Single(_channel.Left);
        Assert.Equal(2, (await Outbox.ListAsync([MailState.Waiting], null, 10, Now)).Count(row => row.Attempts == 0));
    }

    [Fact]
    public async Task A_turn_for_which_there_was_no_mail_is_not_lost()
    {
        _options.PerMinute = 60;
        var dispatcher = Dispatcher(time: new StillTime());
        Assert.False(await dispatcher.DeliverNextAsync(Now));
        await EnqueuedRunAsync(1);
        Assert.True(await dispatcher.DeliverNextAsync(Now).WaitAsync(TimeSpan.FromMinutes(1), Now));
    }

    [Fact]
    public async Task A_server_that_names_a_time_is_left_alone_until_then()
    {
        await EnqueuedRunAsync(2);
        _channel.BeforeFence = (_, _) => Task.FromResult<DeliveryOutcome?>(new DeliveryOutcome.TryAgain("429 slow down", TimeSpan.FromMinutes(10), ChannelFault: true));
        var time = new StillTime();
        var dispatcher = Dispatcher(time: time);
        Assert.True(await dispatcher.DeliverNextAsync(Now));
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.True(dispatcher.IsPaused);
        Assert.False(await dispatcher.DeliverNextAsync(Now));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await dispatcher.DeliverNextAsync(Now));
    }
}
