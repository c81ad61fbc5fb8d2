using System.Data.Common;
using Dapper;
using KpiDigest.Core.Facts;
using KpiDigest.Store.Tables;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;

namespace KpiDigest.Store;

/// <summary>Versioned facts: append-only, written only when the content hash changed. What it promises stands in this folder's README.</summary>
internal sealed class FactStore(Database database)
{
    private readonly SyncBooks _books = new(database);
    private readonly FactLoad _load = new(database);
    private readonly RecordNames _names = new(database);
    private readonly SightBooks _sights = new(database);

    public Task<SyncState> ReadSyncStateAsync(string source, CancellationToken cancellationToken) => _books.ReadAsync(source, cancellationToken);

    /// <summary>What the CRM last said about itself; null before the first sync.</summary>
    public Task<CrmAccountRow?> ReadAccountAsync(string source, CancellationToken cancellationToken) => _books.ReadAccountAsync(source, cancellationToken);

    /// <summary>Names of all sources that ever synced, in order.</summary>
    public Task<IReadOnlyList<string>> SourcesAsync(CancellationToken cancellationToken) => _books.SourcesAsync(cancellationToken);

    /// <summary>Records that a sync started at an instant, with what the CRM said about itself.</summary>
    public Task BeginSyncAsync(string source, CrmAccountRow account, Instant startedAt, CancellationToken cancellationToken) => _books.BeginAsync(source, account, startedAt, cancellationToken);

    /// <summary>
    /// Writes a page and its cursor in one transaction. <paramref name="replaces"/>: small kinds (rep, team, stage, quota) whose stored
    /// records came by this object before, but not since <paramref name="syncStartedAt"/>: they are marked deleted.
    /// </summary>
    /// <exception cref="ArgumentException">A kind in <paramref name="replaces"/> is not small.</exception>
    public Task<FactWriteCounts> WriteAsync(string source, string objectName, FactBatch batch, string? cursor, Instant recordedAt, Instant syncStartedAt, IReadOnlyList<FactKind>? replaces, CancellationToken cancellationToken)
    {
        foreach (var kind in replaces ?? [])
            if (!FactTable.IsSmall(kind)) throw new ArgumentException($"Records of kind {kind} are too many to be replaced as a whole; deliver their deletions instead.", nameof(replaces));
        return database.WriteAsync(async transaction =>
        {
            var (frozen, hash) = await SyncBooks.LockAsync(database, transaction, source);
            var tally = new FactTally(Math.Max(Stored.Micros(recordedAt), frozen + 1));
            batch = ErasureList.Mask(await ErasureList.ReadAsync(transaction.Connection!, transaction), source, batch);
            await WriteFactsAsync(transaction, source, batch, hash, tally, cancellationToken);
            var deletions = new Deletions(database, transaction, source, tally);
            await deletions.DeleteAsync(batch.Deleted, cancellationToken);
            await deletions.SeeAsync(objectName, batch, syncStartedAt, cancellationToken);
            foreach (var kind in replaces ?? []) await deletions.ReplaceAsync(objectName, kind, syncStartedAt, cancellationToken);
            if (cursor is not null) await SyncBooks.MoveAsync(transaction, source, objectName, cursor, recordedAt);
            return new FactWriteCounts(batch.Count, tally.Written, tally.Stale) { Refused = tally.Refused };
        }, cancellationToken);
    }

    /// <summary>Records the end of the newest sync: complete (fault null) or why not.</summary>
    public Task EndSyncAsync(string source, Instant endedAt, string? fault, CancellationToken cancellationToken) => _books.EndAsync(source, endedAt, fault, cancellationToken);

    /// <summary>Which kinds the source lacks, with why, where that changed since the sync began.</summary>
    public Task WriteMissingAsync(string source, IReadOnlyDictionary<FactKind, string> missing, Instant at, CancellationToken cancellationToken) => _books.WriteMissingAsync(source, missing, at, cancellationToken);

    /// <summary>Writes down what proves that the CRM's user does not see everything; nothing: it is taken back.</summary>
    public Task WriteSightAsync(string source, SightPart part, IReadOnlyList<string> findings, Instant at, CancellationToken cancellationToken) =>
        _sights.WriteAsync(source, part, findings, at, cancellationToken);

    /// <summary>Living records of a kind, of which the id begins so.</summary>
    public Task<long> CountAsync(string source, FactKind kind, string idPrefix, CancellationToken cancellationToken) => _sights.CountAsync(source, kind, idPrefix, cancellationToken);

    /// <summary>People who own living deals and whom the CRM never listed, and how many deals they own.</summary>
    public Task<(long Owners, long Deals)> StrangersAsync(string source, CancellationToken cancellationToken) => _sights.StrangersAsync(source, cancellationToken);

    /// <summary>
    /// Loads the facts as of T as they were known at <paramref name="knownAt"/> (versions recorded later are not seen).
    /// <paramref name="supplements"/>: what the supplement files hold, given what the facts call people and things.
    /// </summary>
    public Task<SalesFacts> LoadAsync(string source, SalesFactsSettings settings, Instant knownAt, CancellationToken cancellationToken, Func<FactNames, SupplementFacts>? supplements = null) =>
        _load.LoadAsync(source, settings, knownAt, supplements, cancellationToken);

    /// <summary>What the facts call people and things, as known at an instant.</summary>
    public Task<FactNames> NamesAsync(string source, Instant knownAt, CancellationToken cancellationToken) => _load.NamesAsync(source, knownAt, cancellationToken);

    /// <summary>Newest names and links of records, deleted ones included; unknown ids are left out.</summary>
    public Task<IReadOnlyDictionary<(FactKind Kind, string Id), RecordName>> DescribeAsync(string source, IReadOnlyCollection<(FactKind Kind, string Id)> records, CancellationToken cancellationToken) =>
        _names.DescribeAsync(source, records, cancellationToken);

    /// <summary>Number of records that are not deleted, by kind; every kind that has a table is in it.</summary>
    public Task<IReadOnlyDictionary<FactKind, long>> CountsAsync(string source, CancellationToken cancellationToken) => database.ReadAsync(async transaction =>
    {
        var counts = new Dictionary<FactKind, long>();
        foreach (var table in FactTables.Kinds)
            counts[table.Kind!.Value] = await transaction.Connection!.ExecuteScalarAsync<long>(
                $"select count(*) from {table.Name} t where t.source = @source and t.deleted = 0 and {table.IsNewest}", new { source }, transaction, commandTimeout: 0);
        return (IReadOnlyDictionary<FactKind, long>)counts;
    }, cancellationToken);

    /// <summary>Ids of the records of a kind that are not deleted; what a complete list of the CRM is compared with.</summary>
    public Task<IReadOnlyList<string>> LivingIdsAsync(string source, FactKind kind, CancellationToken cancellationToken) => database.ReadAsync(async transaction =>
    {
        var table = FactTables.Of(kind);
        var ids = await transaction.Connection!.QueryAsync<string>(
            $"select t.{table.Key[0].Name} from {table.Name} t where t.source = @source and t.deleted = 0 and {table.IsNewest}", new { source }, transaction, commandTimeout: 0);
        return (IReadOnlyList<string>)ids.AsList();
    }, cancellationToken);

    /// <summary>Addresses that only people have who are inactive or deleted by the newest facts, each once.</summary>
    public Task<IReadOnlyList<string>> InactiveAddressesAsync(string source, CancellationToken cancellationToken) => database.ReadAsync(async transaction =>
    {
        var table = FactTables.Of(FactKind.Rep);
        var people = await transaction.Connection!.QueryAsync<(string Email, long Working)>(
            $"select t.email, case when t.deleted = 0 then t.active else 0 end from {table.Name} t where t.source = @source and t.email is not null and {table.IsNewest}", new { source }, transaction, commandTimeout: 0);
        return (IReadOnlyList<string>)[.. people.GroupBy(p => p.Email.Trim().ToLowerInvariant(), StringComparer.Ordinal).Where(g => g.All(p => p.Working == 0)).Select(g => g.Key)];
    }, cancellationToken);

    /// <summary>When the program last took forecast snapshots of its own; null: never.</summary>
    public async Task<Instant?> LastOwnForecastAsync(string source, CancellationToken cancellationToken) => Stored.At(await database.UseAsync(
        connection => connection.ExecuteScalarAsync<long?>("select max(taken_at) from forecast_snapshots where source = @source and origin = @own and deleted = 0", new { source, own = ForecastTaking.Own }), cancellationToken));

    /// <summary>Whether any deal ever had a forecast category.</summary>
    public Task<bool> HasForecastCategoriesAsync(string source, CancellationToken cancellationToken) => database.UseAsync(
        connection => connection.ExecuteScalarAsync<bool>("select exists (select 1 from deals where source = @source and forecast_category is not null)", new { source }), cancellationToken);

    private static async Task WriteFactsAsync(DbTransaction transaction, string source, FactBatch batch, SipHash hash, FactTally tally, CancellationToken cancellationToken)
    {
        if (transaction.Connection is SqliteConnection sqlite)
        {
            using var writer = new SqliteFactWriter(sqlite, source, hash, tally);
            await WriteAllAsync(writer, batch, cancellationToken);
            return;
        }

        await WriteAllAsync(new PostgresFactWriter((NpgsqlTransaction)transaction, source, hash, tally), batch, cancellationToken);
    }

    private static async Task WriteAllAsync(FactWriter writer, FactBatch batch, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(FactTables.Reps, batch.Reps, cancellationToken);
        await writer.WriteAsync(FactTables.Teams, batch.Teams, cancellationToken);
        await writer.WriteAsync(FactTables.Stages, batch.Stages, cancellationToken);
        await writer.WriteAsync(FactTables.Accounts, batch.Accounts, cancellationToken);
        await writer.WriteAsync(DealTable.Deals, batch.Deals, cancellationToken);
        await writer.WriteAsync(FactTables.Changes, batch.Changes, cancellationToken);
        await writer.WriteAsync(FactTables.Activities, batch.Activities, cancellationToken);
        await writer.WriteAsync(FactTables.Quotas, batch.Quotas, cancellationToken);
        await writer.WriteAsync(ProspectTable.Prospects, batch.Prospects, cancellationToken);
        await writer.WriteAsync(ForecastTable.Forecasts, batch.Forecasts, cancellationToken);
    }
}
