using KpiDigest.Delivery;
using KpiDigest.Outbox;
using KpiDigest.Tests.Runs;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Outbox;

/// <summary>Who said no, or whose mailbox did, gets nothing: not staged, not claimed, not through the fence. On either engine.</summary>
public abstract class SuppressionTests : RunTests
{
    private readonly ScriptedChannel _channel = new();
    private readonly LogLines _log = new();

    [Fact]
    public async Task A_waiting_mail_of_somebody_who_stopped_is_skipped_and_the_books_balance()
    {
        await EnqueuedRunAsync(2);
        await StopAsync("Reader0@EXAMPLE.com", "weekly");

        Assert.True(await DeliverAsync());
        Assert.True(await DeliverAsync());
        Assert.False(await DeliverAsync());

        Assert.Equal("reader1@example.com", Assert.Single(_channel.Left).Recipient);
        var skipped = Assert.Single(await Outbox.ListAsync([MailState.Skipped], null, 10, Now));
        Assert.Matches("^suppressed: stopped since [0-9-]{10}: by the reader$", skipped.Reason);
        Assert.All(await Outbox.BooksAsync(Now), books => Assert.True(books.Balance));
        Assert.DoesNotContain(_log.Lines, line => line.Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_fence_is_closed_for_a_reader_who_stops_between_claim_and_content()
    {
        await EnqueuedRunAsync(1);
        _channel.BeforeFence = async (_, _) =>
        {
            await StopAsync("reader0@example.com", "");
            return null;
        };
        Assert.True(await DeliverAsync());
        Assert.Empty(_channel.Left);

        Assert.True(await DeliverAsync());
        Assert.Equal(MailState.Skipped, Assert.Single(await Outbox.ListAsync(null, null, 10, Now)).State);
        Assert.Empty(_channel.Left);
    }

    [Fact]
    public async Task To_stop_one_digest_leaves_the_others_and_to_stop_all_stops_each()
    {
        await EnqueuedRunAsync(1);
        await EnqueuedRunAsync(1, "quarterly");
        await StopAsync("reader0@example.com", "weekly");
        await DeliverAllAsync();
        Assert.Equal(["quarterly"], (await Outbox.ListAsync([MailState.Sent], null, 10, Now)).Select(m => m.Key.Digest));

        await StopAsync("reader0@example.com", "");
        await EnqueuedRunAsync(1, "monthly");
        await DeliverAllAsync();
        Assert.Single(_channel.Left);
    }

    [Fact]
    public async Task A_resend_by_hand_does_not_go_to_somebody_who_stopped()
    {
        await EnqueuedRunAsync(1);
        var mail = (await Outbox.ClaimNextAsync("worker", Minute, Now))!;
        await Outbox.RefusedAsync(mail.Id, mail.LeaseToken, "550", Now);
        await StopAsync("reader0@example.com", "weekly");
        Assert.True(await Outbox.ResendAsync(mail.Id, Now));

        await DeliverAllAsync();
        Assert.Equal(MailState.Skipped, await StateAsync(mail.Id));
    }

    [Fact]
    public async Task A_pause_ends_by_itself()
    {
        await EnqueuedRunAsync(1);
        await Outbox.Suppressions.AddAsync("reader0@example.com", "weekly", SuppressionKind.Paused, "by the reader", Minute, Now);
        Assert.Single(await Outbox.Suppressions.OfDigestAsync("weekly", Now));
        await ExecuteAsync("update suppressions set until = {now} - 1");

        Assert.Empty(await Outbox.Suppressions.OfDigestAsync("weekly", Now));
        await DeliverAllAsync();
        Assert.Single(_channel.Left);
        Assert.True(await Outbox.Suppressions.AddAsync("reader0@example.com", "weekly", SuppressionKind.Paused, "again", Minute, Now));
        Assert.Equal("again", Assert.Single(await Outbox.Suppressions.ListAsync(false, Now)).Reason);
    }

    [Fact]
    public async Task Twice_is_once_and_undone_is_undone()
    {
        Assert.True(await StopAsync("reader0@example.com", "weekly"));
        Assert.False(await StopAsync("READER0@example.com", "weekly"));
        Assert.Single(await Outbox.Suppressions.ListAsync(true, Now));

        Assert.Equal(0, await Outbox.Suppressions.EndAsync("reader0@example.com", "quarterly", null, Now));
        Assert.Equal(0, await Outbox.Suppressions.EndAsync("reader0@example.com", null, [SuppressionKind.Bounced], Now));
        Assert.Equal(1, await Outbox.Suppressions.EndAsync("Reader0@example.com", null, null, Now));
        Assert.Empty(await Outbox.Suppressions.ListAsync(false, Now));
        Assert.NotNull(Assert.Single(await Outbox.Suppressions.ListAsync(true, Now)).Ended);
        Assert.True(await StopAsync("reader0@example.com", "weekly"));
    }

    [Fact]
    public async Task A_run_makes_no_mail_for_them_and_a_correction_does_not_either()
    {
        var shop = new Workshop(Database, new FixedSource(Workshop.DueAt));
        await StopAsync("north@example.com", "weekly");
        await shop.ExecuteAsync(Workshop.Week46);

        var skipped = (await shop.Outbox.ListAsync([MailState.Skipped], null, 10, Now)).Single(m => m.Key.Recipient == "north@example.com");
        Assert.True(Suppression.IsSkipReason(skipped.Reason));
        Assert.Null(await shop.Outbox.ReadMimeAsync(skipped.Id, Now));

        await ExecuteAsync("update mails set state = 'sent' where recipient = 'boss@example.com'");
        await StopAsync("boss@example.com", "");
        await shop.ExecuteAsync(Workshop.Week46 with { Revision = 2 });
        var second = (await shop.Outbox.OfPeriodAsync("weekly", Workshop.Week46.Period, Now)).Where(m => m.Key.Revision == 2);
        Assert.True(Suppression.IsSkipReason(second.Single(m => m.Key.Recipient == "boss@example.com").Reason));
        Assert.All(await shop.Outbox.BooksAsync(Now), books => Assert.True(books.Balance));
    }

    private Task<bool> StopAsync(string recipient, string digest) => Outbox.Suppressions.AddAsync(recipient, digest, SuppressionKind.Stopped, "by the reader", null, Now);

    private Task<bool> DeliverAsync() => new OutboxDispatcher(
        Outbox, _channel, new MailOptions { Mode = MailMode.Live }, _ => Task.FromResult(MailMode.Live), TimeProvider.System, _log.For<OutboxDispatcher>()).DeliverNextAsync(Now);

    private async Task DeliverAllAsync()
    {
        while (await DeliverAsync()) Now.ThrowIfCancellationRequested();
    }
}
