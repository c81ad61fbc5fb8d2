using Dapper;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;
using Npgsql;

namespace KpiDigest.Tests.Store;

/// <summary>What people read when a PostgreSQL server fails.</summary>
public sealed class PostgresFaultStoreTests : StoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;

    [Fact]
    public async Task A_server_that_is_not_there_is_a_passing_fault_without_secrets()
    {
        await using var database = With(settings => (settings.Port, settings.Password) = (1, "hunter2"));

        var fault = await Assert.ThrowsAsync<StoreException>(() => new Migrator(database).MissingAsync(Now));
        Assert.True(fault.IsTransient);
        Assert.Contains("cannot be reached", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_the_server_ends_is_a_passing_fault_and_the_next_one_works()
    {
        var fault = await Assert.ThrowsAsync<StoreException>(() => ScalarAsync<bool>("select pg_terminate_backend(pg_backend_pid())"));

        Assert.True(fault.IsTransient);
        Assert.Equal(1, await ScalarAsync<int>("select 1"));
    }

    [Fact]
    public async Task A_missing_database_is_named()
    {
        await using var database = With(settings => settings.Database = "no_such_database");

        var fault = await Assert.ThrowsAsync<StoreException>(() => new Migrator(database).MissingAsync(Now));
        Assert.Contains("'no_such_database'", fault.Message, StringComparison.Ordinal);
        Assert.False(fault.IsTransient);
    }

    [Fact]
    public async Task A_read_only_server_is_named()
    {
        await using var database = With(settings => settings.Options = "-c default_transaction_read_only=on");

        var fault = await Assert.ThrowsAsync<StoreException>(() => new InstallationStore(database).AdoptAsync("acme", Instant.FromUtc(2026, 1, 1, 0, 0), Now));
        Assert.Contains("is read-only, as a standby server is", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_privilege_is_named()
    {
        var role = $"reader_{Guid.NewGuid():N}";
        await ExecuteAsync($"create role {role} login");
        try
        {
            await using var database = With(settings => settings.Options = $"-c role={role}");
            var fault = await Assert.ThrowsAsync<StoreException>(() => database.UseAsync(connection => connection.ExecuteAsync("delete from deals"), Now));
            Assert.Contains("lacks a privilege", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            await ExecuteAsync($"drop role {role}");
        }
    }

    [Fact]
    public async Task Any_number_may_run()
    {
        await using var other = Test.Another();
        await using var first = await Database.AcquireRunLockAsync(Now);
        await using var second = await other.AcquireRunLockAsync(Now);

        Assert.NotNull(second);
    }

    private Database With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(Test.Options.ConnectionString);
        change(settings);
        return new Database(new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = settings.ConnectionString });
    }
}
