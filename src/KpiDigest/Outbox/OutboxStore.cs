using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>
/// The mails. Every change of state names the state it leaves and, where a lease is held, the lease's token, so that a lost race
/// changes no row. Leases run on the database's clock.
/// </summary>
internal sealed class OutboxStore(Database database)
{
    private readonly Database _database = database;

    /// <summary>The next mail that is waiting, visible and due, under a lease; null: none now (after a lost race it asks again).</summary>
    public Task<ClaimedMail?> ClaimNextAsync(string worker, Duration lease, CancellationToken cancellationToken) => throw new NotImplementedException(_database.ToString());

    /// <summary>The fence: claimed → sending if the lease is still ours and not expired.</summary>
    public Task<bool> FenceAsync(long id, string leaseToken, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>sending → sent.</summary>
    public Task<bool> SentAsync(long id, string leaseToken, string? queueId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>claimed or sending → waiting, after a transient refusal (the server answered, nothing was sent).</summary>
    public Task<bool> RetryAsync(long id, string leaseToken, string reason, Duration after, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>claimed or sending → refused.</summary>
    public Task<bool> RefusedAsync(long id, string leaseToken, string reason, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>sending → unknown.</summary>
    public Task<bool> UnknownAsync(long id, string leaseToken, string reason, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>claimed → waiting without counting an attempt (shutdown before the fence).</summary>
    public Task<bool> ReleaseAsync(long id, string leaseToken, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Expired claimed → waiting; expired sending → unknown, or waiting once with <paramref name="resendUnknownOnce"/>; waiting past its limit → expired. Returns how many of each.</summary>
    public Task<(int Released, int Unknown, int Expired)> SweepAsync(bool resendUnknownOnce, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The earliest due time of a visible mail that is not in a final state (waiting, claimed, sending); null: none.</summary>
    public Task<Instant?> OldestDueAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Rows of visible runs for listings, newest first.</summary>
    public Task<IReadOnlyList<OutboxRow>> ListAsync(IReadOnlyCollection<MailState>? states, string? digest, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>For each run: expected against the number of mails in each state, in one query.</summary>
    public Task<IReadOnlyList<RunBooks>> BooksAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
