using KpiDigest.Outbox;
using KpiDigest.Runs;
using NodaTime;

namespace KpiDigest.Tests.Support;

/// <summary>Tests of the ledger and the outbox: a planned run, its mails, and time made to pass on the database's clock.</summary>
public abstract class RunTests : StoreTests
{
    private protected static readonly Instant Due = Instant.FromUtc(2026, 3, 2, 6, 0);
    private protected static readonly Instant Never = Instant.FromUtc(2200, 1, 1, 0, 0);
    private protected static readonly Duration Minute = Duration.FromMinutes(1);

    private protected RunStore Runs => new(Database);

    private protected OutboxStore Outbox => new(Database);

    private protected static RunKey Key(string digest = "weekly") => new(digest, "week:2026-02-23", 1);

    private protected async Task<ClaimedRun> ClaimedRunAsync(string digest = "weekly")
    {
        await Runs.PlanAsync(Key(digest), Due, Never, Now);
        return (await Runs.ClaimNextAsync("worker 1", Minute, Now))!;
    }

    /// <summary>An enqueued run with so many mails.</summary>
    private protected async Task<ClaimedRun> EnqueuedRunAsync(int mails, string digest = "weekly", Instant? notBefore = null, Instant? expiresAt = null)
    {
        var run = await ClaimedRunAsync(digest);
        Assert.True(await Runs.StageAsync(run, Mails(run, mails, notBefore, expiresAt), Now));
        Assert.True(await Runs.EnqueueAsync(run, mails, 100, Now));
        return run;
    }

    private protected static List<OutboxMail> Mails(ClaimedRun run, int count, Instant? notBefore = null, Instant? expiresAt = null) =>
        Enumerable.Range(0, count).Select(i => Mail(run, $"reader{i}@example.com") with { NotBefore = notBefore ?? Due, ExpiresAt = expiresAt ?? Never }).ToList();

    private protected static OutboxMail Mail(ClaimedRun run, string recipient) => new()
    {
        Key = new MailKey(run.Key.Digest, run.Key.Period, recipient, run.Key.Revision),
        Scope = "company",
        MessageId = $"{recipient}.id@example.com",
        EnvelopeFrom = "digest@example.com",
        Subject = "Week 9",
        NotBefore = Due,
        ExpiresAt = Never,
        Mime = [0, 13, 10, 255],
    };

    private protected Task<int> RunLeasesEndAsync() => ExecuteAsync("update runs set lease_until = {now} - 1 where lease_until is not null");

    private protected Task<int> MailLeasesEndAsync() => ExecuteAsync("update mails set lease_until = {now} - 1 where lease_until is not null");

    private protected async Task<MailState> StateAsync(long id) => (await Outbox.ListAsync(null, null, 10_000, Now)).Single(row => row.Id == id).State;

    private protected async Task<RunState> StateAsync(RunKey key) => (await Runs.ReadAsync(key, Now))!.State;
}
