using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.HubSpot;
using NodaTime;

namespace KpiDigest.Tests.Crm.HubSpot;

public sealed class HubSpotSourceTests : IDisposable
{
    private readonly Pulling _pulling = new();

    private FakeHubSpot Hub => _pulling.Hub;

    private ImpatientClock Clock => _pulling.Clock;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task First_load_reads_deals_with_history_company_and_status()
    {
        var won = Hub.Deal(901, "contractsent", "12500.50").With("companies", 55002, 55001);
        won.Set("dealstage", "closedwon", At("2026-11-12T10:02:11.450Z")).Set("hs_is_closed", "true").Set("hs_is_closed_won", "true").Set("dealtype", "existingbusiness");

        var facts = await _pulling.PullAsync();

        var deal = Assert.Single(facts.SelectMany(p => p.Facts.Deals));
        Assert.Equal(("901", "Deal 901", "55002", "7"), (deal.Id, deal.Name, deal.AccountId, deal.OwnerId));
        Assert.Equal((DealStatus.Won, 12500.5m, DealKind.Expansion), (deal.Status, deal.Amount, deal.Kind));
        Assert.Equal(Instant.FromUtc(2026, 12, 18, 16, 0), deal.Close!.Value.At);
        Assert.Equal(
            [
                new DealChange("901", DealField.Stage, Instant.FromUnixTimeMilliseconds(1794477731450), "closedwon"),
                new DealChange("901", DealField.Stage, Instant.FromUtc(2026, 1, 5, 9, 0), "contractsent"),
            ],
            facts.SelectMany(p => p.Facts.Changes).Where(c => c.Field == DealField.Stage));
        Assert.Contains(new DealChange("901", DealField.Amount, Instant.FromUtc(2026, 1, 5, 9, 0), "12500.5"), facts.SelectMany(p => p.Facts.Changes));
        Assert.Contains(new DealChange("901", DealField.Close, Instant.FromUtc(2026, 1, 5, 9, 0), "2026-12-18T16:00:00Z"), facts.SelectMany(p => p.Facts.Changes));
    }

    [Fact]
    public async Task A_change_after_the_first_load_comes_with_its_history_and_company()
    {
        for (var id = 1; id <= 120; id++) Hub.Deal(id);
        await _pulling.PullAsync();
        Clock.Pass(TimeSpan.FromHours(1));
        Hub["deals", 77].Set("dealstage", "contractsent", Clock.GetUtcNow().AddMinutes(-20)).With("companies", 55001);

        var facts = await _pulling.PullAsync();

        var deal = Assert.Single(facts.SelectMany(p => p.Facts.Deals));
        Assert.Equal(("77", "contractsent", "55001"), (deal.Id, deal.StageId, deal.AccountId));
        Assert.Equal(2, facts.SelectMany(p => p.Facts.Changes).Count(c => c.Field == DealField.Stage));
        Assert.Equal(3, Hub.Requests.Count(r => r.Method == "GET" && r.Path.EndsWith("/deals", StringComparison.Ordinal) && r.Query.ContainsKey("propertiesWithHistory")));
    }

    [Fact]
    public async Task The_watermark_never_passes_what_was_read()
    {
        for (var id = 1; id <= 60; id++) Hub.Deal(id);
        var began = Clock.GetUtcNow();
        // While page two is under way, a deal of page one changes.
        Hub.Afterwards = request =>
        {
            if (!request.Query.TryGetValue("after", out _) || !request.Query.ContainsKey("propertiesWithHistory")) return;
            Clock.Pass(TimeSpan.FromMinutes(30));
            Hub["deals", 1].Set("amount", "7777", Clock.GetUtcNow());
        };
        var first = await _pulling.PullAsync();
        Hub.Afterwards = static _ => { };
        Clock.Pass(TimeSpan.FromMinutes(1));
        var cursor = WalkCursor.Read(_pulling.Cursors["deals"], new HubSpotMapping(_pulling.Options).Fingerprint);

        Assert.True(cursor!.Watermark < began.AddMinutes(1).ToUnixTimeMilliseconds());
        Assert.DoesNotContain(first.SelectMany(p => p.Facts.Deals), d => d.Amount == 7777m);
        Assert.Contains((await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals), d => d.Amount == 7777m);
    }

    [Fact]
    public async Task Only_the_last_page_of_a_load_or_window_moves_the_watermark()
    {
        for (var id = 1; id <= 450; id++) Hub.Deal(id);
        var load = await _pulling.PullAsync();
        Clock.Pass(TimeSpan.FromHours(3));
        for (var id = 1; id <= 450; id++) Hub["deals", id].Set("amount", "5", Clock.GetUtcNow().AddMinutes(-30));
        var window = await _pulling.PullAsync();

        Assert.Equal([.. Enumerable.Repeat<bool>(false, 8), true], load.Where(p => p.Object == "deals").Select(p => Cursor(p).Load is null));
        var before = Cursor(load.Last(p => p.Object == "deals")).Watermark;
        var after = window.Where(p => p.Object == "deals").Select(p => Cursor(p)).ToList();
        Assert.Equal(3, after.Count);
        Assert.All(after.SkipLast(1), c => Assert.Equal(before, c.Watermark));
        Assert.True(after[^1].Watermark > before);
    }

    [Fact]
    public async Task A_write_that_the_search_index_showed_late_is_found_by_the_overlap()
    {
        Hub.Deal(1);
        await _pulling.PullAsync();
        Clock.Pass(TimeSpan.FromMinutes(15));
        await _pulling.PullAsync();
        // Stamped inside the window that is already read, but visible only now.
        Hub.Deal(2, at: Clock.GetUtcNow().AddMinutes(-5));
        Clock.Pass(TimeSpan.FromMinutes(15));

        Assert.Contains((await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals), d => d.Id == "2");
    }

    [Fact]
    public async Task A_window_of_more_than_ten_thousand_is_walked_by_id()
    {
        Hub.Deal(1);
        await _pulling.PullAsync();
        Clock.Pass(TimeSpan.FromHours(1));
        var at = Clock.GetUtcNow().AddMinutes(-20);
        for (var id = 2; id <= 10_501; id++) Hub.Add("meetings", id, at).Set("hs_timestamp", "2026-11-20T08:00:00Z", at);

        var facts = await _pulling.PullAsync();

        Assert.Equal(10_500, facts.SelectMany(p => p.Facts.Activities).Select(a => a.Id).Distinct().Count());
        Assert.All(Hub.RequestsTo("/search").Where(r => r.Body!["limit"]!.GetValue<int>() > 1), r => Assert.Equal("0", r.Body!["after"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Nothing_changed_costs_few_requests_and_brings_no_deal()
    {
        for (var id = 1; id <= 500; id++) Hub.Deal(id);
        await _pulling.PullAsync();
        Clock.Pass(TimeSpan.FromHours(2));
        await _pulling.PullAsync();
        Hub.Requests.Clear();
        Clock.Pass(TimeSpan.FromHours(2));

        var facts = await _pulling.PullAsync();

        Assert.Empty(facts.SelectMany(p => p.Facts.Deals));
        Assert.InRange(Hub.Requests.Count, 1, 20);
    }

    [Fact]
    public async Task Archived_records_come_as_deletions_once_a_day_and_on_a_full_sync()
    {
        Hub.Deal(1);
        Hub.Deal(2);
        Hub.Add("calls", 9).Set("hs_timestamp", "2026-11-01T08:00:00Z");
        await _pulling.PullAsync();
        Hub["deals", 2].Archived = true;
        Hub["calls", 9].Archived = true;

        var deletions = Deleted(await _pulling.PullAsync());

        Assert.Contains((FactKind.Deal, "2"), deletions);
        Assert.Contains((FactKind.Activity, "call:9"), deletions);
        Assert.Empty(Deleted(await _pulling.PullAsync()));
        Clock.Pass(TimeSpan.FromHours(25));
        Assert.Contains((FactKind.Deal, "2"), Deleted(await _pulling.PullAsync()));
        Assert.Contains((FactKind.Deal, "2"), Deleted(await _pulling.PullAsync(full: true)));
    }

    [Theory]
    [InlineData(79, false)]
    [InlineData(81, true)]
    public async Task Where_deletions_may_be_forgotten_everything_is_listed_again(int days, bool listed)
    {
        Hub.Deal(1);
        Hub.Deal(2);
        await _pulling.PullAsync();
        await _pulling.PullAsync();
        Hub.Remove("deals", 2);
        Clock.Pass(TimeSpan.FromDays(days));

        var deals = (await _pulling.PullAsync()).Where(p => p.Object == "deals").ToList();

        Assert.Equal(listed ? ["1"] : [], Ids(deals));
        Assert.Equal(listed, deals[^1].Replaces?.Contains(FactKind.Deal) == true);
    }

    [Fact]
    public async Task The_loser_of_a_merge_is_deleted_and_the_survivor_counted_once()
    {
        Hub.Deal(1);
        Hub.Deal(2);
        await _pulling.PullAsync();
        Clock.Pass(TimeSpan.FromHours(1));
        Hub.Merge("deals", 1, 2, Clock.GetUtcNow().AddMinutes(-20));

        var facts = await _pulling.PullAsync();

        Assert.Contains((FactKind.Deal, "1"), Deleted(facts));
        Assert.Equal(["2"], facts.SelectMany(p => p.Facts.Deals).Select(d => d.Id));
    }

    [Fact]
    public async Task Leavers_stay_reps_and_the_last_page_replaces_the_list()
    {
        Hub.Owners.Add(new() { ["id"] = "7", ["firstName"] = "Ana", ["lastName"] = "Ruiz", ["email"] = "ana@example.test", ["archived"] = false, ["teams"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["id"] = "31", ["name"] = "DACH", ["primary"] = true }) });
        Hub.Owners.Add(new() { ["id"] = "8", ["firstName"] = "Bo", ["lastName"] = "", ["email"] = "bo@example.test", ["archived"] = true });

        var pages = (await _pulling.PullAsync()).Where(p => p.Object == "owners").ToList();

        Assert.Equal(
            [new Rep { Id = "7", Name = "Ana Ruiz", Email = "ana@example.test", TeamId = "31" }, new Rep { Id = "8", Name = "Bo", Email = "bo@example.test", Active = false }],
            pages.SelectMany(p => p.Facts.Reps));
        Assert.Null(pages[0].Replaces);
        Assert.Equal([FactKind.Rep], pages[^1].Replaces);
    }

    [Fact]
    public async Task A_load_that_was_cut_off_goes_on_where_it_stopped_and_then_catches_up()
    {
        for (var id = 1; id <= 300; id++) Hub.Deal(id);
        var stored = await _pulling.PullAsync(stopAfter: p => p.Object == "deals" && p.Facts.Deals[0].Id == "101");
        Clock.Pass(TimeSpan.FromHours(5));
        Hub["deals", 3].Set("amount", "31", Clock.GetUtcNow().AddHours(-1));
        Hub.Requests.Clear();

        var rest = await _pulling.PullAsync();

        Assert.Equal(Enumerable.Range(1, 150).Select(i => $"{i}"), Ids(stored));
        Assert.Equal([.. Enumerable.Range(151, 150).Select(i => $"{i}"), "3"], Ids(rest));
        Assert.All(rest.Where(p => p.Object == "deals"), p => Assert.Null(p.Replaces));
    }

    [Fact]
    public async Task A_window_that_was_cut_off_goes_on_where_it_stopped()
    {
        for (var id = 1; id <= 450; id++) Hub.Deal(id);
        await _pulling.PullAsync();
        Clock.Pass(TimeSpan.FromHours(3));
        for (var id = 1; id <= 450; id++) Hub["deals", id].Set("amount", "5", Clock.GetUtcNow().AddMinutes(-30));
        await _pulling.PullAsync(stopAfter: p => p.Object == "deals" && p.Facts.Deals.Count > 0);
        Clock.Pass(TimeSpan.FromHours(3));

        Assert.Equal(Enumerable.Range(201, 250).Select(i => $"{i}"), Ids(await _pulling.PullAsync()));
    }

    [Fact]
    public async Task Other_meanings_in_the_configuration_load_everything_again()
    {
        Hub.Deal(1).Set("hs_acv", "250");
        await _pulling.PullAsync();
        _pulling.Options.AmountField = "hs_acv";

        Assert.Equal([250m], (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals).Select(d => d.Amount));
    }

    [Fact]
    public async Task Requests_made_are_the_requests_planned()
    {
        for (var id = 1; id <= 450; id++) Hub.Deal(id);
        await _pulling.PullAsync();
        Assert.Equal(Hub.Requests.Count, _pulling.Progress.RequestsMade);
        Assert.Equal(_pulling.Progress.RequestsPlanned, _pulling.Progress.RequestsMade);
        Clock.Pass(TimeSpan.FromHours(3));
        for (var id = 1; id <= 450; id++) Hub["deals", id].Set("amount", "5", Clock.GetUtcNow().AddMinutes(-30));
        for (var id = 1; id <= 250; id++) Hub.Add("meetings", id, Clock.GetUtcNow().AddMinutes(-30)).Set("hs_timestamp", "2026-11-01T08:00:00Z");
        await _pulling.PullAsync();

        Assert.Equal(6, Hub.RequestsTo("/associations/2026-09/meetings/").Count());
        Assert.Equal(Hub.Requests.Count, _pulling.Progress.RequestsMade);
        Assert.Equal(_pulling.Progress.RequestsPlanned, _pulling.Progress.RequestsMade);
    }

    [Fact]
    public async Task An_empty_answer_is_an_error_and_never_an_empty_list()
    {
        Hub.Deal(1);
        Hub.Instead = r => r.Method == "GET" && r.Path.EndsWith("/deals", StringComparison.Ordinal) && r.Query.ContainsKey("propertiesWithHistory") ? FakeHubSpot.Json(System.Net.HttpStatusCode.OK, "{}") : null;

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());

        Assert.Contains("results", e.Message, StringComparison.Ordinal);
    }

    private WalkCursor Cursor(FactPage page) => WalkCursor.Read(page.Cursor, new HubSpotMapping(_pulling.Options).Fingerprint)!;

    private static List<string> Ids(IEnumerable<FactPage> pages) => [.. pages.SelectMany(p => p.Facts.Deals).Select(d => d.Id)];

    private static List<(FactKind, string)> Deleted(IEnumerable<FactPage> pages) => [.. pages.SelectMany(p => p.Facts.Deleted)];

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
