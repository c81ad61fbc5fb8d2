using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Crm;
using KpiDigest.Store;
using KpiDigest.Tests.Crm.HubSpot;
using KpiDigest.Tests.Support;
using NodaTime;
using NodaTime.Extensions;

namespace KpiDigest.Tests.Crm;

/// <summary>A full sync compares what is stored with what the CRM counts and lists.</summary>
public abstract class SightProofTests : StoreTests, IDisposable
{
    private readonly Pulling _pulling = new();

    private FakeHubSpot Hub => _pulling.Hub;

    public void Dispose()
    {
        _pulling.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_crm_whose_records_all_came_proves_nothing_and_costs_no_further_request()
    {
        SomeCompany(50);
        Hub.Add("meetings", 501).Set("hs_timestamp", "2026-11-01T08:00:00Z");
        Hub.Add("calls", 601).Set("hs_timestamp", "2026-11-01T08:00:00Z");

        var summary = await SyncAsync();

        Assert.Empty(summary.Warnings);
        Assert.Empty(await UnseenAsync());
        Assert.Single(Hub.RequestsTo("/deals/search"));
        Assert.Single(Hub.RequestsTo("/calls/search"));
    }

    [Fact]
    public async Task Deals_that_are_counted_but_did_not_come_are_proof_and_a_full_sync_that_brings_them_takes_it_back()
    {
        SomeCompany(50);
        Hub.Hidden.UnionWith([48, 49, 50]);

        Assert.Contains("the CRM counts 50 deals, 47 are stored. Check what the CRM user may see, then run 'kpidigest sync --full'.", (await SyncAsync()).Warnings);
        Assert.Equal(["the CRM counts 50 deals, 47 are stored. Check what the CRM user may see, then run 'kpidigest sync --full'."], await UnseenAsync());
        Hub.Hidden.Clear();
        await SyncAsync();
        Assert.Single(await UnseenAsync());
        var before = _pulling.Clock.GetUtcNow().ToInstant();

        Assert.Empty((await SyncAsync(full: true)).Warnings);

        Assert.Empty(await UnseenAsync());
        Assert.Single(await UnseenAsync(before));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Two_deals_less_than_counted_are_only_said(int hidden, bool isProof)
    {
        SomeCompany(60);
        Hub.Hidden.UnionWith(Enumerable.Range(1, hidden).Select(i => (long)i));
        Assert.Single((await SyncAsync()).Warnings);
        Assert.Equal(isProof ? 1 : 0, (await UnseenAsync()).Count);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Owners_whom_the_crm_does_not_list_are_proof_where_they_own_more_than_one_deal_in_a_hundred(int deals, bool isProof)
    {
        SomeCompany(60);
        for (var id = 1; id <= deals; id++) Hub["deals", id].Set("hubspot_owner_id", "4711");
        var said = $"{deals} deals belong to 1 owner(s) whom the CRM does not show to its user. Let it see all people, then run 'kpidigest sync --full'.";

        Assert.Equal([said], (await SyncAsync()).Warnings);
        Assert.Equal(isProof ? [said] : [], await UnseenAsync());
    }

    [Fact]
    public async Task Owners_who_left_are_listed_and_prove_nothing()
    {
        SomeCompany(60);
        Hub.Owners[0]["archived"] = true;
        Assert.Empty((await SyncAsync()).Warnings);
    }

    private void SomeCompany(int deals)
    {
        Hub.Owners.Add(new() { ["id"] = "7", ["firstName"] = "Ana", ["lastName"] = "Ruiz", ["email"] = "ana@example.test", ["archived"] = false });
        for (var id = 1; id <= deals; id++) Hub.Deal(id);
    }

    private async Task<SyncSummary> SyncAsync(bool full = false)
    {
        _pulling.Clock.Pass(TimeSpan.FromHours(1));
        using var source = _pulling.Source();
        return await new CrmSync(source, new FactStore(Database), _pulling.Clock).RunAsync(full, new SilentProgress(), Now);
    }

    private async Task<IReadOnlyList<string>> UnseenAsync(Instant? at = null)
    {
        var then = at ?? _pulling.Clock.GetUtcNow().ToInstant();
        var settings = new SalesFactsSettings(then, new PeriodCalendar(DateTimeZoneProviders.Tzdb["Europe/Berlin"], 1), "EUR", new DealRules());
        return (await new FactStore(Database).LoadAsync("hubspot", settings, then, Now)).Coverage.Unseen;
    }
}

public sealed class SightProofOnSqliteTests : SightProofTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class SightProofOnPostgresTests : SightProofTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
