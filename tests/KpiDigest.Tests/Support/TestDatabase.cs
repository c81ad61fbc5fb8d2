using KpiDigest.Store;
using NodaTime;
using Npgsql;

namespace KpiDigest.Tests.Support;

/// <summary>An empty, migrated database that is gone after the test: a file in a temporary folder, or a database of its own on the PostgreSQL server.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly string? _server;

    private TestDatabase(TempFolder folder, StoreOptions options, string? server)
    {
        (_folder, _server, Options) = (folder, server, options);
        Database = new Database(options);
    }

    public Database Database { get; }

    public StoreOptions Options { get; }

    /// <summary>A folder of the test's own, gone with the database.</summary>
    public TempFolder Folder => _folder;

    /// <summary>A migrated database. Skips the test where PostgreSQL is asked for and none is there.</summary>
    public static async Task<TestDatabase> CreateAsync(StoreProvider provider)
    {
        var test = await CreateEmptyAsync(provider);
        await new Migrator(test.Database).MigrateAsync(Instant.FromUtc(2026, 1, 1, 0, 0), CancellationToken.None);
        return test;
    }

    /// <summary>As <see cref="CreateAsync"/>, without any table.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(StoreProvider provider)
    {
        var server = provider == StoreProvider.Postgres ? Need.Postgres() : null;
        var folder = new TempFolder();
        if (server is null)
            return new TestDatabase(folder, new StoreOptions { Provider = provider, ConnectionString = $"Data Source={folder.Combine("kpidigest.db")}" }, null);

        var settings = new NpgsqlConnectionStringBuilder(server) { Database = $"kpidigest_test_{Guid.NewGuid():N}", MaxPoolSize = 20 };
        await ExecuteAsync(server, $"create database {settings.Database}");
        return new TestDatabase(folder, new StoreOptions { Provider = provider, ConnectionString = settings.ConnectionString }, server);
    }

    /// <summary>Another program's view of the same database: its own connections, as of a second worker.</summary>
    public Database Another(Dialect? dialect = null) => new(Options, dialect);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_server is not null) await ExecuteAsync(_server, $"drop database if exists {new NpgsqlConnectionStringBuilder(Options.ConnectionString).Database} with (force)");
        _folder.Dispose();
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
