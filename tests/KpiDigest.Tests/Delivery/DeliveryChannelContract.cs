using System.Text;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Mime;
using KpiDigest.Tests.Delivery.Mime;

namespace KpiDigest.Tests.Delivery;

/// <summary>What every channel must do; one subclass a channel.</summary>
public abstract class DeliveryChannelContract : IAsyncLifetime
{
    private protected abstract IDeliveryChannel Channel { get; }

    /// <summary>The messages that left, in order of their Message-IDs.</summary>
    private protected abstract Task<IReadOnlyList<byte[]>> LeftAsync();

    /// <summary>Makes the channel fail before anything is sent.</summary>
    private protected abstract void Break();

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task An_accepted_mail_left_with_exactly_its_bytes()
    {
        var mail = Mail(1);
        var outcome = await Channel.SendAsync(mail, _ => Task.FromResult(true), Cancel);
        Assert.NotNull(Assert.IsType<DeliveryOutcome.Accepted>(outcome).QueueId);
        Assert.Equal(mail.Mime.ToArray(), Assert.Single(await LeftAsync()));
    }

    [Fact]
    public async Task The_fence_is_asked_once_and_nothing_has_left_by_then()
    {
        var asked = 0;
        await Channel.SendAsync(Mail(1), async _ => { asked++; Assert.Empty(await LeftAsync()); return true; }, Cancel);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_fence_that_says_no_keeps_the_mail_and_the_channel_usable()
    {
        Assert.IsType<DeliveryOutcome.Fenced>(await Channel.SendAsync(Mail(1), _ => Task.FromResult(false), Cancel));
        Assert.Empty(await LeftAsync());
        Assert.IsType<DeliveryOutcome.Accepted>(await Channel.SendAsync(Mail(2), _ => Task.FromResult(true), Cancel));
        Assert.Single(await LeftAsync());
    }

    [Fact]
    public async Task A_cancelled_send_before_the_fence_throws_and_sends_nothing()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Channel.SendAsync(Mail(1), _ => throw new InvalidOperationException("asked"), source.Token));
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task A_fault_of_the_fence_comes_through_and_sends_nothing()
    {
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => Channel.SendAsync(Mail(1), _ => throw new TimeZoneNotFoundException(), Cancel));
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task A_broken_world_is_a_channel_fault_to_try_again_and_the_check_says_why()
    {
        Break();
        var outcome = Assert.IsType<DeliveryOutcome.TryAgain>(await Channel.SendAsync(Mail(1), _ => Task.FromResult(true), Cancel));
        Assert.True(outcome.ChannelFault);
        Assert.NotEmpty(outcome.Reason);
        Assert.NotNull(await Channel.CheckAsync(Cancel));
    }

    [Fact]
    public async Task The_check_of_a_working_channel_is_silent_and_sends_nothing()
    {
        Assert.Null(await Channel.CheckAsync(Cancel));
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task Several_mails_leave_side_by_side()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => Channel.SendAsync(Mail(i), _ => Task.FromResult(true), Cancel)));
        Assert.All(outcomes, o => Assert.IsType<DeliveryOutcome.Accepted>(o));
        Assert.Equal(6, (await LeftAsync()).Select(Encoding.UTF8.GetString).Distinct().Count());
    }

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected static OutgoingMail Mail(int number)
    {
        var message = Some.Message with { MessageId = $"mail.{number}@example.com", Text = ".leading dot\n..two\n", Attachments = [Some.Pdf(size: 3000)] };
        return new OutgoingMail($"weekly-2017-W52-r{number}-1", message.MessageId, "digest@example.com", message.To, MimeWriter.Write(message));
    }
}
