using KpiDigest.Configuration;
using KpiDigest.Core.Schedules;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Scheduling;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>A database that was put back to an earlier state is told, and nothing goes out of it a second time unasked.</summary>
public abstract class RestoredLedgerTests : RunTests
{
    private string StateFile => Test.Folder.Combine("worker.beat");

    private InstallationStore Installation => new(Database);

    [Fact]
    public async Task Workers_that_beat_one_after_another_are_in_no_doubt()
    {
        await AdoptAsync();
        var (one, other) = (Watch(), Watch(Provider == StoreProvider.Postgres ? "other.beat" : "worker.beat"));
        foreach (var watch in new[] { one, other, one, Watch(), other }) Assert.Null(await watch.BeatAsync(Now));
        Assert.Null((await Installation.ReadAsync(Now))!.Doubt);
    }

    [Fact]
    public async Task A_database_that_was_put_back_is_told_at_the_next_start_by_every_worker()
    {
        await AdoptAsync();
        await Watch().BeatAsync(Now);
        await PutBackAsync();

        Assert.Contains("was put back to an earlier state", await Watch().BeatAsync(Now), StringComparison.Ordinal);
        Assert.NotNull(await Watch("never.beat").BeatAsync(Now));
        Assert.NotNull((await Installation.ReadAsync(Now))!.Doubt);
    }

    [Fact]
    public async Task A_running_worker_tells_it_without_any_file()
    {
        await AdoptAsync();
        var running = Watch();
        await running.BeatAsync(Now);
        File.Delete(StateFile);
        await PutBackAsync();

        Assert.Contains("was put back to an earlier state", await running.BeatAsync(Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_older_than_the_first_beat_is_told_and_a_new_one_is_none()
    {
        await AdoptAsync();
        await Watch().BeatAsync(Now);
        await ExecuteAsync("update installation set beat_at = null");
        Assert.NotNull(await Watch().DoubtAsync(Now));

        await ExecuteAsync("update installation set created_at = {now} + 1000000");
        Assert.Null(await Watch().BeatAsync(Now));
    }

    [Fact]
    public async Task Mails_that_are_due_in_a_database_nobody_used_for_a_day_are_not_sent_unasked()
    {
        await AdoptAsync();
        await Watch().BeatAsync(Now);
        await AwayAsync(Duration.FromHours(25));
        Assert.Null(await Watch().DoubtAsync(Now));

        await EnqueuedRunAsync(1, notBefore: Due + Duration.FromDays(36500));
        Assert.Null(await Watch().DoubtAsync(Now));

        await EnqueuedRunAsync(1, "quarterly");
        Assert.Contains("a restored database looks like that, too", await Watch().DoubtAsync(Now), StringComparison.Ordinal);

        await AwayAsync(Duration.FromHours(23));
        Assert.Null(await Watch().DoubtAsync(Now));
    }

    [Fact]
    public async Task What_may_have_been_sent_since_is_kept_back_and_the_rest_goes_on()
    {
        await AdoptAsync();
        await EnqueuedRunAsync(3);
        await EnqueuedRunAsync(1, "later", notBefore: Due + Duration.FromDays(36500));
        var sending = (await Outbox.ClaimNextAsync("gone", Minute, Now))!;
        await Outbox.FenceAsync(sending.Id, sending.LeaseToken, Minute, Now);
        var claimed = (await Outbox.ClaimNextAsync("gone", Minute, Now))!;
        await Runs.PlanAsync(Key("planned"), Due, Never, Now);
        await InDoubtAsync();

        var counts = await Ledger().AcceptAsync([], Now);

        Assert.Equal((2, 1, 1), (counts.Waiting, counts.Sending, counts.Runs));
        Assert.Equal((MailState.Unknown, MailState.Held), (await StateAsync(sending.Id), await StateAsync(claimed.Id)));
        Assert.False(await Outbox.FenceAsync(claimed.Id, claimed.LeaseToken, Minute, Now));
        Assert.Equal(RunState.Held, await StateAsync(Key("planned")));
        Assert.Null(await Outbox.ClaimNextAsync("new", Minute, Now));
        Assert.Single(await Outbox.ListAsync([MailState.Waiting], "later", 10, Now));
        Assert.All(await Outbox.BooksAsync(Now), books => Assert.True(books.Balance));
        Assert.Null(await Watch().BeatAsync(Now));
    }

    [Fact]
    public async Task What_was_kept_back_goes_out_once_it_is_released()
    {
        await AdoptAsync();
        await EnqueuedRunAsync(1);
        await InDoubtAsync();
        await Ledger().AcceptAsync([], Now);
        var held = Assert.Single(await Outbox.ListAsync([MailState.Held], null, 10, Now));

        Assert.True(await Outbox.ReleaseHeldAsync(held.Id, Now));

        Assert.NotNull(await Outbox.ClaimNextAsync("new", Minute, Now));
    }

    [Fact]
    public async Task A_period_the_restored_database_does_not_know_is_held_and_not_planned_again()
    {
        await AdoptAsync();
        var settings = Settings();
        await Installation.ActivateAsync(["weekly"], Workshop.DueAt - Duration.FromDays(1), Now);
        var clock = new InstantClock(Workshop.DueAt + Duration.FromMinutes(1));
        var due = DueDigests.Find(settings.Digests, settings.Calendar, await Installation.ActivationsAsync(Now), clock.Now);
        await InDoubtAsync();

        Assert.Equal("2026-W46", Assert.Single((await Ledger().LookAsync(due, Now)).Unplanned).Period.Label);
        await Ledger().AcceptAsync(due, Now);

        Assert.Equal(0, await new Planner(Installation, Runs, new CurrentSettings(settings), clock, SuiteLogs.Of<Planner>()).PlanDueAsync(Now));
        Assert.Equal(RunState.Held, await StateAsync(Workshop.Week46));
        Assert.True(await Runs.ReleaseAsync(Workshop.Week46, Now));
    }

    private protected RestoreWatch Watch(string file = "worker.beat", Database? database = null) => new(database ?? Database, Test.Folder.Combine(file));

    private protected Task AdoptAsync() => Installation.AdoptAsync("acme", Instant.FromUtc(2026, 1, 1, 0, 0), Now);

    private RestoredLedger Ledger() => new(Database, Watch());

    /// <summary>As a backup that was made 100 seconds ago.</summary>
    private Task<int> PutBackAsync() => ExecuteAsync("update installation set beat_at = beat_at - 100000000");

    /// <summary>As a machine that was off, or put back as a whole.</summary>
    private async Task AwayAsync(Duration time) =>
        new BeatFile(StateFile).Write(Stored.At(await ScalarAsync<long>("update installation set beat_at = {now} - @time returning beat_at", new { time = Stored.Micros(time) })));

    private async Task InDoubtAsync()
    {
        await Watch().BeatAsync(Now);
        await PutBackAsync();
        Assert.NotNull(await Watch().BeatAsync(Now));
    }

    private Settings Settings() => ConfigurationLoader.Load(Test.Folder.Write("appsettings.json", """
        { "Crm": { "Kind": "HubSpot", "Token": "t" }, "Calendar": { "TimeZone": "UTC", "HomeCurrency": "EUR" },
          "Mail": { "Mode": "Live", "Channel": "Folder", "From": "digest@example.com" },
          "Digests": [ { "Id": "weekly", "Template": "weekly", "Schedule": { "Cron": "0 0 7 ? * MON" }, "Recipients": [ { "Email": "boss@example.com", "Scope": "company" } ] } ] }
        """));
}
