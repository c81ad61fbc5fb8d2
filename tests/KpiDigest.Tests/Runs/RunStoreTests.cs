using System.Collections.Concurrent;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>What the ledger promises, on either engine.</summary>
public abstract class RunStoreTests : RunTests
{
    [Fact]
    public async Task A_run_is_planned_once()
    {
        Assert.True(await Runs.PlanAsync(Key(), Due, Never, Now));
        Assert.False(await Runs.PlanAsync(Key(), Due, Never, Now));
        Assert.True(await Runs.PlanAsync(Key() with { Revision = 2 }, Due, Never, Now));
    }

    [Fact]
    public async Task Nobody_else_gets_a_run_under_a_lease()
    {
        var run = await ClaimedRunAsync();

        Assert.Equal((Key(), 1, Due, Never), (run.Key, run.Attempt, run.DueAt, run.NotAfter));
        Assert.Null(await Runs.ClaimNextAsync("worker 2", Minute, Now));
    }

    [Fact]
    public async Task A_run_whose_lease_ended_is_taken_over()
    {
        var first = await ClaimedRunAsync();
        await RunLeasesEndAsync();
        var second = (await Runs.ClaimNextAsync("worker 2", Minute, Now))!;

        Assert.Equal(2, second.Attempt);
        Assert.False(await Runs.RenewAsync(first, Minute, Now));
        Assert.True(await Runs.RenewAsync(second, Minute, Now));
    }

    [Fact]
    public async Task Eight_workers_claim_three_hundred_periods_once_each()
    {
        for (var i = 0; i < 300; i++) await Runs.PlanAsync(new RunKey("weekly", $"week:{i}", 1), Due + Duration.FromHours(i), Never, Now);
        var claimed = new ConcurrentBag<RunKey>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            while (await Runs.ClaimNextAsync($"worker {worker}", Minute * 10, Now) is { } run) claimed.Add(run.Key);
        }, Now)));

        Assert.Equal(300, claimed.Count);
        Assert.Equal(300, claimed.Distinct().Count());
    }

    [Fact]
    public async Task Many_planners_of_the_same_periods_have_one_winner_each()
    {
        var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var won = 0;
            for (var i = 0; i < 40; i++) won += await Runs.PlanAsync(new RunKey("weekly", $"week:{i}", 1), Due, Never, Now) ? 1 : 0;
            return won;
        }, Now)));

        Assert.Equal(40, wins.Sum());
    }

    [Fact]
    public async Task A_frozen_worker_that_wakes_writes_nothing()
    {
        var frozen = await ClaimedRunAsync();
        await RunLeasesEndAsync();
        Assert.False(await Runs.StageAsync(frozen, Mails(frozen, 2), Now));
        var next = (await Runs.ClaimNextAsync("worker 2", Minute, Now))!;

        Assert.False(await Runs.StageAsync(frozen, Mails(frozen, 2), Now));
        Assert.False(await Runs.ClearStagedAsync(frozen, Now));
        Assert.False(await Runs.EnqueueAsync(frozen, 0, 100, Now));
        Assert.False(await Runs.HoldAsync(frozen, "stale", Now));
        Assert.False(await Runs.FailAsync(frozen, "broken", Now));
        Assert.False(await Runs.PostponeAsync(frozen, "later", Minute, Now));
        Assert.Null(await Runs.FreezeAsync(frozen, Due, "c", "t", Now));

        Assert.Equal(0, await ScalarAsync<long>("select count(*) from mails"));
        Assert.True(await Runs.StageAsync(next, Mails(next, 2), Now));
        Assert.Equal(RunState.Running, await StateAsync(Key()));
    }

    [Fact]
    public async Task Rows_staged_by_a_killed_worker_are_replaced()
    {
        var killed = await ClaimedRunAsync();
        await Runs.StageAsync(killed, Mails(killed, 3), Now);
        await RunLeasesEndAsync();
        var next = (await Runs.ClaimNextAsync("worker 2", Minute, Now))!;
        Assert.False(await Runs.EnqueueAsync(next, 2, 100, Now));

        Assert.True(await Runs.ClearStagedAsync(next, Now));
        Assert.True(await Runs.StageAsync(next, Mails(next, 1), Now));
        Assert.True(await Runs.StageAsync(next, [Mail(next, "late@example.com")], Now));
        Assert.True(await Runs.EnqueueAsync(next, 2, 100, Now));

        Assert.Equal(["late@example.com", "reader0@example.com"], (await Outbox.ListAsync(null, null, 10, Now)).Select(row => row.Key.Recipient));
        Assert.Equal(2, await ScalarAsync<long>("select count(*) from mail_bodies"));
    }

    [Fact]
    public async Task Staged_mails_are_invisible_until_the_run_is_enqueued()
    {
        var run = await ClaimedRunAsync();
        await Runs.StageAsync(run, Mails(run, 2), Now);

        Assert.Empty(await Outbox.ListAsync(null, null, 10, Now));
        Assert.Null(await Outbox.ClaimNextAsync("worker", Minute, Now));
        Assert.True(Assert.Single(await Outbox.BooksAsync(Now)).Balance);

        Assert.False(await Runs.EnqueueAsync(run, 3, 100, Now));
        Assert.True(await Runs.EnqueueAsync(run, 2, 100, Now));
        Assert.NotNull(await Outbox.ClaimNextAsync("worker", Minute, Now));
        Assert.Equal(2, (await Runs.ReadAsync(Key(), Now))!.Expected);
    }

    [Fact]
    public async Task A_batch_is_staged_whole_or_not_at_all()
    {
        var run = await ClaimedRunAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => Runs.StageAsync(run, [Mail(run, "a@example.com"), Mail(run, "b@example.com"), Mail(run, "a@example.com")], Now));
        await Assert.ThrowsAsync<ArgumentException>(() => Runs.StageAsync(run, [Mail(run with { Key = Key("quarterly") }, "a@example.com")], Now));

        Assert.Equal(0, await ScalarAsync<long>("select count(*) from mails"));
    }

    [Fact]
    public async Task The_first_freeze_counts()
    {
        var run = await ClaimedRunAsync();
        Assert.Equal(Due, await Runs.FreezeAsync(run, Due, "config 1", "template 1", Now));
        await RunLeasesEndAsync();
        var next = (await Runs.ClaimNextAsync("worker 2", Minute, Now))!;

        Assert.Equal(Due, next.KnownAt);
        Assert.Equal(Due, await Runs.FreezeAsync(next, Due + Minute, "config 2", "template 2", Now));
        var row = (await Runs.ReadAsync(Key(), Now))!;
        Assert.Equal(("config 1", "template 1"), (row.ConfigurationHash, row.TemplateHash));
    }

    [Fact]
    public async Task A_held_run_waits_for_its_release_and_then_sees_the_facts_of_now()
    {
        var run = await ClaimedRunAsync();
        await Runs.FreezeAsync(run, Due, "c", "t", Now);
        await Runs.StageAsync(run, Mails(run, 2), Now);
        Assert.True(await Runs.HoldAsync(run, "The CRM was last read 3 days ago. Run kpidigest sync.", Now));

        Assert.Null(await Runs.ClaimNextAsync("worker", Minute, Now));
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from mails"));
        Assert.True(await Runs.ReleaseAsync(Key(), Now));
        Assert.False(await Runs.ReleaseAsync(Key(), Now));
        Assert.Null((await Runs.ClaimNextAsync("worker", Minute, Now))!.KnownAt);
    }

    [Fact]
    public async Task A_postponed_run_is_not_claimed_before_its_time()
    {
        Assert.True(await Runs.PostponeAsync(await ClaimedRunAsync(), "The CRM answers 503.", Minute * 60, Now));
        Assert.Null(await Runs.ClaimNextAsync("worker", Minute, Now));

        await ExecuteAsync("update runs set not_before = {now} - 1");
        Assert.Equal(2, (await Runs.ClaimNextAsync("worker", Minute, Now))!.Attempt);
    }

    [Fact]
    public async Task A_failed_run_stays_failed_until_it_is_released()
    {
        Assert.True(await Runs.FailAsync(await ClaimedRunAsync(), "The template 'weekly' is broken.", Now));

        Assert.Null(await Runs.ClaimNextAsync("worker", Minute, Now));
        Assert.Equal("The template 'weekly' is broken.", Assert.Single(await Runs.ListAsync("weekly", 10, Now)).Reason);
        Assert.Empty(await Runs.ListAsync("quarterly", 10, Now));
        Assert.True(await Runs.ReleaseAsync(Key(), Now));
    }

    [Fact]
    public async Task A_run_past_its_catch_up_limit_is_not_claimed_and_fails()
    {
        await Runs.PlanAsync(Key(), Due, Due + Minute * 60, Now);
        await ExecuteAsync("update runs set not_after = {now} - 1");
        Assert.Null(await Runs.ClaimNextAsync("worker", Minute, Now));

        Assert.Equal(1, await Runs.SweepAsync(Now));
        Assert.Equal(RunState.Failed, await StateAsync(Key()));
        Assert.True(await Runs.ReleaseAsync(Key(), Now));
        Assert.NotNull(await Runs.ClaimNextAsync("worker", Minute, Now));
    }

    [Fact]
    public async Task The_sweep_leaves_working_runs_alone()
    {
        var run = await ClaimedRunAsync();
        await ExecuteAsync("update runs set not_after = {now} - 1");

        Assert.Equal(0, await Runs.SweepAsync(Now));
        Assert.True(await Runs.RenewAsync(run, Minute, Now));
    }

    [Fact]
    public async Task An_empty_run_can_be_enqueued_once_and_balances()
    {
        var run = await ClaimedRunAsync();
        Assert.True(await Runs.EnqueueAsync(run, 0, 100, Now));
        Assert.False(await Runs.EnqueueAsync(run, 0, 100, Now));

        Assert.True(Assert.Single(await Outbox.BooksAsync(Now)).Balance);
    }

    [Fact]
    public async Task The_deals_of_the_last_enqueued_run_are_known()
    {
        var last = new RunKey("weekly", "week:2026-02-16", 1);
        Assert.Empty(await Runs.DealsOfRunsBeforeAsync(Key(), 8, Now));
        await Runs.PlanAsync(last, Due - Duration.FromDays(7), Never, Now);
        await Runs.EnqueueAsync((await Runs.ClaimNextAsync("worker", Minute, Now))!, 0, 4711, Now);
        await EnqueuedRunAsync(0);

        Assert.Equal([4711], await Runs.DealsOfRunsBeforeAsync(Key(), 8, Now));
        Assert.Empty(await Runs.DealsOfRunsBeforeAsync(last, 8, Now));
        Assert.Empty(await Runs.DealsOfRunsBeforeAsync(Key("quarterly"), 8, Now));
        Assert.Equal(100, (await Runs.DealsOfRunsBeforeAsync(new RunKey("weekly", "week:2026-03-02", 1), 8, Now))[0]);
    }

    [Fact]
    public async Task Only_waiting_held_and_skipped_mails_can_be_staged()
    {
        var run = await ClaimedRunAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Runs.StageAsync(run, [Mail(run, "a@example.com") with { State = MailState.Sent }], Now));
    }
}

public sealed class RunStoreOnSqliteTests : RunStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class RunStoreOnPostgresTests : RunStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;

    /// <summary>Skipping locked rows only makes claims faster; that the statement repeats what it leaves is what makes them safe.</summary>
    [Fact]
    public async Task Claims_are_safe_without_skipping_locked_rows()
    {
        for (var i = 0; i < 100; i++) await Runs.PlanAsync(new RunKey("weekly", $"week:{i}", 1), Due, Never, Now);
        await using var plain = Test.Another(Database.Dialect.Without("{skip_locked}"));
        var runs = new RunStore(plain);
        var claimed = new ConcurrentBag<RunKey>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            while (await runs.ClaimNextAsync($"worker {worker}", Minute * 10, Now) is { } run) claimed.Add(run.Key);
        }, Now)));

        Assert.Equal((100, 100), (claimed.Count, claimed.Distinct().Count()));
    }
}
