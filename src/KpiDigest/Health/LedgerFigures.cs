using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Health;

/// <summary>Where measures are read from.</summary>
internal sealed class LedgerFigures(RunStore runs, OutboxStore outbox, FactStore facts, string source)
{
    public Task<IReadOnlyList<RunBooks>> BooksAsync(CancellationToken cancellationToken) => outbox.BooksAsync(cancellationToken);

    public Task<IReadOnlyList<RunRow>> RunsAsync(CancellationToken cancellationToken) => runs.ListAsync(null, 500, cancellationToken);

    public Task<Instant?> OldestDueAsync(CancellationToken cancellationToken) => outbox.OldestDueAsync(cancellationToken);

    public Task<long> DueAsync(CancellationToken cancellationToken) => outbox.CountDueAsync(cancellationToken);

    public async Task<Instant?> SyncedAsync(CancellationToken cancellationToken) => (await facts.ReadSyncStateAsync(source, cancellationToken)).LastCompleteAt;
}
