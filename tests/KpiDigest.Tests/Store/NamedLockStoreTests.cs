using KpiDigest.Store;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Store;

/// <summary>One process at a time, on either engine.</summary>
public abstract class NamedLockStoreTests : StoreTests
{
    [Fact]
    public async Task A_lock_is_held_by_one_and_free_as_soon_as_it_is_let_go_of()
    {
        await using var other = Test.Another();
        var first = await Database.LockAsync("sync", Now);
        await using var elsewhere = await other.LockAsync("another name", Now);
        var second = other.LockAsync("sync", Now);

        Assert.False(second.IsCompleted);
        await first.DisposeAsync();
        await (await second).DisposeAsync();
        await (await Database.LockAsync("sync", Now)).DisposeAsync();
    }
}

public sealed class NamedLockStoreOnSqliteTests : NamedLockStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class NamedLockStoreOnPostgresTests : NamedLockStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
