using Dapper;
using KpiDigest.Store;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KpiDigest.Tests.Runs;

public sealed class RestoredLedgerOnSqliteTests : RestoredLedgerTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Fact]
    public async Task A_copy_of_the_file_that_is_put_back_is_told()
    {
        await AdoptAsync();
        await BeatsAsync(Database);
        var backup = Test.Folder.Combine("backup.db");
        await ExecuteAsync($"vacuum into '{backup}'");
        await BeatsAsync(Database);
        await Database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Move(backup, Database.FilePath, overwrite: true);
        foreach (var rest in new[] { "-wal", "-shm" }) File.Delete(Database.FilePath + rest);

        Assert.Contains("was put back to an earlier state", await new RestoreWatch(Test.Another(), "").BeatAsync(Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_the_one_that_goes_with_it_is_told()
    {
        await AdoptAsync();
        await BeatsAsync(Database);
        File.Delete(Database.FilePath + ".beat");

        Assert.Contains("was restored, copied or moved", await new RestoreWatch(Database, "").BeatAsync(Now), StringComparison.Ordinal);
    }

    private static async Task BeatsAsync(Database database)
    {
        var watch = new RestoreWatch(database, "");
        Assert.Null(await watch.BeatAsync(Now));
        Assert.Null(await watch.BeatAsync(Now));
    }
}

public sealed class RestoredLedgerOnPostgresTests : RestoredLedgerTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;

    [Fact]
    public async Task A_copied_database_is_told_without_any_file()
    {
        await AdoptAsync();
        Assert.Null(await new RestoreWatch(Database, "").BeatAsync(Now));
        Assert.Null(await new RestoreWatch(Database, "").BeatAsync(Now));
        var source = new NpgsqlConnectionStringBuilder(Test.Options.ConnectionString);
        var copy = new NpgsqlConnectionStringBuilder(source.ConnectionString) { Database = source.Database + "_copy" };
        await Database.DisposeAsync();
        await using var server = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(source.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString);
        await using var connection = await server.OpenConnectionAsync(Now);
        await connection.ExecuteAsync($"create database {copy.Database} template {source.Database}");
        try
        {
            await using var restored = new Database(new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = copy.ConnectionString });

            Assert.Contains("is not where it was", await new RestoreWatch(restored, "").BeatAsync(Now), StringComparison.Ordinal);
        }
        finally
        {
            await connection.ExecuteAsync($"drop database {copy.Database} with (force)");
        }
    }
}
