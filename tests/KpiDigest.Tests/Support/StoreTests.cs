using Dapper;
using KpiDigest.Store;

namespace KpiDigest.Tests.Support;

/// <summary>Runs a class's tests against one engine; each test gets a database of its own.</summary>
public abstract class StoreTests : IAsyncLifetime
{
    private protected TestDatabase Test { get; private set; } = null!;

    private protected Database Database => Test.Database;

    private protected abstract StoreProvider Provider { get; }

    private protected static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Test = await TestDatabase.CreateAsync(Provider);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (Test is not null) await Test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what a test started besides its database.</summary>
    protected virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    private protected Task<T> ScalarAsync<T>(string sql, object? parameters = null) =>
        Database.UseAsync(async connection => (await connection.ExecuteScalarAsync<T>(Database.Dialect.Sql(sql), parameters))!, Now);

    private protected Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        Database.UseAsync(connection => connection.ExecuteAsync(Database.Dialect.Sql(sql), parameters), Now);
}
