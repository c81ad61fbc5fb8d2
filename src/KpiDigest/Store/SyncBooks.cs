using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using KpiDigest.Core.Facts;
using KpiDigest.Store.Tables;
using NodaTime;

namespace KpiDigest.Store;

/// <summary>What is known of each source: its account, its cursors and how its syncs went.</summary>
internal sealed class SyncBooks(Database database)
{
    /// <summary>
    /// Takes the source's row lock, so that pages of one source are written one after the other, and returns the newest instant that a
    /// run has frozen: nothing may be recorded at or before it any more, or the run could not be replayed. With it comes the source's hash,
    /// whose key is made by chance with the source.
    /// </summary>
    public static async Task<(long Frozen, SipHash Hash)> LockAsync(Database database, DbTransaction transaction, string source)
    {
        var connection = transaction.Connection!;
        var lockRow = database.Dialect.Sql("select frozen_at as FrozenAt, hash_key0 as HashKey0, hash_key1 as HashKey1 from sources where name = @source {for_update}");
        var row = await connection.QuerySingleOrDefaultAsync<LockedRow>(lockRow, new { source }, transaction);
        if (row is null)
        {
            var (key0, key1) = NewKey();
            await connection.ExecuteAsync("insert into sources (name, links, missing, hash_key0, hash_key1) values (@source, '{}', '{}', @key0, @key1) on conflict (name) do nothing", new { source, key0, key1 }, transaction);
            row = await connection.QuerySingleAsync<LockedRow>(lockRow, new { source }, transaction);
        }

        return (row.FrozenAt, new SipHash(row.HashKey0, row.HashKey1));
    }

    /// <summary>
    /// Promises that no source records anything at or before this instant from now on; waits for pages that are being written.
    /// </summary>
    public static Task FreezeAsync(Database database, DbTransaction transaction, Instant knownAt) => transaction.Connection!.ExecuteAsync(
        database.Dialect.Sql("update sources set frozen_at = {greatest}(frozen_at, @at)"), new { at = Stored.Micros(knownAt) }, transaction);

    public static Task MoveAsync(DbTransaction transaction, string source, string objectName, string position, Instant at) => transaction.Connection!.ExecuteAsync(
        "insert into cursors (source, object, position, moved_at) values (@source, @objectName, @position, @at) on conflict (source, object) do update set position = excluded.position, moved_at = excluded.moved_at",
        new { source, objectName, position, at = Stored.Micros(at) }, transaction);

    public Task<SyncState> ReadAsync(string source, CancellationToken cancellationToken) => database.ReadAsync(async transaction =>
    {
        var connection = transaction.Connection!;
        var cursors = await connection.QueryAsync<(string Object, string Position)>("select object, position from cursors where source = @source", new { source }, transaction);
        var row = await connection.QuerySingleOrDefaultAsync<SourceRow>(
            "select first_complete_at as FirstCompleteAt, last_complete_at as LastCompleteAt, started_at as StartedAt, fault as Fault from sources where name = @source", new { source }, transaction);
        return new SyncState(
            cursors.ToDictionary(cursor => cursor.Object, cursor => cursor.Position, StringComparer.Ordinal),
            Stored.At(row?.FirstCompleteAt), Stored.At(row?.LastCompleteAt), Stored.At(row?.StartedAt), row?.Fault);
    }, cancellationToken);

    public Task<CrmAccountRow?> ReadAccountAsync(string source, CancellationToken cancellationToken) =>
        database.ReadAsync(transaction => ReadAccountAsync(transaction, source), cancellationToken);

    public static async Task<CrmAccountRow?> ReadAccountAsync(DbTransaction transaction, string source)
    {
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<AccountRow>(
            "select account_id as AccountId, time_zone as TimeZone, currency as Currency, links as Links, missing as Missing, first_complete_at as FirstCompleteAt from sources where name = @source and account_id is not null", new { source }, transaction);
        return row is null ? null : new CrmAccountRow(row.AccountId, row.TimeZone, row.Currency, CrmStates.Kinds(row.Links), CrmStates.Kinds(row.Missing)) { FirstCompleteAt = Stored.At(row.FirstCompleteAt) };
    }

    public Task<IReadOnlyList<string>> SourcesAsync(CancellationToken cancellationToken) => database.UseAsync(
        async connection => (IReadOnlyList<string>)(await connection.QueryAsync<string>("select name from sources order by name")).AsList(), cancellationToken);

    public Task BeginAsync(string source, CrmAccountRow account, Instant startedAt, CancellationToken cancellationToken)
    {
        var (key0, key1) = NewKey();
        return database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(
                """
                insert into sources (name, account_id, time_zone, currency, links, missing, started_at, hash_key0, hash_key1)
                values (@source, @AccountId, @TimeZone, @Currency, @links, @missing, @at, @key0, @key1)
                on conflict (name) do update set account_id = excluded.account_id, time_zone = excluded.time_zone, currency = excluded.currency,
                  links = excluded.links, missing = excluded.missing, started_at = excluded.started_at, fault = null
                """,
                new { source, account.AccountId, account.TimeZone, account.Currency, links = CrmStates.Text(account.Links), missing = CrmStates.Text(account.Missing), at = Stored.Micros(startedAt), key0, key1 },
                transaction);
                return await CrmStates.KeepAsync(database, transaction, source, Stored.Micros(startedAt));
            },
            cancellationToken);
    }

    public Task WriteMissingAsync(string source, IReadOnlyDictionary<FactKind, string> missing, Instant at, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync("update sources set missing = @missing where name = @source", new { source, missing = CrmStates.Text(missing) }, transaction);
            return await CrmStates.KeepAsync(database, transaction, source, Stored.Micros(at));
        },
        cancellationToken);

    public Task EndAsync(string source, Instant endedAt, string? fault, CancellationToken cancellationToken) => database.UseAsync(
        connection => connection.ExecuteAsync(
            fault is null
                ? "update sources set first_complete_at = coalesce(first_complete_at, @at), last_complete_at = @at, fault = null where name = @source"
                : "update sources set fault = @fault where name = @source",
            new { source, at = Stored.Micros(endedAt), fault }),
        cancellationToken);

    private static (long Key0, long Key1) NewKey()
    {
        Span<byte> key = stackalloc byte[16];
        RandomNumberGenerator.Fill(key);
        return (BinaryPrimitives.ReadInt64LittleEndian(key), BinaryPrimitives.ReadInt64LittleEndian(key[8..]));
    }

    private sealed record LockedRow(long FrozenAt, long HashKey0, long HashKey1);

    private sealed record SourceRow(long? FirstCompleteAt, long? LastCompleteAt, long? StartedAt, string? Fault);

    private sealed record AccountRow(string AccountId, string? TimeZone, string? Currency, string Links, string Missing, long? FirstCompleteAt);
}
