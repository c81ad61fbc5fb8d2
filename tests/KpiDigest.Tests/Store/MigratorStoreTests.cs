using KpiDigest.Core.Facts;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Store;

/// <summary>Upgrades, on either engine.</summary>
public abstract class MigratorStoreTests : StoreTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 6, 0);

    private IReadOnlyList<Migration> Scripts => Migration.All(Database.Dialect);

    [Fact]
    public async Task A_migrated_database_is_left_alone()
    {
        Assert.Empty(await new Migrator(Database).MissingAsync(Now));
        Assert.Empty(await new Migrator(Database).MigrateAsync(At, Now));
        Assert.Equal(Scripts.Count, await ScalarAsync<long>("select count(*) from schema_version"));
    }

    [Fact]
    public async Task A_database_of_the_level_before_keeps_its_data()
    {
        await using var old = await TestDatabase.CreateEmptyAsync(Provider);
        Assert.Equal(Scripts.Select(script => script.Name), await new Migrator(old.Database).MissingAsync(Now));
        await new Migrator(old.Database, [.. Scripts.SkipLast(1)]).MigrateAsync(At, Now);
        await new FactStore(old.Database).WriteAsync("hubspot", "deals", new FactBatch { Deals = [Some.Deal("1")] }, "cursor", At, At, null, Now);

        Assert.Equal([Scripts[^1].Name], await new Migrator(old.Database).MigrateAsync(At, Now));
        Assert.Equal(1, (await new FactStore(old.Database).CountsAsync("hubspot", Now))[FactKind.Deal]);
        Assert.Equal("cursor", (await new FactStore(old.Database).ReadSyncStateAsync("hubspot", Now)).Cursors["deals"]);
    }

    [Fact]
    public async Task A_newer_database_is_refused()
    {
        var older = new Migrator(Database, [.. Scripts.SkipLast(1)]);

        var refusal = await Assert.ThrowsAsync<StoreException>(() => older.MigrateAsync(At, Now));
        Assert.Contains($"has schema {Scripts.Count}, this kpidigest knows up to {Scripts.Count - 1}", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreException>(() => older.MissingAsync(Now));
    }

    [Fact]
    public async Task Workers_that_start_together_migrate_once()
    {
        await using var empty = await TestDatabase.CreateEmptyAsync(Provider);
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var worker = empty.Another();
            return await new Migrator(worker).MigrateAsync(At, Now);
        }, Now)));

        Assert.Equal(Scripts.Count, applied.Sum(names => names.Count));
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing()
    {
        var broken = new Migrator(Database, [.. Scripts, new(Scripts.Count + 1, "9999_broken", "create table half (x bigint); insert into nowhere values (1)")]);

        await Assert.ThrowsAnyAsync<Exception>(() => broken.MigrateAsync(At, Now));
        Assert.Empty(await new Migrator(Database).MissingAsync(Now));
        await Assert.ThrowsAnyAsync<Exception>(() => ScalarAsync<long>("select count(*) from half"));
    }
}

public sealed class MigratorStoreOnSqliteTests : MigratorStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Fact]
    public async Task A_file_that_holds_something_is_copied_before()
    {
        var next = new Migration(3, "0003_next", "create table next (x bigint)");
        await ExecuteAsync("insert into activations (digest, activated_at) values ('weekly', 1)");
        await new Migrator(Database, [.. Migration.All(Database.Dialect), next]).MigrateAsync(Instant.FromUtc(2026, 3, 2, 6, 0), Now);

        await using var copy = new Database(new StoreOptions { ConnectionString = $"Data Source={Database.FilePath}.before-0003" });
        Assert.Empty(await new Migrator(copy).MissingAsync(Now));
        Assert.Equal(["weekly"], (await new InstallationStore(copy).ActivationsAsync(Now)).Keys);
        Assert.False(File.Exists($"{Database.FilePath}.before-0001"));
    }
}

public sealed class MigratorStoreOnPostgresTests : MigratorStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
