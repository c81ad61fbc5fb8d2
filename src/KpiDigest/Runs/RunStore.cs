using KpiDigest.Outbox;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>
/// The ledger. A unique key decides who owns a run; the lease (database clock) decides for how long. Every write of a running run
/// names the lease's token and takes the row's lock, so that a worker that woke up too late writes nothing.
/// </summary>
internal sealed class RunStore(Database database)
{
    private readonly Database _database = database;

    /// <summary>Inserts a planned run; false where it is known already.</summary>
    public Task<bool> PlanAsync(RunKey key, Instant dueAt, Instant notAfter, CancellationToken cancellationToken) => throw new NotImplementedException(_database.ToString());

    /// <summary>The next planned run, or one whose lease expired, under a new lease; null: none.</summary>
    public Task<ClaimedRun?> ClaimNextAsync(string worker, Duration lease, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Prolongs the lease; false: it is not ours any more.</summary>
    public Task<bool> RenewAsync(ClaimedRun run, Duration lease, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Freezes which versions the run stands on, with hashes of what shaped it; keeps what an earlier attempt froze and returns it. Null: the lease is lost.</summary>
    public Task<Instant?> FreezeAsync(ClaimedRun run, Instant knownAt, string configurationHash, string templateHash, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Throws away rows staged by an earlier attempt. False: the lease is lost.</summary>
    public Task<bool> ClearStagedAsync(ClaimedRun run, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Stages a batch of mails, invisible until <see cref="EnqueueAsync"/>. False: the lease is lost and nothing was written.</summary>
    public Task<bool> StageAsync(ClaimedRun run, IReadOnlyList<OutboxMail> mails, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Shows all staged mails with one update of the run's row, freezing the expected count and how many deals the run stood on. False: the lease is lost, or the staged rows are not the expected ones.</summary>
    public Task<bool> EnqueueAsync(ClaimedRun run, int expected, int deals, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Deals that the newest enqueued run of the same digest, of an earlier period, stood on; null: there is none.</summary>
    public Task<int?> DealsOfLastRunAsync(RunKey key, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>running → held, with cause and fix.</summary>
    public Task<bool> HoldAsync(ClaimedRun run, string reason, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>running → planned again after a transient fault, not before the delay.</summary>
    public Task<bool> PostponeAsync(ClaimedRun run, string reason, Duration delay, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>running → failed for good.</summary>
    public Task<bool> FailAsync(ClaimedRun run, string reason, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>held → planned, by hand.</summary>
    public Task<bool> ReleaseAsync(RunKey key, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Keys that are known, for the due search.</summary>
    public Task<IReadOnlyList<RunRow>> ListAsync(string? digest, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();
}
