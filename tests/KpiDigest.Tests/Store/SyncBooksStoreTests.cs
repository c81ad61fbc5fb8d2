using KpiDigest.Core.Facts;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Store;

/// <summary>Cursors, the ends of syncs, complete lists and names, on either engine.</summary>
public abstract class SyncBooksStoreTests : StoreTests
{
    private const string Source = "hubspot";
    private static readonly Instant T0 = Instant.FromUtc(2026, 3, 2, 6, 0);
    private static readonly Duration Hour = Duration.FromHours(1);

    private static readonly CrmAccountRow Account = new(
        "4711", "Europe/Berlin", "EUR",
        new Dictionary<FactKind, string> { [FactKind.Deal] = "https://app.hubspot.com/contacts/4711/record/0-3/{id}" },
        new Dictionary<FactKind, string> { [FactKind.Quota] = "The token lacks the scope crm.objects.goals.read." });

    private FactStore Facts => new(Database);

    [Fact]
    public async Task A_sync_leaves_its_traces()
    {
        Assert.Equivalent(new SyncState(new Dictionary<string, string>(), null, null, null, null), await Facts.ReadSyncStateAsync(Source, Now));
        await Facts.BeginSyncAsync(Source, Account, T0, Now);
        await WriteAsync(T0, new FactBatch { Deals = [Some.Deal("1")] }, "cursor 1");
        await Facts.EndSyncAsync(Source, T0 + Hour, "The CRM went away.", Now);
        var broken = await Facts.ReadSyncStateAsync(Source, Now);
        await Facts.BeginSyncAsync(Source, Account, T0 + Hour * 2, Now);
        await WriteAsync(T0, new FactBatch(), "cursor 2");
        await Facts.EndSyncAsync(Source, T0 + Hour * 3, null, Now);
        await Facts.BeginSyncAsync(Source, Account, T0 + Hour * 4, Now);
        await Facts.EndSyncAsync(Source, T0 + Hour * 5, null, Now);
        var complete = await Facts.ReadSyncStateAsync(Source, Now);

        Assert.Equal(("cursor 1", T0, null, "The CRM went away."), (broken.Cursors["deals"], broken.LastStartedAt, broken.LastCompleteAt, broken.LastFault));
        Assert.Equal(("cursor 2", T0 + Hour * 3, T0 + Hour * 5, null), (complete.Cursors["deals"], complete.FirstCompleteAt, complete.LastCompleteAt, complete.LastFault));
        Assert.Equivalent(Account with { FirstCompleteAt = T0 + Hour * 3 }, await Facts.ReadAccountAsync(Source, Now));
        Assert.Equal([Source], await Facts.SourcesAsync(Now));
    }

    [Fact]
    public async Task A_page_whose_cursor_cannot_be_stored_is_not_stored_either()
    {
        await WriteAsync(T0, new FactBatch { Deals = [Some.Deal("1")] }, "cursor 1");
        await FailOnAsync("cursors");

        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(T0 + Hour, new FactBatch { Deals = [Some.Deal("2")] }, "cursor 2"));

        Assert.Equal(1, await ScalarAsync<long>("select count(*) from deals"));
        Assert.Equal("cursor 1", (await Facts.ReadSyncStateAsync(Source, Now)).Cursors["deals"]);
    }

    [Fact]
    public async Task A_page_whose_facts_cannot_be_stored_moves_no_cursor()
    {
        await WriteAsync(T0, new FactBatch { Deals = [Some.Deal("1")] }, "cursor 1");
        await FailOnAsync("quotas");

        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(T0 + Hour, Some.Everything with { Deals = [Some.Deal("2")] }, "cursor 2"));

        Assert.Equal(1, await ScalarAsync<long>("select count(*) from deals"));
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from reps"));
        Assert.Equal("cursor 1", (await Facts.ReadSyncStateAsync(Source, Now)).Cursors["deals"]);
    }

    [Fact]
    public async Task A_complete_list_marks_the_absent_records_deleted()
    {
        await ListAsync(T0, "owners", Rep("1"), Rep("2"), Rep("3"));
        await Facts.WriteAsync(Source, "roster", new FactBatch { Reps = [Rep("9")] }, null, T0, T0, null, Now);
        var first = T0 + Hour;
        await Facts.WriteAsync(Source, "owners", new FactBatch { Reps = [Rep("1")] }, null, first, first, null, Now);
        var counts = await Facts.WriteAsync(Source, "owners", new FactBatch { Reps = [Rep("3")] }, null, first + Duration.FromMinutes(1), first, [FactKind.Rep], Now);

        Assert.Equal(1, counts.Written);
        Assert.Equal(3, (await Facts.CountsAsync(Source, Now))[FactKind.Rep]);
        await ListAsync(T0 + Hour * 2, "owners", Rep("1"), Rep("2"), Rep("3"));
        Assert.Equal(4, (await Facts.CountsAsync(Source, Now))[FactKind.Rep]);
    }

    [Fact]
    public async Task Two_syncs_at_once_do_not_delete_each_others_records()
    {
        await ListAsync(T0, "owners", Rep("1"), Rep("2"));
        var (one, other) = (T0 + Hour, T0 + Hour + Duration.FromMinutes(1));
        await Facts.WriteAsync(Source, "owners", new FactBatch { Reps = [Rep("1"), Rep("2")] }, null, other, other, null, Now);
        await Facts.WriteAsync(Source, "owners", new FactBatch { Reps = [Rep("1"), Rep("2")] }, null, other, one, [FactKind.Rep], Now);
        await Facts.WriteAsync(Source, "owners", new FactBatch(), null, other, other, [FactKind.Rep], Now);

        Assert.Equal(2, (await Facts.CountsAsync(Source, Now))[FactKind.Rep]);
    }

    [Fact]
    public async Task Large_kinds_cannot_be_replaced_as_a_whole() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Facts.WriteAsync(Source, "deals", new FactBatch(), null, T0, T0, [FactKind.Deal], Now));

    [Fact]
    public async Task Counts_leave_out_old_versions_and_deleted_records()
    {
        await WriteAsync(T0, Some.Everything with { Deals = [Some.Deal("1"), Some.Deal("2")] });
        await WriteAsync(T0 + Hour, new FactBatch { Deals = [Some.Deal("1", amount: 7, modifiedAt: Some.Modified + Hour)], Deleted = [(FactKind.Deal, "2")] });
        var counts = await Facts.CountsAsync(Source, Now);

        Assert.Equal((1, 2, 2, 2, 2), (counts[FactKind.Deal], counts[FactKind.Rep], counts[FactKind.Activity], counts[FactKind.Account], counts[FactKind.Quota]));
        Assert.All((await Facts.CountsAsync("other", Now)).Values, count => Assert.Equal(0, count));
    }

    [Fact]
    public async Task Records_are_described_by_their_newest_name_even_when_deleted()
    {
        await Facts.BeginSyncAsync(Source, Account, T0, Now);
        await WriteAsync(T0, Some.Everything with { Deals = [Some.Deal("1"), Some.Deal("a/b"), .. Enumerable.Range(10, 1200).Select(i => Some.Deal($"{i}"))] });
        await WriteAsync(T0 + Hour, new FactBatch { Deals = [Some.Deal("1", modifiedAt: Some.Modified + Hour) with { Name = "Renamed" }], Deleted = [(FactKind.Deal, "a/b")] });

        var asked = Enumerable.Range(10, 1200).Select(i => (FactKind.Deal, $"{i}"))
            .Concat([(FactKind.Deal, "1"), (FactKind.Deal, "a/b"), (FactKind.Deal, "none"), (FactKind.Rep, "1"), (FactKind.Team, "8"), (FactKind.Stage, "won"), (FactKind.Account, "2"), (FactKind.Quota, "1")])
            .ToList();
        var names = await Facts.DescribeAsync(Source, asked, Now);

        Assert.Equal(1206, names.Count);
        Assert.Equal(new RecordName("Renamed", "https://app.hubspot.com/contacts/4711/record/0-3/1"), names[(FactKind.Deal, "1")]);
        Assert.Equal(new RecordName("Deal a/b", "https://app.hubspot.com/contacts/4711/record/0-3/a%2Fb"), names[(FactKind.Deal, "a/b")]);
        Assert.Equal(new RecordName("Östlich", null), names[(FactKind.Team, "8")]);
    }

    private static Rep Rep(string id) => new() { Id = id, Name = $"Rep {id}" };

    private Task<FactWriteCounts> ListAsync(Instant at, string objectName, params Rep[] reps) => Facts.WriteAsync(Source, objectName, new FactBatch { Reps = reps }, null, at, at, [FactKind.Rep], Now);

    private Task<FactWriteCounts> WriteAsync(Instant at, FactBatch batch, string? cursor = null) => Facts.WriteAsync(Source, "deals", batch, cursor, at, at, null, Now);

    /// <summary>From now on nothing can be written into a table.</summary>
    private Task<int> FailOnAsync(string table) => ExecuteAsync(Provider == StoreProvider.Sqlite
        ? $"create trigger broken_insert before insert on {table} begin select raise(abort, 'broken'); end; create trigger broken_update before update on {table} begin select raise(abort, 'broken'); end"
        : $"create function broken() returns trigger language plpgsql as 'begin raise exception ''broken''; end'; create trigger broken before insert or update on {table} for each row execute function broken()");
}

public sealed class SyncBooksStoreOnSqliteTests : SyncBooksStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class SyncBooksStoreOnPostgresTests : SyncBooksStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
