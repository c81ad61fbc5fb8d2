using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace KpiDigest.Store;

/// <summary>
/// Brings a database to the schema this binary knows. All missing scripts run in one transaction under one lock, so that several
/// workers may start together; a SQLite file that holds something is copied beside itself before.
/// </summary>
internal sealed class Migrator(Database database, IReadOnlyList<Migration>? scripts = null)
{
    private const long AdvisoryLock = 0x6B70_6964_6967_6573;
    private readonly IReadOnlyList<Migration> _scripts = scripts ?? Migration.All(database.Dialect);

    /// <summary>Applies what is missing; returns the names of the applied scripts.</summary>
    /// <exception cref="StoreException">The database is newer than this binary, or cannot be changed.</exception>
    public Task<IReadOnlyList<string>> MigrateAsync(Instant now, CancellationToken cancellationToken) => database.WriteAsync(async transaction =>
    {
        await LockAsync(transaction);
        var present = await VersionAsync(transaction);
        if (present > _scripts.Count) throw Newer(present);
        var missing = _scripts.Where(script => script.Number > present).ToList();
        if (present > 0 && missing.Count > 0) Copy(missing[0]);
        foreach (var script in missing) await ApplyAsync(transaction, script, now);
        return (IReadOnlyList<string>)missing.ConvertAll(script => script.Name);
    }, cancellationToken);

    /// <summary>The names of the scripts that a database lacks; changes nothing.</summary>
    public Task<IReadOnlyList<string>> MissingAsync(CancellationToken cancellationToken) => database.ReadAsync(async transaction =>
    {
        var present = await HasVersionTableAsync(transaction) ? await VersionAsync(transaction) : 0;
        if (present > _scripts.Count) throw Newer(present);
        return (IReadOnlyList<string>)_scripts.Where(script => script.Number > present).Select(script => script.Name).ToList();
    }, cancellationToken);

    private async Task LockAsync(DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        if (database.Dialect.Provider == StoreProvider.Postgres)
            await connection.ExecuteAsync("select pg_advisory_xact_lock(@key)", new { key = AdvisoryLock }, transaction, commandTimeout: 0);
        await connection.ExecuteAsync("create table if not exists schema_version (version bigint not null primary key, name text not null, applied_at bigint not null)", null, transaction);
    }

    private Task<bool> HasVersionTableAsync(DbTransaction transaction) => transaction.Connection!.ExecuteScalarAsync<bool>(
        database.Dialect.Provider == StoreProvider.Postgres
            ? "select to_regclass('schema_version') is not null"
            : "select exists (select 1 from sqlite_master where name = 'schema_version')",
        null, transaction);

    private static Task<int> VersionAsync(DbTransaction transaction) =>
        transaction.Connection!.ExecuteScalarAsync<int>("select coalesce(max(version), 0) from schema_version", null, transaction);

    private async Task ApplyAsync(DbTransaction transaction, Migration script, Instant now)
    {
        await transaction.Connection!.ExecuteAsync(database.Dialect.Sql(script.Text), null, transaction, commandTimeout: 0);
        await transaction.Connection!.ExecuteAsync(
            "insert into schema_version (version, name, applied_at) values (@Number, @Name, @at)", new { script.Number, script.Name, at = Stored.Micros(now) }, transaction);
    }

    /// <summary>The state before the migration: other connections do not see what the open transaction does.</summary>
    private void Copy(Migration script)
    {
        if (database.Dialect.Provider != StoreProvider.Sqlite) return;
        var target = $"{database.FilePath}.before-{script.Number:0000}";
        var half = target + ".half";
        File.Delete(half);
        using (var from = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database.FilePath, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString))
        using (var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = half, Pooling = false }.ConnectionString))
        {
            from.Open();
            to.Open();
            from.BackupDatabase(to);
        }

        File.Move(half, target, overwrite: true);
    }

    private StoreException Newer(int present) => new(
        $"{database.Name} has schema {present}, this kpidigest knows up to {_scripts.Count}: a newer version has used it. Install that version, or restore a copy from before its migration.", false);
}
