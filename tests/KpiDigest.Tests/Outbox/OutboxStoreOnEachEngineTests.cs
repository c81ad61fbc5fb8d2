using System.Collections.Concurrent;
using KpiDigest.Outbox;
using KpiDigest.Store;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Outbox;

public sealed class OutboxStoreOnSqliteTests : OutboxStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class OutboxStoreOnPostgresTests : OutboxStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;

    /// <summary>Skipping locked rows only makes claims faster; that the statement names the state it leaves is what makes them safe.</summary>
    [Fact]
    public async Task Claims_are_safe_without_skipping_locked_rows()
    {
        await EnqueuedRunAsync(400);
        await using var plain = Test.Another(Database.Dialect.Without("{skip_locked}"));
        var outbox = new OutboxStore(plain);
        var claimed = new ConcurrentBag<long>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            while (await outbox.ClaimNextAsync($"worker {worker}", Minute * 10, Now) is { } mail) claimed.Add(mail.Id);
        }, Now)));

        Assert.Equal((400, 400), (claimed.Count, claimed.Distinct().Count()));
    }
}
