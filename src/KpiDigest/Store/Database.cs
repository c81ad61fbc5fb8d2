using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KpiDigest.Store;

/// <summary>
/// Opens connections to SQLite or PostgreSQL. All access goes through <see cref="UseAsync"/>, <see cref="ReadAsync"/> and
/// <see cref="WriteAsync"/>, which turn the engines' errors into <see cref="StoreException"/>.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly NpgsqlDataSource? _postgres;
    private int _prepared;

    /// <param name="options">Which engine and where.</param>
    /// <param name="dialect">The engine's words, where they are not its usual ones.</param>
    public Database(StoreOptions options, Dialect? dialect = null)
    {
        Options = options;
        Dialect = dialect ?? Dialect.Of(options.Provider);
        if (options.Provider == StoreProvider.Postgres)
        {
            var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
            settings.ApplicationName ??= "kpidigest";
            // The server reads and plans a statement that comes again once, where the connection string does not say otherwise (a pooler between may forbid it).
            if (!options.ConnectionString.Contains("Max Auto Prepare", StringComparison.OrdinalIgnoreCase)) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (50, 2);
            // Nothing outlives a statement or a transaction in a pooled session, so there is nothing to reset; what does has a session of its own.
            settings.NoResetOnClose = true;
            _connectionString = settings.ConnectionString;
            _postgres = NpgsqlDataSource.Create(_connectionString);
            Name = $"The PostgreSQL database '{settings.Database}' on {settings.Host}:{settings.Port}";
            return;
        }

        var file = new SqliteConnectionStringBuilder(options.ConnectionString) { ForeignKeys = true };
        FilePath = PathOf(file);
        Name = $"The SQLite database '{FilePath}'";
        _connectionString = file.ConnectionString;
    }

    public StoreOptions Options { get; }

    public Dialect Dialect { get; }

    /// <summary>Names the database in messages; holds no secret.</summary>
    public string Name { get; }

    /// <summary>Full path of the SQLite file; empty for PostgreSQL.</summary>
    public string FilePath { get; } = "";

    /// <summary>Whether there is something to open: a SQLite file that does not exist yet would be made by opening it.</summary>
    public bool IsThere => _postgres is not null || File.Exists(FilePath);

    /// <summary>Runs work on a connection; each statement is its own transaction.</summary>
    public Task<T> UseAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) => TranslateAsync(async () =>
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await work(connection);
    });

    /// <summary>Runs work in one transaction, which is committed when the work returns and rolled back when it throws.</summary>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) => TranslateAsync(async () =>
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(Isolation, cancellationToken);
        var result = await work(transaction);
        await transaction.CommitAsync(cancellationToken);
        return result;
    });

    /// <summary>Runs queries that all see the same state of the database.</summary>
    public Task<T> ReadAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) => TranslateAsync(async () =>
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        return await work(transaction);
    });

    /// <summary>
    /// The right to be the one <c>run</c> on a SQLite file, until disposed. On PostgreSQL any number may run.
    /// </summary>
    /// <exception cref="StoreException">Another process has it; the message names file and process.</exception>
    public Task<IAsyncDisposable> AcquireRunLockAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IAsyncDisposable>(Options.Provider == StoreProvider.Postgres ? RunLock.None : RunLock.Acquire(FilePath, Name));
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null) await _postgres.DisposeAsync();
        else ClearPool();
    }

    /// <summary>Serializable makes SQLite take its write lock at the start, so that no statement in between finds the database busy.</summary>
    private IsolationLevel Isolation => _postgres is null ? IsolationLevel.Serializable : IsolationLevel.ReadCommitted;

    private static string PathOf(SqliteConnectionStringBuilder file)
    {
        if (file.Mode == SqliteOpenMode.Memory || file.DataSource is "" or ":memory:")
            throw new StoreException("Store:ConnectionString names a SQLite database in memory, which several connections cannot share. Name a file: Data Source=kpidigest.db.", false);
        file.DataSource = Path.GetFullPath(file.DataSource);
        return file.DataSource;
    }

    /// <summary>One process at a time, for whatever the name stands for.</summary>
    /// <exception cref="StoreException">Somebody else keeps it; transient.</exception>
    public Task<NamedLock> LockAsync(string name, CancellationToken cancellationToken) => NamedLock.AcquireAsync(this, name, cancellationToken);

    /// <summary>A session of the caller's own on PostgreSQL, for what outlives a statement; it ends when the caller disposes it.</summary>
    public async Task<DbConnection> OpenSessionAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_postgres is not null) return await _postgres.OpenConnectionAsync(cancellationToken);
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            Prepare(connection);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private void Prepare(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        var patience = string.Create(CultureInfo.InvariantCulture, $"pragma busy_timeout = {connection.DefaultTimeout * 1000}; pragma synchronous = full");
        command.CommandText = Interlocked.Exchange(ref _prepared, 1) == 0 ? $"{patience}; pragma journal_mode = wal" : patience;
        command.ExecuteNonQuery();
    }

    private void ClearPool()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Runs work on connections of the caller's own; the engines' errors become <see cref="StoreException"/>.</summary>
    public async Task<T> TranslateAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (DbException fault) when (StoreFaults.Translate(Name, fault) is { } translated)
        {
            throw translated;
        }
    }
}
