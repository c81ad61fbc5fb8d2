using KpiDigest.Core.Facts;
using KpiDigest.Store;
using KpiDigest.Store.Tables;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Store;

/// <summary>What the fact store promises, on either engine.</summary>
public abstract class FactStoreTests : StoreTests
{
    private const string Source = "hubspot";
    private static readonly Instant T0 = Instant.FromUtc(2026, 3, 2, 6, 0);
    private static readonly Duration Hour = Duration.FromHours(1);

    private FactStore Facts => new(Database);

    [Fact]
    public async Task Writes_a_version_only_when_the_content_changed()
    {
        var first = await WriteAsync(T0, Some.Deal("1", amount: 900));
        var same = await WriteAsync(T0 + Hour, Some.Deal("1", amount: 900));
        var changed = await WriteAsync(T0 + Hour * 2, Some.Deal("1", amount: 950, modifiedAt: Some.Modified + Hour));

        Assert.Equal([1, 0, 1], [first.Written, same.Written, changed.Written]);
        Assert.Equal(2, await ScalarAsync<long>("select count(*) from deals"));
    }

    [Fact]
    public async Task Shows_what_was_known_at_an_instant()
    {
        await WriteAsync(T0, Some.Deal("1", amount: 900));
        await WriteAsync(T0 + Hour, Some.Deal("1", amount: 950, modifiedAt: Some.Modified + Hour), Some.Deal("2", amount: 5));

        Assert.Empty(await KnownAsync(T0 - Hour));
        Assert.Equal([900m], (await KnownAsync(T0 + Hour / 2)).Select(deal => deal.Amount!.Value));
        Assert.Equal([950m, 5m], (await KnownAsync(T0 + Hour)).Select(deal => deal.Amount!.Value));
    }

    [Fact]
    public async Task A_deleted_record_leaves_and_a_returned_one_is_back()
    {
        await WriteAsync(T0, Some.Deal("1"), Some.Deal("2"));
        var deletion = await WriteAsync(T0 + Hour, new FactBatch { Deleted = [(FactKind.Deal, "1"), (FactKind.Deal, "never seen")] });
        var again = await WriteAsync(T0 + Hour * 2, new FactBatch { Deleted = [(FactKind.Deal, "1")] });
        await WriteAsync(T0 + Hour * 3, Some.Deal("1"));

        Assert.Equal([1, 0], [deletion.Written, again.Written]);
        Assert.Equal(["1", "2"], (await KnownAsync(T0)).Select(deal => deal.Id));
        Assert.Equal(["2"], (await KnownAsync(T0 + Hour)).Select(deal => deal.Id));
        Assert.Equal(["1", "2"], (await KnownAsync(T0 + Hour * 3)).Select(deal => deal.Id));
    }

    [Fact]
    public async Task An_older_version_never_follows_a_newer_one()
    {
        await WriteAsync(T0, Some.Deal("1", amount: 950, modifiedAt: Some.Modified + Hour));
        var late = await WriteAsync(T0 + Hour, Some.Deal("1", amount: 900));

        Assert.Equal(new FactWriteCounts(1, 0, 1), late);
        Assert.Equal(950, Assert.Single(await KnownAsync(T0 + Hour)).Amount);
    }

    [Fact]
    public async Task A_stamp_that_moved_without_a_change_still_outdates_older_versions()
    {
        await WriteAsync(T0, Some.Deal("1", amount: 900));
        await WriteAsync(T0 + Hour, Some.Deal("1", amount: 900, modifiedAt: Some.Modified + Hour * 2));
        var late = await WriteAsync(T0 + Hour * 2, Some.Deal("1", amount: 777, modifiedAt: Some.Modified + Hour));

        Assert.Equal(1, late.Stale);
    }

    [Fact]
    public async Task Two_versions_of_one_instant_keep_their_order()
    {
        await WriteAsync(T0, Some.Deal("1", amount: 1), Some.Deal("1", amount: 2));
        await WriteAsync(T0 - Hour, Some.Deal("1", amount: 3));

        Assert.Equal(3, Assert.Single(await KnownAsync(T0 + Hour)).Amount);
        Assert.Equal(3, await ScalarAsync<long>("select count(*) from deals"));
    }

    [Fact]
    public async Task Twelve_hundred_odd_deals_come_back_field_by_field()
    {
        var deals = Some.OddDeals(1200).ToList();
        await WriteAsync(T0, [.. deals]);

        var known = (await KnownAsync(T0)).ToDictionary(deal => deal.Id);
        Assert.Equal(deals.Count, known.Count);
        foreach (var deal in deals) Assert.Equal(deal, known[deal.Id]);
        Assert.Equal(0, (await WriteAsync(T0 + Hour, [.. deals])).Written);
    }

    [Fact]
    public async Task The_other_kinds_come_back_field_by_field()
    {
        await WriteAsync(T0, Some.Everything);

        Assert.Equal(Some.Everything.Reps, await NewestAsync(FactTables.Reps));
        Assert.Equal(Some.Everything.Teams, await NewestAsync(FactTables.Teams));
        Assert.Equal(Some.Everything.Stages, await NewestAsync(FactTables.Stages));
        Assert.Equal(Some.Everything.Accounts, await NewestAsync(FactTables.Accounts));
        Assert.Equal(Some.Everything.Changes, await NewestAsync(FactTables.Changes));
        Assert.Equal(Some.Everything.Quotas, await NewestAsync(FactTables.Quotas));
        Assert.Equivalent(Some.Everything.Activities, await NewestAsync(FactTables.Activities), strict: true);
        Assert.Equivalent(Some.Everything.Prospects, await NewestAsync(ProspectTable.Prospects), strict: true);
        Assert.Equal(Some.Everything.Forecasts, await NewestAsync(ForecastTable.Forecasts));
        Assert.Equal(0, (await WriteAsync(T0 + Hour, Some.Everything)).Written);
    }

    [Fact]
    public async Task Lists_of_a_deal_come_back_and_neither_their_order_nor_digits_behind_the_point_make_a_version()
    {
        var deal = Some.Deal("1") with { ProductLines = ["GTX Pro", "MG ä"], Competitors = ["Bolt"], Splits = [new("1", 60), new("2", 39.995m)] };
        await WriteAsync(T0, deal);
        var again = await WriteAsync(T0 + Hour, deal with { ProductLines = ["MG ä", "GTX Pro"], Splits = [new("2", 39.9950m), new("1", 60.00m)] });

        Assert.Equivalent(deal, Assert.Single(await KnownAsync(T0)), strict: true);
        Assert.Equal(0, again.Written);
    }

    [Fact]
    public async Task A_null_between_two_stated_columns_is_content()
    {
        await WriteAsync(T0, Some.Deal("1") with { Source = "web" });

        Assert.Equal(1, (await WriteAsync(T0 + Hour, Some.Deal("1") with { Incumbent = "web" })).Written);
        Assert.Equal(("web", null), (Assert.Single(await KnownAsync(T0 + Hour)).Incumbent, Assert.Single(await KnownAsync(T0 + Hour)).Source));
    }

    [Fact]
    public async Task A_change_that_is_known_is_not_written_again_and_a_corrected_one_is()
    {
        var change = new DealChange("1", DealField.Amount, T0, "900");
        await WriteAsync(T0, new FactBatch { Changes = [change] });
        await WriteAsync(T0 + Hour, new FactBatch { Changes = [change, change with { Value = null, At = T0 + Hour }] });
        await WriteAsync(T0 + Hour * 2, new FactBatch { Changes = [change with { Value = "901" }] });

        Assert.Equal(3, await ScalarAsync<long>("select count(*) from deal_changes"));
        Assert.Equal(["901", null], (await NewestAsync(FactTables.Changes)).Select(entry => entry.Value));
    }

    [Fact]
    public async Task Amounts_beyond_the_column_are_refused_row_by_row()
    {
        var counts = await WriteAsync(T0, Some.Deal("1", amount: decimal.MaxValue), Some.Deal("2", amount: 922_337_203_685_477.5807m), Some.Deal("3", amount: -922_337_203_685_477.5808m));

        Assert.Equal(922_337_203_685_477.5807m, Assert.Single(await KnownAsync(T0)).Amount);
        Assert.Equal(2, counts.Refused.Count);
        Assert.Contains("deals 1: its amount 79228162514264337593543950335 is beyond 922 trillion", counts.Refused[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amounts_are_rounded_half_to_even()
    {
        await WriteAsync(T0, Some.Deal("1", amount: 0.00005m), Some.Deal("2", amount: 0.00015m), Some.Deal("3", amount: -0.00025m));

        Assert.Equal([0m, 0.0002m, -0.0002m], (await KnownAsync(T0)).Select(deal => deal.Amount!.Value));
    }

    [Fact]
    public async Task What_a_run_has_frozen_stays_as_it_was()
    {
        await WriteAsync(T0, Some.Deal("1", amount: 1));
        await Database.WriteAsync(async transaction =>
        {
            await SyncBooks.FreezeAsync(Database, transaction, T0 + Hour * 2);
            return 0;
        }, Now);
        await WriteAsync(T0 + Hour, Some.Deal("1", amount: 2, modifiedAt: Some.Modified + Hour));

        Assert.Equal(1, Assert.Single(await KnownAsync(T0 + Hour * 2)).Amount);
        Assert.Equal(2, Assert.Single(await KnownAsync(T0 + Hour * 3)).Amount);
    }

    private Task<FactWriteCounts> WriteAsync(Instant at, params Deal[] deals) => WriteAsync(at, new FactBatch { Deals = deals });

    private Task<FactWriteCounts> WriteAsync(Instant at, FactBatch batch) => Facts.WriteAsync(Source, "deals", batch, null, at, at, null, Now);

    private Task<List<Deal>> KnownAsync(Instant knownAt) => NewestAsync(DealTable.Deals, knownAt);

    private Task<List<T>> NewestAsync<T>(FactTable<T> table, Instant? knownAt = null)
        where T : class => Known.RecordsAsync(Database, table, knownAt);
}

public sealed class FactStoreOnSqliteTests : FactStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class FactStoreOnPostgresTests : FactStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
