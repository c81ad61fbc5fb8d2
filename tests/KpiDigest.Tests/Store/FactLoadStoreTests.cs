using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Store;

/// <summary>From stored versions to the facts that KPIs read, on either engine.</summary>
public abstract class FactLoadStoreTests : StoreTests
{
    private const string Source = "hubspot";
    private static readonly Instant T0 = Instant.FromUtc(2026, 3, 2, 6, 0);
    private static readonly Duration Day = Duration.FromDays(1);

    private FactStore Facts => new(Database);

    [Fact]
    public async Task Facts_are_loaded_as_they_were_known()
    {
        await WriteAsync(T0, Some.Everything with { Deals = [Some.Deal("1"), Some.Deal("2"), Some.Deal("3")] });
        await WriteAsync(T0 + Day, new FactBatch { Deleted = [(FactKind.Deal, "2")], Teams = [new() { Id = "9", Name = "New" }] });

        var before = await LoadAsync(T0);
        var after = await LoadAsync(T0 + Day);
        Assert.Equal((3, 2), (before.Coverage.Deals, before.Teams.Count));
        Assert.Equal((2, 3), (after.Coverage.Deals, after.Teams.Count));
        Assert.Equal(0, (await LoadAsync(T0 - Day)).Coverage.Deals);
    }

    [Fact]
    public async Task Memberships_follow_the_versions_of_a_rep()
    {
        await WriteAsync(T0, new FactBatch { Reps = [Rep("north")], Teams = [new() { Id = "north", Name = "North" }, new() { Id = "south", Name = "South" }] });
        await WriteAsync(T0 + Day, new FactBatch { Reps = [Rep("south")] });

        Assert.Equal([new("1", "north", null, T0 + Day), new("1", "south", T0 + Day, null)], (await LoadAsync(T0 + Day * 2)).MembershipsOf("1"));
        Assert.Equal([new("1", "north", null, null)], (await LoadAsync(T0)).MembershipsOf("1"));
    }

    [Fact]
    public async Task A_rep_that_the_crm_deleted_stays_as_a_leaver()
    {
        await WriteAsync(T0, new FactBatch { Reps = [Rep(null)] });
        await WriteAsync(T0 + Day, new FactBatch { Deleted = [(FactKind.Rep, "1")] });

        Assert.False(Assert.Single((await LoadAsync(T0 + Day)).Reps).Active);
        Assert.True(Assert.Single((await LoadAsync(T0)).Reps).Active);
    }

    [Fact]
    public async Task What_the_crm_cannot_give_is_marked_missing()
    {
        await Facts.BeginSyncAsync(Source, new("1", null, null, new Dictionary<FactKind, string>(), new Dictionary<FactKind, string> { [FactKind.Quota] = "no licence" }), T0, Now);

        Assert.Equal("no licence", (await LoadAsync(T0)).Missing(FactKind.Quota));
        Assert.Null((await LoadAsync(T0)).Missing(FactKind.Deal));
    }

    [Fact]
    public async Task What_the_crm_cannot_give_and_its_currency_are_those_of_their_time()
    {
        CrmAccountRow Account(string currency, string? noQuotas) =>
            new("1", null, currency, new Dictionary<FactKind, string>(), noQuotas is null ? new Dictionary<FactKind, string>() : new Dictionary<FactKind, string> { [FactKind.Quota] = noQuotas });
        await WriteAsync(T0, new FactBatch { Deals = [Some.Deal("1")] });
        await Facts.BeginSyncAsync(Source, Account("EUR", "no licence"), T0, Now);
        await Database.WriteAsync(
            async transaction =>
            {
                await SyncBooks.FreezeAsync(Database, transaction, T0 + Day);
                return 0;
            },
            Now);
        await Facts.BeginSyncAsync(Source, Account("USD", "no licence"), T0 + Day, Now);
        await Facts.WriteMissingAsync(Source, Account("USD", null).Missing, T0 + Day * 2, Now);
        await Facts.BeginSyncAsync(Source, Account("USD", null), T0 + Day * 3, Now);

        var (first, frozen, last) = (await LoadAsync(T0), await LoadAsync(T0 + Day), await LoadAsync(T0 + Day * 3));
        Assert.Equal(["no licence", "no licence", null], new[] { first, frozen, last }.Select(f => f.Missing(FactKind.Quota)));
        Assert.Equal([100m, 100m, null], new[] { first, frozen, last }.Select(f => f.OpenAt(Scope.Company).Single().Amount));
        Assert.Equal(3, await ScalarAsync<long>("select count(*) from crm_states"));
    }

    [Fact]
    public async Task Of_a_CRM_without_history_the_versions_are_the_history()
    {
        await BeginAsync();
        await WriteAsync(T0, new FactBatch { Deals = [Some.Deal("1"), Some.Deal("2")] });
        await Facts.EndSyncAsync(Source, T0, null, Now);
        await WriteAsync(T0 + Day, new FactBatch { Deals = [Some.Deal("1", amount: 250, modifiedAt: T0 + Day / 2)], Deleted = [(FactKind.Deal, "2")] });
        await WriteAsync(T0 + Day * 2, new FactBatch { Deals = [Some.Deal("1", amount: 400, modifiedAt: T0 + Day * 2), Some.Deal("2", modifiedAt: T0 + Day)] });

        var facts = await LoadAsync(T0 + Day * 2);
        Assert.Equal(T0, facts.WatchedSince);
        Assert.Equal([100m, 250m, 400m], new[] { T0 + Day / 4, T0 + Day, T0 + Day * 3 }.Select(at => facts.OpenAt(Scope.Company, at).Single(d => d.Id == "1").Amount!.Value));
        Assert.Equal(100, facts.OpenAt(Scope.Company, T0 + Day).Single(d => d.Id == "2").Amount);
        Assert.Equal([250m], (await LoadAsync(T0 + Day)).OpenAt(Scope.Company, T0 + Day * 3).Select(d => d.Amount!.Value));
    }

    [Fact]
    public async Task Deals_are_not_watched_before_a_complete_sync()
    {
        await BeginAsync();
        await WriteAsync(T0, new FactBatch { Deals = [Some.Deal("1")] });

        Assert.Null((await LoadAsync(T0)).WatchedSince);
        Assert.Equal(1, (await LoadAsync(T0)).Coverage.Deals);
    }

    [Fact]
    public async Task Supplements_are_read_against_the_names_of_their_time()
    {
        await WriteAsync(T0, Some.Everything);
        await WriteAsync(T0 + Day, new FactBatch { Reps = [Rep(null) with { Id = "3" }], Deleted = [(FactKind.Rep, "1"), (FactKind.Account, "1")] });
        FactNames? names = null;
        SupplementFacts Bind(FactNames given)
        {
            names = given;
            return new SupplementFacts { Notes = ["bound"] };
        }

        var settings = new SalesFactsSettings(T0 + Day * 30, new PeriodCalendar(DateTimeZone.Utc), "EUR", new DealRules());
        Assert.Equal(["bound"], (await Facts.LoadAsync(Source, settings, T0, Now, Bind)).Supplements.Notes);
        Assert.Equal((2, 2, 2, 2, 2), (names!.Reps.Count, names.Teams.Count, names.Stages.Count, names.Accounts.Count, names.Quotas.Count));
        await Facts.LoadAsync(Source, settings, T0 + Day, Now, Bind);
        Assert.Equal((3, 1), (names.Reps.Count, names.Accounts.Count));
    }

    [Fact]
    public async Task Sources_do_not_mix()
    {
        await WriteAsync(T0, new FactBatch { Deals = [Some.Deal("1")] });
        await Facts.WriteAsync("other", "deals", new FactBatch { Deals = [Some.Deal("1", amount: 7), Some.Deal("2")] }, null, T0, T0, null, Now);

        Assert.Equal(1, (await LoadAsync(T0)).Coverage.Deals);
    }

    private Task BeginAsync() => Facts.BeginSyncAsync(
        Source, new("1", null, null, new Dictionary<FactKind, string>(), new Dictionary<FactKind, string> { [FactKind.DealChange] = "none is shown" }), T0, Now);

    private static Rep Rep(string? team) => new() { Id = "1", Name = "Ada", TeamId = team };

    private Task<FactWriteCounts> WriteAsync(Instant at, FactBatch batch) => Facts.WriteAsync(Source, "all", batch, null, at, at, null, Now);

    private Task<SalesFacts> LoadAsync(Instant knownAt) =>
        Facts.LoadAsync(Source, new SalesFactsSettings(T0 + Day * 30, new PeriodCalendar(DateTimeZone.Utc), "EUR", new DealRules()), knownAt, Now);
}

public sealed class FactLoadStoreOnSqliteTests : FactLoadStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class FactLoadStoreOnPostgresTests : FactLoadStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
