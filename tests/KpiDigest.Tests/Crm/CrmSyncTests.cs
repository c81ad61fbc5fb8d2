using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Crm;
using KpiDigest.Store;
using KpiDigest.Tests.Crm.HubSpot;
using KpiDigest.Tests.Support;
using NodaTime;
using NodaTime.Extensions;

namespace KpiDigest.Tests.Crm;

/// <summary>Source and store together: what stands in the database after syncs that go well and syncs that do not.</summary>
public abstract class CrmSyncTests : StoreTests, IDisposable
{
    private readonly Pulling _pulling = new();

    private FactStore Facts => new(Database);

    private FakeHubSpot Hub => _pulling.Hub;

    /// <summary>After the last sync and before the next.</summary>
    private DateTimeOffset Later => Clock.GetUtcNow().AddHours(1);

    private ImpatientClock Clock => _pulling.Clock;

    public void Dispose()
    {
        _pulling.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_second_sync_without_changes_writes_nothing()
    {
        SomeCompany();
        var first = await SyncAsync();
        var second = await SyncAsync();
        var full = await SyncAsync(full: true);

        Assert.True(first.Written > 300);
        Assert.Equal(0, second.Written);
        Assert.Equal(0, full.Written);
        Assert.Equal(120, (await CountsAsync())[FactKind.Deal]);
    }

    [Fact]
    public async Task Changes_deletions_and_merges_arrive_and_the_past_stays()
    {
        SomeCompany();
        var before = await SyncAsync();
        Hub["deals", 5].Set("amount", "77", Later);
        Hub["deals", 6].Archived = true;
        Hub.Merge("deals", 7, 8, Later);

        await SyncAsync();

        Assert.Equal(118, (await CountsAsync())[FactKind.Deal]);
        Assert.Equal("77", await AmountAsync("5"));
        Assert.Equal(2, await ScalarAsync<long>("select count(*) from deals where id = '5'"));
        Assert.Equal(1, await ScalarAsync<long>("select deleted from deals where id = '6' order by recorded_at desc limit 1"));
        Assert.Equal(1, await ScalarAsync<long>("select deleted from deals where id = '7' order by recorded_at desc limit 1"));
        Assert.Equal(120, (await LoadAsync(before.EndedAt)).Coverage.Deals);
        Assert.Equal(118, (await LoadAsync(Clock.GetUtcNow().ToInstant())).Coverage.Deals);
    }

    [Fact]
    public async Task A_full_sync_deletes_what_the_crm_no_longer_knows()
    {
        SomeCompany();
        Hub.Add("meetings", 501).Set("hs_timestamp", "2026-11-01T08:00:00Z");
        Hub.Add("meetings", 502).Set("hs_timestamp", "2026-11-01T08:00:00Z");
        Hub.Add("calls", 601).Set("hs_timestamp", "2026-11-01T08:00:00Z");
        await SyncAsync();
        Hub.Remove("deals", 9);
        Hub.Remove("meetings", 502);

        await SyncAsync();
        Assert.Equal(120, (await CountsAsync())[FactKind.Deal]);
        await SyncAsync(full: true);

        Assert.Equal(119, (await CountsAsync())[FactKind.Deal]);
        Assert.Equal(2, (await CountsAsync())[FactKind.Activity]);

        // The list of meetings says nothing of calls: the call was not deleted and found again.
        Assert.Equal(1, await ScalarAsync<long>("select count(*) from activities where id = 'call:601'"));
    }

    [Fact]
    public async Task An_owner_who_leaves_stays_and_one_who_is_gone_goes()
    {
        SomeCompany();
        await SyncAsync();
        Hub.Owners[0]["archived"] = true;
        Hub.Owners.RemoveAt(1);

        await SyncAsync();

        Assert.Equal(1, (await CountsAsync())[FactKind.Rep]);
        Assert.False((await LoadAsync(Clock.GetUtcNow().ToInstant())).Reps.Single(r => r.Id == "7").Active);
    }

    [Fact]
    public async Task A_stage_that_the_crm_lists_no_more_is_still_what_a_deal_went_through()
    {
        var won = new DateTimeOffset(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);
        Hub.Deal(1).Set("dealstage", "closedwon", won).Set("dealstage", "qualifiedtobuy", won.AddDays(30)).Set("closedate", "2026-02-01T12:00:00Z");
        await SyncAsync();
        Hub.Instead = r => r.Path.Contains("/pipelines/", StringComparison.Ordinal) ? FakeHubSpot.Json(System.Net.HttpStatusCode.OK, """{"results":[]}""") : null;
        await SyncAsync();

        var calendar = new PeriodCalendar(DateTimeZoneProviders.Tzdb["Europe/Berlin"], 1);
        var then = won.AddDays(10).ToInstant();
        var facts = await Facts.LoadAsync("hubspot", new SalesFactsSettings(then, calendar, "EUR", new DealRules(), Reconstructed: true), Clock.GetUtcNow().ToInstant(), Now);
        Assert.Equal(DealStatus.Won, Assert.Single(facts.Closed(Scope.Company, new LocalDate(2026, 1, 1), new LocalDate(2026, 3, 1))).Status);
        Assert.Equal(0, (await CountsAsync())[FactKind.Stage]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_sync_that_was_killed_in_its_first_load_goes_on_to_the_same_facts(int page)
    {
        SomeCompany();
        await Assert.ThrowsAsync<TimeoutException>(() => SyncAsync(progress: new KilledAt("deals", page)));
        var broken = await Facts.ReadSyncStateAsync("hubspot", Now);
        Assert.Null(broken.LastCompleteAt);
        Assert.Equal("killed", broken.LastFault);
        var stored = (await CountsAsync())[FactKind.Deal];
        Hub.Requests.Clear();

        await SyncAsync();

        Assert.Equal(page == 3 ? 120 : page * 50, stored);
        Assert.Equal(3 - page, Hub.Requests.Count(r => r.Query.ContainsKey("propertiesWithHistory")));
        Assert.Equal(120, await ScalarAsync<long>("select count(*) from deals"));
        Assert.Equal(120 * 4, await ScalarAsync<long>("select count(*) from deal_changes"));
        Assert.Null((await Facts.ReadSyncStateAsync("hubspot", Now)).LastFault);
        Assert.Equal(0, (await SyncAsync(full: true)).Written);
    }

    [Fact]
    public async Task The_pages_before_a_failure_are_stored_and_the_failure_is_on_record()
    {
        SomeCompany();
        await SyncAsync();
        var complete = (await Facts.ReadSyncStateAsync("hubspot", Now)).LastCompleteAt;
        for (var id = 1; id <= 120; id++) Hub["deals", id].Set("amount", "3", Later);
        Hub.Instead = r => r.Path.Contains("/meetings", StringComparison.Ordinal) && r.Path.EndsWith("/search", StringComparison.Ordinal) ? FakeHubSpot.Json(System.Net.HttpStatusCode.OK, "[") : null;

        var e = await Assert.ThrowsAsync<CrmException>(() => SyncAsync());

        var state = await Facts.ReadSyncStateAsync("hubspot", Now);
        Assert.Equal(e.Message, state.LastFault);
        Assert.Equal(complete, state.LastCompleteAt);
        Assert.True(state.LastStartedAt > complete);
        Assert.Equal("3", await AmountAsync("120"));
    }

    [Fact]
    public async Task A_token_that_fails_at_the_first_request_is_on_record()
    {
        SomeCompany();
        await SyncAsync();
        Hub.Token = "another";

        await Assert.ThrowsAsync<CrmException>(() => SyncAsync());

        Assert.Contains("Crm:Token", (await Facts.ReadSyncStateAsync("hubspot", Now)).LastFault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_the_store_refuses_leaves_neither_facts_nor_cursor()
    {
        SomeCompany();
        // Storing a second object's cursor fails now, after the page's facts were written.
        await ExecuteAsync("create unique index one_cursor on cursors (source)");

        await Assert.ThrowsAnyAsync<Exception>(() => SyncAsync());

        Assert.Equal(30, await ScalarAsync<long>("select count(*) from accounts"));
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from deals"));
        Assert.NotNull((await Facts.ReadSyncStateAsync("hubspot", Now)).LastFault);
        await ExecuteAsync("drop index one_cursor");
        await SyncAsync();
        Assert.Equal(120, await ScalarAsync<long>("select count(*) from deals"));
    }

    [Fact]
    public async Task Money_is_kept_to_the_last_unit_and_what_is_larger_is_left_out_and_said()
    {
        Hub.Deal(1, amount: "922337203685477.5807");
        Hub.Deal(2, amount: "922337203685477.5808");
        Hub.Deal(3, amount: "-922337203685477.5807");
        Hub.Deal(4, amount: "0.00005");
        Hub.Deal(5, amount: "0.00015");
        Hub.Deal(6, amount: "1e30");
        Hub.Deal(7, amount: "about 900");

        var summary = await SyncAsync();

        Assert.Equal(["1", "3", "4", "5", "7"], (await Facts.LivingIdsAsync("hubspot", FactKind.Deal, Now)).Order(StringComparer.Ordinal));
        Assert.Equal("922337203685477.5807, -922337203685477.5807, 0, 0.0002", string.Join(", ", await AmountAsync("1"), await AmountAsync("3"), await AmountAsync("4"), await AmountAsync("5")));
        Assert.Null(await AmountAsync("7"));
        Assert.Contains(summary.Warnings, w => w == "deals: 2 value(s) of amount are beyond 922,337,203,685,477.58; the records are left out (first: id 2, value '922337203685477.5808')");
        Assert.Contains(summary.Warnings, w => w == "deals: 1 value(s) of amount could not be read and count as not stated (first: id 7, value 'about 900')");
    }

    private void SomeCompany()
    {
        Hub.Owners.Add(new() { ["id"] = "7", ["firstName"] = "Ana", ["lastName"] = "Ruiz", ["email"] = "ana@example.test", ["archived"] = false });
        Hub.Owners.Add(new() { ["id"] = "8", ["firstName"] = "Bo", ["lastName"] = "Ek", ["email"] = "bo@example.test", ["archived"] = false });
        for (var id = 55_001; id <= 55_030; id++) Hub.Add("companies", id).Set("name", $"Company {id}");
        for (var id = 1; id <= 120; id++) Hub.Deal(id, id % 3 == 0 ? "closedwon" : "qualifiedtobuy").With("companies", 55_001 + (id % 30));
    }

    private async Task<SyncSummary> SyncAsync(bool full = false, ISyncProgress? progress = null)
    {
        Clock.Pass(TimeSpan.FromHours(25));
        using var source = _pulling.Source();
        return await new CrmSync(source, Facts, Clock).RunAsync(full, progress ?? new SilentProgress(), Now);
    }

    private Task<IReadOnlyDictionary<FactKind, long>> CountsAsync() => Facts.CountsAsync("hubspot", Now);

    private async Task<string?> AmountAsync(string id)
    {
        var units = await ScalarAsync<long?>("select amount from deals where id = @id order by recorded_at desc limit 1", new { id });
        return units is { } value ? (value / 10_000m).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    private Task<SalesFacts> LoadAsync(Instant at)
    {
        var calendar = new PeriodCalendar(DateTimeZoneProviders.Tzdb["Europe/Berlin"], 1);
        return Facts.LoadAsync("hubspot", new SalesFactsSettings(at, calendar, "EUR", new DealRules()), at, Now);
    }

    /// <summary>Dies when a page of an object has been stored, as a killed process does.</summary>
    private sealed class KilledAt(string objectName, int page) : ISyncProgress
    {
        private int _left = page;

        public void Started(string objectName, long? total)
        {
        }

        public void Planned(string objectName, long requests)
        {
        }

        public void Requested(string objectName)
        {
        }

        public void Stored(string stored, int records)
        {
            if (stored == objectName && --_left == 0) throw new TimeoutException("killed");
        }
    }
}

public sealed class CrmSyncOnSqliteTests : CrmSyncTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class CrmSyncOnPostgresTests : CrmSyncTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
