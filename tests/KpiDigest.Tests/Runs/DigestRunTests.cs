using System.Text;
using Dapper;
using KpiDigest.Crm;
using KpiDigest.Delivery.Mime;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs;

public abstract class DigestRunTests : StoreTests
{
    private Workshop Shop(string? leaseSeconds = null) => new(Database, new FixedSource(Workshop.DueAt), leaseSeconds);

    [Fact]
    public async Task A_planned_run_becomes_one_visible_mail_a_recipient_and_the_books_balance()
    {
        var shop = Shop();
        await shop.PlanAsync();

        Assert.True(await shop.Worker().RunNextAsync(Now));
        Assert.False(await shop.Worker().RunNextAsync(Now));

        var books = Assert.Single(await shop.Outbox.BooksAsync(Now));
        Assert.True(books.Balance);
        Assert.Equal(3, books.Expected);
        Assert.Equal(2, books.ByState[MailState.Waiting]);
        Assert.Equal(1, books.ByState[MailState.Skipped]);
    }

    [Fact]
    public async Task Mails_of_a_run_released_late_live_as_long_as_the_run_may()
    {
        var shop = Shop();
        await shop.PlanAsync();
        await ExecuteAsync("update runs set not_after = not_after + 1000000");
        await shop.Worker().RunNextAsync(Now);

        var limit = Workshop.DueAt + Duration.FromDays(36500) + Duration.FromSeconds(1);
        Assert.All(await shop.Outbox.ListAsync([MailState.Waiting, MailState.Skipped], null, 10, Now), mail => Assert.Equal(limit, mail.ExpiresAt));
    }

    [Fact]
    public async Task Planning_ends_runs_that_nobody_took_up_in_time()
    {
        var shop = Shop();
        await shop.PlanAsync();
        await ExecuteAsync("update runs set not_after = {now} - 1");

        await shop.Planner().PlanDueAsync(Now);
        Assert.Equal(RunState.Failed, (await shop.Runs.ReadAsync(Workshop.Week46, Now))!.State);
    }

    [Fact]
    public async Task A_period_that_the_calendar_does_not_know_any_more_is_not_replaced_by_its_neighbour()
    {
        var shop = Shop();
        await shop.Runs.PlanAsync(Workshop.Week46 with { Period = "week:2026-11-08" }, Workshop.DueAt, Workshop.DueAt + Duration.FromDays(36500), Now);
        Assert.True(await shop.Worker().RunNextAsync(Now));

        var run = Assert.Single(await shop.Runs.ListAsync("weekly", 10, Now));
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("week:2026-11-08", run.Reason, StringComparison.Ordinal);
        Assert.Empty(await shop.Outbox.ListAsync([MailState.Waiting], null, 10, Now));
    }

    [Fact]
    public async Task A_scope_that_does_not_resolve_gets_no_mail_and_says_why()
    {
        var shop = Shop();
        await shop.PlanAsync();
        await shop.Worker().RunNextAsync(Now);

        var skipped = Assert.Single(await shop.Outbox.ListAsync([MailState.Skipped], null, 10, Now));
        Assert.Equal("nobody@example.com", skipped.Key.Recipient);
        Assert.Contains("Nowhere", skipped.Reason, StringComparison.Ordinal);
        Assert.False((await BytesAsync(Database)).GetValueOrDefault("nobody@example.com") is { Length: > 0 });
    }

    [Fact]
    public async Task A_team_lead_sees_no_record_of_another_team_in_any_part_of_the_mail()
    {
        var shop = Shop();
        await shop.PlanAsync();
        await shop.Worker().RunNextAsync(Now);

        var own = await MailAsync("north@example.com");
        Assert.Contains("Rep 0", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Rep 2", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Rep 3", own, StringComparison.Ordinal);
        Assert.DoesNotContain("South", own, StringComparison.Ordinal);
        Assert.Contains("South", await MailAsync("boss@example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_taken_over_after_its_worker_died_during_sync_makes_the_same_mails_once()
    {
        var expected = await BytesOfAnUndisturbedRunAsync();
        var shop = Shop();
        await shop.PlanAsync();
        await DieWhileSyncingAsync(shop);
        await TakeOverAsync();

        Assert.Equal(expected, await AllBytesAsync());
    }

    [Theory]
    [InlineData("known_at")]
    [InlineData("staged")]
    public async Task A_run_taken_over_at_a_later_step_makes_the_same_mails_once(string step)
    {
        var expected = await BytesOfAnUndisturbedRunAsync();
        var shop = Shop();
        await shop.PlanAsync();
        var run = (await shop.Runs.ClaimNextAsync("dead", Duration.FromMinutes(5), Now))!;
        await new CrmSync(shop.Source, new FactStore(Database), shop.Clock).RunAsync(false, new SilentProgress(), Now);
        await shop.Runs.FreezeAsync(run, shop.Clock.Now, "c", "t", Now);
        if (step == "staged") Assert.True(await shop.Runs.StageAsync(run, [Stray()], Now));

        await TakeOverAsync();

        Assert.Equal(expected, await AllBytesAsync());
        Assert.False(await shop.Runs.EnqueueAsync(run, 1, 1, Now));
        Assert.False(await shop.Runs.StageAsync(run, [Stray()], Now));
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_while_syncing_shows_nothing()
    {
        var shop = Shop();
        await shop.PlanAsync();
        shop.Source.OnPull = () => ExecuteAsync("update runs set lease_token = 'another'");

        await shop.Worker().RunNextAsync(Now);

        Assert.Empty(await shop.Outbox.ListAsync(null, null, 10, Now));
        Assert.Equal(RunState.Running, Assert.Single(await shop.Runs.ListAsync(null, 10, Now)).State);
    }

    [Fact]
    public async Task The_lease_is_renewed_while_a_long_sync_goes_on()
    {
        var shop = Shop(leaseSeconds: "15");
        await shop.PlanAsync();
        shop.Source.OnPull = async () =>
        {
            var before = await LeaseUntilAsync();
            for (var i = 0; i < 600 && await LeaseUntilAsync() == before; i++) await Task.Delay(100, Now);
            Assert.NotEqual(before, await LeaseUntilAsync());
        };

        await shop.Worker().RunNextAsync(Now);

        Assert.Equal(RunState.Enqueued, Assert.Single(await shop.Runs.ListAsync(null, 10, Now)).State);
    }

    [Fact]
    public async Task A_crm_that_cannot_be_reached_puts_the_run_off_and_later_holds_it_with_the_cause()
    {
        var shop = Shop();
        await shop.PlanAsync();
        shop.Source.Faults.Enqueue(new CrmException("HubSpot does not answer.", isTransient: true));

        await shop.Worker().RunNextAsync(Now);
        Assert.Equal(RunState.Planned, (await shop.Runs.ListAsync(null, 10, Now))[0].State);

        await ExecuteAsync("update runs set not_before = 0");
        shop.Clock.Now = Workshop.DueAt + Duration.FromMinutes(121);
        shop.Source.Faults.Enqueue(new CrmException("HubSpot does not answer.", isTransient: true));
        await shop.Worker().RunNextAsync(Now);

        var held = (await shop.Runs.ListAsync(null, 10, Now))[0];
        Assert.Equal(RunState.Held, held.State);
        Assert.Contains("HubSpot does not answer", held.Reason, StringComparison.Ordinal);
        Assert.Empty(await shop.Outbox.ListAsync(null, null, 10, Now));
    }

    [Fact]
    public async Task A_crm_that_refuses_holds_the_run_at_once()
    {
        var shop = Shop();
        await shop.PlanAsync();
        shop.Source.Faults.Enqueue(new CrmException("The token is refused.", isTransient: false));

        await shop.Worker().RunNextAsync(Now);

        var held = (await shop.Runs.ListAsync(null, 10, Now))[0];
        Assert.Equal(RunState.Held, held.State);
        Assert.Equal("The token is refused. When that is mended: kpidigest outbox release --run weekly --period 2026-W46", held.Reason);
        Assert.True(await shop.Runs.ReleaseAsync(Workshop.Week46, Now));
        await shop.Worker().RunNextAsync(Now);
        Assert.Equal(RunState.Enqueued, (await shop.Runs.ListAsync(null, 10, Now))[0].State);
    }

    [Fact]
    public async Task An_empty_digest_is_never_sent()
    {
        var shop = Shop();
        shop.Source.Empty = true;
        await shop.PlanAsync();

        await shop.Worker().RunNextAsync(Now);

        var held = Assert.Single(await shop.Runs.ListAsync(null, 10, Now));
        Assert.Equal(RunState.Held, held.State);
        Assert.Contains("no deals are known", held.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Planning_the_same_period_again_makes_no_second_run()
    {
        var shop = Shop();
        await shop.PlanAsync();
        await shop.Worker().RunNextAsync(Now);
        await shop.PlanAsync();

        Assert.False(await shop.Worker().RunNextAsync(Now));
        Assert.Equal(3, (await shop.Outbox.ListAsync(null, null, 10, Now)).Count);
    }

    private async Task<Dictionary<string, string>> BytesOfAnUndisturbedRunAsync()
    {
        await using var other = await TestDatabase.CreateAsync(Provider);
        var shop = new Workshop(other.Database, new FixedSource(Workshop.DueAt));
        await shop.PlanAsync();
        await shop.Worker().RunNextAsync(Now);
        return await BytesAsync(other.Database);
    }

    /// <summary>The first worker stops as a killed one does: nothing is put in order, its lease stays until it ends.</summary>
    private static async Task DieWhileSyncingAsync(Workshop shop)
    {
        using var kill = new CancellationTokenSource();
        shop.Source.OnPull = async () =>
        {
            await kill.CancelAsync();
            kill.Token.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shop.Worker().RunNextAsync(kill.Token));
    }

    private async Task TakeOverAsync()
    {
        await ExecuteAsync("update runs set lease_until = 0 where state = 'running'");
        await using var another = Test.Another();
        var shop = new Workshop(another, new FixedSource(Workshop.DueAt));
        Assert.True(await shop.Worker().RunNextAsync(Now));
    }

    private static OutboxMail Stray() => new()
    {
        Key = new MailKey("weekly", Workshop.Week46.Period, "boss@example.com", 1),
        Scope = "company",
        MessageId = "stray@example.com",
        EnvelopeFrom = "digest@example.com",
        Subject = "stray",
        NotBefore = Workshop.DueAt,
        ExpiresAt = Workshop.DueAt + Duration.FromDays(36500),
        Mime = [1],
    };

    private Task<long> LeaseUntilAsync() => ScalarAsync<long>("select lease_until from runs");

    private async Task<string> MailAsync(string recipient)
    {
        var mime = await ScalarAsync<byte[]>("select b.mime from mails m join mail_bodies b on b.mail_id = m.id where m.recipient = @recipient", new { recipient });
        return string.Join('\n', MimeReader.Read(mime).Select(p => Encoding.UTF8.GetString(p.Content)));
    }

    private Task<Dictionary<string, string>> AllBytesAsync() => BytesAsync(Database);

    private static Task<Dictionary<string, string>> BytesAsync(Database database) => database.UseAsync(
        async connection => (await connection.QueryAsync<(string Recipient, byte[] Mime)>("select m.recipient, b.mime from mails m join mail_bodies b on b.mail_id = m.id order by m.recipient"))
            .ToDictionary(m => m.Recipient, m => Convert.ToHexString(m.Mime)),
        Now);
}
