using Dapper;

namespace KpiDigest.Store;

/// <summary>
/// Lets one process at a time do something: an advisory lock on PostgreSQL, an exclusively opened file beside a SQLite database.
/// Both are let go of when the process ends, however it ends.
/// </summary>
internal sealed class NamedLock : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly IAsyncDisposable _held;

    private NamedLock(IAsyncDisposable held) => _held = held;

    /// <exception cref="StoreException">Somebody else had it for two minutes; transient.</exception>
    public static async Task<NamedLock> AcquireAsync(Database database, string name, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            if (await TryAsync(database, name, cancellationToken) is { } held) return new NamedLock(held);
            await Task.Delay(Pause, cancellationToken);
        }

        throw new StoreException($"{database.Name}: another process has held '{name}' for {Patience.TotalMinutes:0} minutes. Wait for it, or stop it.", true);
    }

    public ValueTask DisposeAsync() => _held.DisposeAsync();

    private static Task<IAsyncDisposable?> TryAsync(Database database, string name, CancellationToken cancellationToken) =>
        database.Options.Provider == StoreProvider.Postgres ? TryAdvisoryAsync(database, name, cancellationToken) : Task.FromResult<IAsyncDisposable?>(TryFile($"{database.FilePath}.{name}"));

    private static async Task<IAsyncDisposable?> TryAdvisoryAsync(Database database, string name, CancellationToken cancellationToken)
    {
        // The session holds the lock, so the connection stays ours until it is disposed; a pooled one gives it back on reset.
        var connection = await database.OpenAsync(cancellationToken);
        try
        {
            if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select pg_try_advisory_lock(hashtext(@name))", new { name = "kpidigest:" + name }, cancellationToken: cancellationToken)))
                return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    private static FileStream? TryFile(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (fault is not DirectoryNotFoundException)
        {
            return null;
        }
    }
}
