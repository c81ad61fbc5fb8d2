using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Store;

/// <summary>Versioned facts: append-only, written only when the content hash changed.</summary>
internal sealed class FactStore(Database database)
{
    private readonly Database _database = database;

    public Task<SyncState> ReadSyncStateAsync(string source, CancellationToken cancellationToken) => throw new NotImplementedException(_database.ToString());

    /// <summary>Records that a sync started at an instant, with what the CRM said about itself.</summary>
    public Task BeginSyncAsync(string source, CrmAccountRow account, Instant startedAt, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Writes a page and its cursor in one transaction. <paramref name="replaces"/>: kinds whose stored records that were not received since <paramref name="syncStartedAt"/> are marked deleted.</summary>
    public Task<FactWriteCounts> WriteAsync(string source, string objectName, FactBatch batch, string? cursor, Instant recordedAt, Instant syncStartedAt, IReadOnlyList<FactKind>? replaces, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Records the end of the newest sync: complete (fault null) or why not.</summary>
    public Task EndSyncAsync(string source, Instant endedAt, string? fault, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>
    /// Loads the facts as of T as they were known at <paramref name="knownAt"/> (versions recorded later are not seen).
    /// </summary>
    public Task<SalesFacts> LoadAsync(string source, SalesFactsSettings settings, Instant knownAt, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Newest names and links of records; unknown ids are left out.</summary>
    public Task<IReadOnlyDictionary<(FactKind Kind, string Id), RecordName>> DescribeAsync(string source, IReadOnlyCollection<(FactKind Kind, string Id)> records, CancellationToken cancellationToken) => throw new NotImplementedException();
}
