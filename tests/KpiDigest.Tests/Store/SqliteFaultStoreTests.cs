using KpiDigest.Core.Facts;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Store;

/// <summary>What people read when a SQLite file fails.</summary>
public sealed class SqliteFaultStoreTests : StoreTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 6, 0);

    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Fact]
    public async Task A_full_disk_is_named_and_nothing_of_the_page_is_stored()
    {
        await WriteAsync(Database, 1, "cursor 1");
        await ExecuteAsync($"pragma max_page_count = {await ScalarAsync<long>("pragma page_count") + 3}");

        var fault = await Assert.ThrowsAsync<StoreException>(() => WriteAsync(Database, 2000, "cursor 2"));

        Assert.Contains(Database.FilePath, fault.Message, StringComparison.Ordinal);
        Assert.Contains("disk is full", fault.Message, StringComparison.Ordinal);
        await using var again = Test.Another();
        Assert.Equal(1, (await new FactStore(again).CountsAsync("hubspot", Now))[FactKind.Deal]);
        Assert.Equal("cursor 1", (await new FactStore(again).ReadSyncStateAsync("hubspot", Now)).Cursors["deals"]);
    }

    [Fact]
    public async Task A_read_only_database_is_named()
    {
        await using var database = new Database(new StoreOptions { ConnectionString = $"{Test.Options.ConnectionString};Mode=ReadOnly" });

        var fault = await Assert.ThrowsAsync<StoreException>(() => WriteAsync(database, 1, null));
        Assert.Contains("is read-only. Give the service's user write permission", fault.Message, StringComparison.Ordinal);
        Assert.False(fault.IsTransient);
    }

    [Fact]
    public async Task A_missing_folder_is_named()
    {
        await using var database = new Database(new StoreOptions { ConnectionString = $"Data Source={Test.Folder.Combine("none", "kpidigest.db")}" });

        var fault = await Assert.ThrowsAsync<StoreException>(() => new Migrator(database).MigrateAsync(At, Now));
        Assert.Contains("cannot be opened. Check that its folder exists", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        await using var database = new Database(new StoreOptions { ConnectionString = $"Data Source={Test.Folder.Write("notes.db", new string('x', 5000))}" });

        var fault = await Assert.ThrowsAsync<StoreException>(() => new Migrator(database).MigrateAsync(At, Now));
        Assert.Contains("is damaged or is no SQLite database", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_database_is_a_passing_fault()
    {
        await using var impatient = new Database(new StoreOptions { ConnectionString = $"{Test.Options.ConnectionString};Default Timeout=1" });
        await WriteAsync(impatient, 1, null);

        var fault = await Database.WriteAsync(_ => Assert.ThrowsAsync<StoreException>(() => WriteAsync(impatient, 2, null)), Now);
        Assert.Contains("is locked by another program", fault.Message, StringComparison.Ordinal);
        Assert.True(fault.IsTransient);
    }

    [Fact]
    public void A_database_in_memory_is_refused() =>
        Assert.Contains("Name a file", Assert.Throws<StoreException>(() => new Database(new StoreOptions { ConnectionString = "Data Source=:memory:" })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_second_run_on_the_same_file_is_refused()
    {
        await using var other = Test.Another();
        await using (await Database.AcquireRunLockAsync(Now))
        {
            var refusal = await Assert.ThrowsAsync<StoreException>(() => other.AcquireRunLockAsync(Now));
            Assert.Contains(Database.FilePath, refusal.Message, StringComparison.Ordinal);
            Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", refusal.Message, StringComparison.Ordinal);
        }

        await using (await other.AcquireRunLockAsync(Now)) Assert.True(File.Exists($"{Database.FilePath}.lock"));
    }

    private Task<FactWriteCounts> WriteAsync(Database database, int deals, string? cursor) => new FactStore(database).WriteAsync(
        "hubspot", "deals", new FactBatch { Deals = [.. Some.OddDeals(deals)] }, cursor, At, At, null, Now);
}
