using System.Collections.Concurrent;
using KpiDigest.Outbox;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Outbox;

/// <summary>What the outbox promises, on either engine.</summary>
public abstract partial class OutboxStoreTests : RunTests
{
    [Fact]
    public async Task Eight_workers_claim_two_thousand_mails_and_none_twice()
    {
        await EnqueuedRunAsync(1500);
        await EnqueuedRunAsync(500, "quarterly");
        var claimed = new ConcurrentBag<ClaimedMail>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            while (await Outbox.ClaimNextAsync($"worker {worker}", Minute * 10, Now) is { } mail) claimed.Add(mail);
        }, Now)));

        Assert.Equal(2000, claimed.Count);
        Assert.Equal(2000, claimed.Select(mail => mail.Id).Distinct().Count());
        Assert.All(claimed, mail => Assert.Equal(1, mail.Attempt));
        await BalanceAsync();
    }

    [Fact]
    public async Task A_claimed_mail_holds_the_staged_bytes()
    {
        await EnqueuedRunAsync(1);
        var mail = (await ClaimAsync()).Mail;

        Assert.Equal([0, 13, 10, 255], mail.Mime.ToArray());
        Assert.Equal(("reader0@example.com", "digest@example.com", "reader0@example.com.id@example.com"), (mail.Recipient, mail.EnvelopeFrom, mail.MessageId));
        Assert.DoesNotContain("@", mail.Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_goes_from_waiting_to_sent_and_the_books_balance_at_each_step()
    {
        await EnqueuedRunAsync(3);
        await BalanceAsync();
        var mail = await ClaimAsync();
        await BalanceAsync();
        Assert.True(await Outbox.FenceAsync(mail.Id, mail.LeaseToken, Minute * 10, Now));
        await BalanceAsync();
        Assert.True(await Outbox.SentAsync(mail.Id, mail.LeaseToken, "4A1B2C", Now));
        await BalanceAsync();

        var row = Assert.Single(await Outbox.ListAsync([MailState.Sent], "weekly", 10, Now));
        Assert.Equal(("4A1B2C", 1), (row.QueueId, row.Attempts));
        Assert.NotNull(row.SentAt);
        Assert.False(await Outbox.SentAsync(mail.Id, mail.LeaseToken, "again", Now));
    }

    [Fact]
    public async Task The_fence_is_closed_when_the_lease_has_ended()
    {
        await EnqueuedRunAsync(1);
        var mail = await ClaimAsync();
        Assert.True(await Outbox.RenewAsync(mail.Id, mail.LeaseToken, Minute, Now));
        await MailLeasesEndAsync();

        Assert.False(await Outbox.RenewAsync(mail.Id, mail.LeaseToken, Minute, Now));
        Assert.False(await Outbox.FenceAsync(mail.Id, mail.LeaseToken, Minute * 10, Now));
    }

    [Fact]
    public async Task The_fence_is_closed_when_another_worker_took_over()
    {
        await EnqueuedRunAsync(1);
        var frozen = await ClaimAsync();
        await MailLeasesEndAsync();
        Assert.Equal((1, 0, 0), await Outbox.SweepAsync(false, Now));
        Assert.Equal(0, await ScalarAsync<long>("select max(attempts) from mails"));
        var next = await ClaimAsync();

        Assert.Equal((frozen.Id, 1), (next.Id, next.Attempt));
        Assert.False(await Outbox.RenewAsync(frozen.Id, frozen.LeaseToken, Minute, Now));
        Assert.False(await Outbox.FenceAsync(frozen.Id, frozen.LeaseToken, Minute * 10, Now));
        Assert.False(await Outbox.RetryAsync(frozen.Id, frozen.LeaseToken, "451", Minute, Now));
        Assert.False(await Outbox.ReleaseAsync(frozen.Id, frozen.LeaseToken, Now));
        Assert.True(await Outbox.FenceAsync(next.Id, next.LeaseToken, Minute * 10, Now));
        Assert.False(await Outbox.SentAsync(frozen.Id, frozen.LeaseToken, null, Now));
        Assert.False(await Outbox.RefusedAsync(frozen.Id, frozen.LeaseToken, "550", Now));
        Assert.False(await Outbox.UnknownAsync(frozen.Id, frozen.LeaseToken, "gone", Now));
    }

    [Fact]
    public async Task The_fence_opens_once()
    {
        await EnqueuedRunAsync(1);
        var mail = await ClaimAsync();

        Assert.True(await Outbox.FenceAsync(mail.Id, mail.LeaseToken, Minute * 10, Now));
        Assert.False(await Outbox.FenceAsync(mail.Id, mail.LeaseToken, Minute * 10, Now));
    }

    [Fact]
    public async Task A_sending_mail_whose_lease_ended_is_unknown_and_never_waits_again()
    {
        await EnqueuedRunAsync(1);
        var mail = await SendingAsync();
        await MailLeasesEndAsync();

        Assert.Equal((0, 1, 0), await Outbox.SweepAsync(false, Now));
        Assert.Equal((0, 0, 0), await Outbox.SweepAsync(false, Now));
        Assert.Equal(MailState.Unknown, await StateAsync(mail.Id));
        Assert.Null(await Outbox.ClaimNextAsync("worker", Minute, Now));
        Assert.False(await Outbox.RetryAsync(mail.Id, mail.LeaseToken, "451", Duration.Zero, Now));
        await BalanceAsync();
    }

    [Fact]
    public async Task An_answer_that_comes_late_settles_an_unknown_mail()
    {
        await EnqueuedRunAsync(2);
        var accepted = await SendingAsync();
        var refused = await SendingAsync();
        await MailLeasesEndAsync();
        await Outbox.SweepAsync(false, Now);

        Assert.True(await Outbox.SentAsync(accepted.Id, accepted.LeaseToken, "id", Now));
        Assert.True(await Outbox.RefusedAsync(refused.Id, refused.LeaseToken, "550 no such user", Now));
        Assert.Equal((MailState.Sent, MailState.Refused), (await StateAsync(accepted.Id), await StateAsync(refused.Id)));
    }

    [Fact]
    public async Task An_unknown_mail_is_resent_once_where_the_policy_says_so()
    {
        await EnqueuedRunAsync(1);
        await SendingAsync();
        await MailLeasesEndAsync();
        Assert.Equal((1, 0, 0), await Outbox.SweepAsync(true, Now));
        var again = await SendingAsync();
        Assert.True(await Outbox.UnknownAsync(again.Id, again.LeaseToken, "The connection broke after the content.", Now));

        Assert.Equal((0, 0, 0), await Outbox.SweepAsync(true, Now));
        Assert.Equal(MailState.Unknown, await StateAsync(again.Id));
    }

    [Fact]
    public async Task A_mail_that_is_put_off_waits_its_time_and_keeps_its_attempts()
    {
        await EnqueuedRunAsync(1);
        var mail = await SendingAsync();
        Assert.True(await Outbox.RetryAsync(mail.Id, mail.LeaseToken, "451 4.7.1 try later", Minute * 60, Now));
        Assert.Null(await Outbox.ClaimNextAsync("worker", Minute, Now));

        await ExecuteAsync("update mails set not_before = {now} - 1");
        Assert.Equal(2, (await ClaimAsync()).Attempt);
        Assert.Equal("451 4.7.1 try later", Assert.Single(await Outbox.ListAsync([MailState.Claimed], null, 10, Now)).LastError);
    }

    [Fact]
    public async Task A_mail_given_back_at_shutdown_has_no_attempt_counted()
    {
        await EnqueuedRunAsync(1);
        var mail = await ClaimAsync();
        Assert.True(await Outbox.ReleaseAsync(mail.Id, mail.LeaseToken, Now));

        Assert.Equal(1, (await ClaimAsync()).Attempt);
    }

    [Fact]
    public async Task A_mail_is_not_claimed_before_its_time()
    {
        await EnqueuedRunAsync(1, notBefore: Never - Minute);

        Assert.Null(await Outbox.ClaimNextAsync("worker", Minute, Now));
        Assert.Equal(Never - Minute, await Outbox.OldestDueAsync(Now));
    }

    [Fact]
    public async Task A_mail_past_its_limit_is_not_claimed_and_expires()
    {
        await EnqueuedRunAsync(2);
        await ExecuteAsync("update mails set expires_at = {now} - 1");
        Assert.Null(await Outbox.ClaimNextAsync("worker", Minute, Now));

        Assert.Equal((0, 0, 2), await Outbox.SweepAsync(true, Now));
        Assert.Equal(2, Assert.Single(await Outbox.BooksAsync(Now)).ByState[MailState.Expired]);
        await BalanceAsync();
    }

    [Fact]
    public async Task A_mail_in_the_middle_of_sending_does_not_expire()
    {
        await EnqueuedRunAsync(1);
        var mail = await SendingAsync();
        await ExecuteAsync("update mails set expires_at = {now} - 1");

        Assert.Equal((0, 0, 0), await Outbox.SweepAsync(false, Now));
        Assert.True(await Outbox.SentAsync(mail.Id, mail.LeaseToken, null, Now));
    }

    [Fact]
    public async Task The_oldest_due_mail_is_known()
    {
        await EnqueuedRunAsync(1, "quarterly", notBefore: Due);
        await EnqueuedRunAsync(2, notBefore: Due + Minute);

        Assert.Equal(Due, await Outbox.OldestDueAsync(Now));
        var mail = await SendingAsync();
        Assert.Equal(Due, await Outbox.OldestDueAsync(Now));
        await Outbox.SentAsync(mail.Id, mail.LeaseToken, null, Now);
        Assert.Equal(Due + Minute, await Outbox.OldestDueAsync(Now));
    }

    [Fact]
    public async Task People_hold_release_cancel_and_resend_mails()
    {
        await EnqueuedRunAsync(4);
        var refused = await SendingAsync();
        await Outbox.RefusedAsync(refused.Id, refused.LeaseToken, "550 5.1.1 unknown user", Now);
        var rows = await Outbox.ListAsync([MailState.Waiting], null, 10, Now);

        Assert.True(await Outbox.HoldAsync(rows[0].Id, "Asked for by the lead", Now));
        Assert.True(await Outbox.CancelAsync(rows[1].Id, Now));
        Assert.False(await Outbox.HoldAsync(refused.Id, "too late", Now));
        Assert.False(await Outbox.ResendAsync(rows[2].Id, Now));
        Assert.False(await Outbox.ReleaseHeldAsync(rows[1].Id, Now));
        await BalanceAsync();

        Assert.True(await Outbox.ReleaseHeldAsync(rows[0].Id, Now));
        Assert.True(await Outbox.ResendAsync(refused.Id, Now));
        Assert.Equal(3, (await Outbox.ListAsync([MailState.Waiting], null, 10, Now)).Count);
        await BalanceAsync();
    }

    [Fact]
    public async Task A_mail_resent_from_a_finished_run_is_claimed_with_its_old_message_id()
    {
        await EnqueuedRunAsync(1);
        var mail = await SendingAsync();
        await Outbox.UnknownAsync(mail.Id, mail.LeaseToken, "The connection broke.", Now);
        await Outbox.SweepAsync(false, Now);
        Assert.Equal(0, await ScalarAsync<long>("select active from runs"));

        Assert.True(await Outbox.ResendAsync(mail.Id, Now));
        var again = await ClaimAsync();
        Assert.Equal((mail.Id, mail.Mail.MessageId), (again.Id, again.Mail.MessageId));
        Assert.False(await Outbox.SentAsync(mail.Id, mail.LeaseToken, "late answer of the first try", Now));
    }

    [Fact]
    public async Task A_waiting_mail_of_a_run_taken_for_finished_is_found_again()
    {
        await EnqueuedRunAsync(1);
        await ExecuteAsync("update runs set active = 0");

        await Outbox.SweepAsync(false, Now);
        Assert.NotNull(await Outbox.ClaimNextAsync("worker", Minute, Now));
    }

    [Fact]
    public async Task Skipped_and_held_mails_are_counted_and_not_claimed()
    {
        var run = await ClaimedRunAsync();
        await Runs.StageAsync(run, [Mail(run, "a@example.com") with { State = MailState.Skipped, Reason = "unresolved scope", Mime = [] }, Mail(run, "b@example.com") with { State = MailState.Held }], Now);
        await Runs.EnqueueAsync(run, 2, 100, Now);

        Assert.Null(await Outbox.ClaimNextAsync("worker", Minute, Now));
        Assert.Equal("unresolved scope", Assert.Single(await Outbox.ListAsync([MailState.Skipped], null, 10, Now)).Reason);
        await BalanceAsync();
    }

    [Fact]
    public async Task Books_that_lost_a_mail_do_not_balance()
    {
        await EnqueuedRunAsync(2);
        await ExecuteAsync("delete from mails where recipient = 'reader0@example.com'");

        Assert.False(Assert.Single(await Outbox.BooksAsync(Now)).Balance);
    }

    private async Task<ClaimedMail> ClaimAsync() => (await Outbox.ClaimNextAsync("worker", Minute * 10, Now))!;

    private async Task<ClaimedMail> SendingAsync()
    {
        var mail = await ClaimAsync();
        Assert.True(await Outbox.FenceAsync(mail.Id, mail.LeaseToken, Minute * 10, Now));
        return mail;
    }

    private async Task BalanceAsync() => Assert.All(await Outbox.BooksAsync(Now), run => Assert.True(run.Balance, run.ToString()));
}
