using System.Data;
using System.Data.Common;
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
            if (await database.TranslateAsync(() => TryAsync(database, name, cancellationToken)) is { } held) return new NamedLock(held);
            await Task.Delay(Pause, cancellationToken);
        }

        throw new StoreException($"{database.Name}: another process has held '{name}' for {Patience.TotalMinutes:0} minutes. Wait for it, or stop it.", true);
    }

    public ValueTask DisposeAsync() => _held.DisposeAsync();

    private static Task<IAsyncDisposable?> TryAsync(Database database, string name, CancellationToken cancellationToken) =>
        database.Options.Provider == StoreProvider.Postgres ? TryAdvisoryAsync(database, name, cancellationToken) : Task.FromResult<IAsyncDisposable?>(TryFile($"{database.FilePath}.{name}"));

    private static async Task<IAsyncDisposable?> TryAdvisoryAsync(Database database, string name, CancellationToken cancellationToken)
    {
        // The session holds the lock: it is ours alone, and whatever happens to it ends the lock too.
        var connection = await database.OpenSessionAsync(cancellationToken);
        try
        {
            if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select pg_try_advisory_lock(hashtext(@name))", new { name = "kpidigest:" + name }, cancellationToken: cancellationToken)))
                return new AdvisoryLock(connection, "kpidigest:" + name);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>The server notices the end of a session a moment later: the lock is given back by name, so that the next has it at once.</summary>
    private sealed class AdvisoryLock(DbConnection connection, string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
            {
                // Where the connection broke, the server has ended the session and the lock with it.
                if (connection.State == ConnectionState.Open) await connection.ExecuteAsync("select pg_advisory_unlock(hashtext(@name))", new { name });
            }
        }
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
