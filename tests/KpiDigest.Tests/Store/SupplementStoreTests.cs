using System.Text;
using KpiDigest.Core.Facts;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Store;

/// <summary>Whole files and their versions, on either engine.</summary>
public abstract class SupplementStoreTests : StoreTests
{
    private static readonly Instant T0 = Instant.FromUtc(2026, 3, 2, 6, 0);
    private static readonly Duration Day = Duration.FromDays(1);

    private SupplementStore Files => new(Database);

    [Fact]
    public async Task A_file_is_read_as_it_was_known()
    {
        await Files.WriteAsync([Taken("quotas.csv", "one"), Taken("fx-rates.csv", "rates")], T0, Now);
        await Files.WriteAsync([Taken("quotas.csv", "two\0\u00e4")], T0 + Day, Now);

        Assert.Equal(["rates", "one"], await TextsAsync(T0));
        Assert.Equal(["rates", "two\0\u00e4"], await TextsAsync(T0 + Day));
        Assert.Empty(await TextsAsync(T0 - Day));
    }

    [Fact]
    public async Task Before_its_first_version_a_file_is_as_it_first_was_where_that_is_asked_for()
    {
        await Files.WriteAsync([Refused("quotas.csv")], T0, Now);
        await Files.WriteAsync([Taken("quotas.csv", "one")], T0 + Day, Now);
        await Files.WriteAsync([Taken("quotas.csv", "two")], T0 + Day * 2, Now);

        Assert.Equal(["one"], await TextsAsync(T0 - Day, orFirst: true));
        Assert.Empty(await TextsAsync(T0, orFirst: true));
    }

    [Fact]
    public async Task A_refusal_leaves_the_version_before_in_force_and_a_removal_does_not()
    {
        await Files.WriteAsync([Taken("quotas.csv", "one")], T0, Now);
        await Files.WriteAsync([Refused("quotas.csv")], T0 + Day, Now);
        await Files.WriteAsync([new("quotas.csv", SupplementState.Removed, "", null)], T0 + Day * 2, Now);
        await Files.WriteAsync([Refused("quotas.csv")], T0 + Day * 3, Now);

        var refused = Assert.Single(await Files.ReadAsync(T0 + Day, false, Now));
        Assert.Equal(("one", "no header"), (Text(refused), refused.Refusal!.Reason));
        Assert.Null(Assert.Single(await Files.ReadAsync(T0 + Day * 2, false, Now)).InForce);
        Assert.Null(Assert.Single(await Files.ReadAsync(T0 + Day * 3, false, Now)).InForce);
        Assert.Equal("one", Text(Assert.Single(await Files.ReadAsync(T0, false, Now))));
    }

    [Fact]
    public async Task What_a_run_has_frozen_stays_as_it_was()
    {
        await new FactStore(Database).WriteAsync("hubspot", "deals", new FactBatch { Deals = [Some.Deal("1")] }, null, T0, T0, null, Now);
        await Database.WriteAsync(
            async transaction =>
            {
                await SyncBooks.FreezeAsync(Database, transaction, T0 + Day);
                return 0;
            },
            Now);
        await Files.WriteAsync([Taken("quotas.csv", "late")], T0, Now);
        await Files.WriteAsync([Taken("quotas.csv", "later")], T0, Now);

        Assert.Empty(await TextsAsync(T0 + Day));
        Assert.Equal(["later"], await TextsAsync(T0 + Day * 2));
        Assert.Equal(2, await ScalarAsync<long>("select count(distinct recorded_at) from supplement_files"));
    }

    private static SupplementVersion Taken(string name, string text) => new(name, SupplementState.Taken, "hash", null) { Bytes = Encoding.UTF8.GetBytes(text) };

    private static SupplementVersion Refused(string name) => new(name, SupplementState.Refused, "hash", "no header");

    private async Task<List<string>> TextsAsync(Instant knownAt, bool orFirst = false) =>
        [.. (await Files.ReadAsync(knownAt, orFirst, Now)).Where(file => file.InForce is not null).Select(Text)];

    private static string Text(KnownSupplement file) => Encoding.UTF8.GetString(file.InForce!.Bytes);
}

public sealed class SupplementStoreOnSqliteTests : SupplementStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class SupplementStoreOnPostgresTests : SupplementStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
