using KpiDigest.Core.Facts;
using KpiDigest.Store;
using KpiDigest.Store.Tables;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Store;

/// <summary>Upgrades, on either engine.</summary>
public abstract class MigratorStoreTests : StoreTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 6, 0);

    private static readonly Account Account = new() { Id = "1", Name = "Acme" };
    private static readonly Activity Call = new() { Id = "1", Kind = ActivityKind.Call, Status = ActivityStatus.Held, StartAt = Some.Modified };

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
        await new Migrator(old.Database, [.. Scripts.Take(2)]).MigrateAsync(At, Now);
        await LevelTwo.WriteAsync(old.Database, Some.Deal("1"), Account, Call);

        Assert.Equal(Scripts.Skip(2).Select(script => script.Name), await new Migrator(old.Database).MigrateAsync(At, Now));
        var counts = await new FactStore(old.Database).CountsAsync(LevelTwo.Source, Now);
        Assert.Equal((1, 1, 1, 0), (counts[FactKind.Deal], counts[FactKind.Account], counts[FactKind.Activity], counts[FactKind.Prospect]));
        Assert.Equal("cursor", (await new FactStore(old.Database).ReadSyncStateAsync(LevelTwo.Source, Now)).Cursors["deals"]);
    }

    [Fact]
    public async Task A_row_of_the_level_before_reads_as_not_stated_and_is_written_again_only_when_it_says_more()
    {
        await using var old = await TestDatabase.CreateEmptyAsync(Provider);
        await new Migrator(old.Database, [.. Scripts.Take(2)]).MigrateAsync(At, Now);
        await LevelTwo.WriteAsync(old.Database, Some.Deal("1"), Account, Call);
        await new Migrator(old.Database).MigrateAsync(At, Now);

        Assert.Equal([Some.Deal("1")], await Known.RecordsAsync(old.Database, DealTable.Deals));
        Assert.Equal([Account], await Known.RecordsAsync(old.Database, FactTables.Accounts));
        Assert.False(Assert.Single(await Known.RecordsAsync(old.Database, FactTables.Activities)).IsBulk);
        Assert.Equal(0, await WrittenAsync(old.Database, Some.Deal("1"), Account, Call));
        Assert.Equal(3, await WrittenAsync(old.Database, Some.Deal("1") with { Incumbent = "Bolt" }, Account with { Segment = "SMB" }, Call with { IsBulk = true }));
        Assert.Equal(3, await WrittenAsync(old.Database, Some.Deal("1"), Account, Call));
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

    private static async Task<int> WrittenAsync(Database database, Deal deal, Account account, Activity activity) => (await new FactStore(database).WriteAsync(
        LevelTwo.Source, "all", new FactBatch { Deals = [deal], Accounts = [account], Activities = [activity] }, null, At, At, null, Now)).Written;
}

public sealed class MigratorStoreOnSqliteTests : MigratorStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Fact]
    public async Task A_file_that_holds_something_is_copied_before()
    {
        var number = Migration.All(Database.Dialect).Count + 1;
        var next = new Migration(number, $"{number:0000}_next", "create table next (x bigint)");
        await ExecuteAsync("insert into activations (digest, activated_at) values ('weekly', 1)");
        await new Migrator(Database, [.. Migration.All(Database.Dialect), next]).MigrateAsync(Instant.FromUtc(2026, 3, 2, 6, 0), Now);

        await using var copy = new Database(new StoreOptions { ConnectionString = $"Data Source={Database.FilePath}.before-{number:0000}" });
        Assert.Empty(await new Migrator(copy).MissingAsync(Now));
        Assert.Equal(["weekly"], (await new InstallationStore(copy).ActivationsAsync(Now)).Keys);
        Assert.False(File.Exists($"{Database.FilePath}.before-0001"));
    }
}

public sealed class MigratorStoreOnPostgresTests : MigratorStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
