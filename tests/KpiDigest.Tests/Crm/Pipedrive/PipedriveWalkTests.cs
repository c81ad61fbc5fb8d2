using System.Text.Json.Nodes;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Pipedrive;
using NodaTime;

namespace KpiDigest.Tests.Crm.Pipedrive;

public sealed class PipedriveWalkTests : IDisposable
{
    private readonly Pulling _pulling = new();

    public PipedriveWalkTests() => _pulling.Options.Pipedrive.HistoryTokensPerDay = 0;

    private FakePipedrive Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task A_window_begins_ten_minutes_before_the_watermark_in_whole_seconds_and_asks_for_deleted_deals_too()
    {
        await _pulling.PullAsync();
        _pulling.Clock.Pass(TimeSpan.FromMinutes(90));
        Fake.Requests.Clear();

        await _pulling.PullAsync();

        Assert.Contains(
            "/api/v2/deals?limit=500&status=open%2Cwon%2Clost%2Cdeleted&updated_since=2026-11-20T07%3A50%3A01Z&updated_until=2026-11-20T09%3A30%3A01Z&sort_by=update_time&sort_direction=asc", Fake.Requests);
    }

    [Fact]
    public async Task A_load_that_was_cut_off_goes_on_at_the_last_stored_time_of_change()
    {
        for (var id = 1; id <= 700; id++) Fake.AddDeal(id, _pulling.Now - Duration.FromDays(30) + Duration.FromMinutes(id));
        await _pulling.PullAsync(stopAfter: p => p.Object == PipedriveApi.DealsName);
        Fake.ForgotPlaces = true;

        var rest = (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals).Select(d => d.Id).ToList();

        Assert.Equal(Enumerable.Range(500, 201).Select(n => $"{n}"), rest);
    }

    [Fact]
    public async Task Only_the_last_page_moves_the_watermark()
    {
        for (var id = 1; id <= 1_100; id++) Fake.AddDeal(id, _pulling.Now - Duration.FromDays(30) + Duration.FromMinutes(id));

        var pages = (await _pulling.PullAsync()).Where(p => p.Object == PipedriveApi.DealsName).ToList();

        Assert.Equal([false, false, true], pages.Select(p => p.Cursor!.Contains("\"w\":", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_deal_that_was_deleted_without_a_new_stamp_is_found_within_a_day()
    {
        Fake.AddDeal(1, _pulling.Now - Duration.FromDays(9));
        await _pulling.PullAsync();
        _pulling.Clock.Pass(TimeSpan.FromHours(25));
        await _pulling.PullAsync();
        Fake.Deals[1].Set("is_deleted", true);
        Fake.Touch();
        _pulling.Clock.Pass(TimeSpan.FromHours(25));

        Assert.Equal([(FactKind.Deal, "1")], (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deleted));
    }

    [Fact]
    public async Task Everything_is_listed_anew_each_week_so_that_what_was_archived_or_deleted_unseen_is_found()
    {
        Fake.AddDeal(1, _pulling.Now - Duration.FromDays(9));
        Fake.AddDeal(2, _pulling.Now - Duration.FromDays(9));
        await _pulling.PullAsync();
        Fake.Deals[1].Set("is_archived", true).Set("status", "won").Set("won_time", "2026-10-01T08:00:00Z");
        Fake.Touch();
        _pulling.Clock.Pass(TimeSpan.FromDays(6));
        Assert.Empty((await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals));
        _pulling.Clock.Pass(TimeSpan.FromDays(1));

        var pages = await _pulling.PullAsync();

        Assert.Equal(["2", "1"], pages.SelectMany(p => p.Facts.Deals).Select(d => d.Id));
        Assert.Equal(
            [("organizations", FactKind.Account), ("deals (archived)", FactKind.Deal), ("leads (archived)", FactKind.Prospect), ("activities", FactKind.Activity)],
            pages.Where(p => p.Cursor is not null).SelectMany(p => (p.Replaces ?? []).Select(k => (p.Object, k))));
    }

    [Fact]
    public async Task A_week_that_was_cut_off_replaces_nothing_and_is_done_again()
    {
        for (var id = 1; id <= 700; id++) Fake.AddDeal(id, _pulling.Now - Duration.FromDays(30) + Duration.FromMinutes(id));
        await _pulling.PullAsync();
        _pulling.Clock.Pass(TimeSpan.FromDays(8));
        await _pulling.PullAsync(stopAfter: p => p.Object == PipedriveApi.DealsName);

        var pages = await _pulling.PullAsync();

        Assert.DoesNotContain(pages, p => p.Replaces?.Contains(FactKind.Deal) == true);
        Assert.Contains(await _pulling.PullAsync(), p => p.Replaces?.Contains(FactKind.Deal) == true);
    }

    [Fact]
    public async Task Leads_of_version_1_are_read_to_the_end_and_none_is_skipped_where_one_vanishes_between_two_pages()
    {
        Fake.LeadRows = 50;
        for (var n = 0; n < 120; n++) Lead(n);
        var leads = new List<string>();
        using var source = _pulling.Source();
        await foreach (var page in source.PullAsync(new Dictionary<string, string>(), full: true, new SilentProgress(), TestContext.Current.CancellationToken))
        {
            leads.AddRange(page.Facts.Prospects.Select(p => p.Id));
            if (page.Facts.Prospects.Count > 0 && leads.Count == 50) Fake.Leads.RemoveRange(0, 5);
        }

        Assert.Equal(120, leads.Distinct().Count());
    }

    [Fact]
    public async Task An_empty_list_of_version_1_is_null_and_an_answer_without_data_is_none()
    {
        Assert.DoesNotContain((await _pulling.PullAsync()).SelectMany(p => p.Facts.Prospects), _ => true);
        Assert.Empty((await _pulling.PullAsync()).SelectMany(p => p.Facts.Reps));
    }

    [Fact]
    public async Task An_organisation_becomes_an_account_with_the_country_of_its_address_and_its_industry_by_name()
    {
        Fake.OrganizationFields.Add(Pulling.Field("industry", "Industry", "enum", false, (2, "Plumbing")));
        Fake.Organizations[41] = new FakeItem(41, _pulling.Now).Set("name", "Fabrikam").Set("add_time", "2024-02-01T08:00:00Z").Set("industry", 2).Set("owner_id", 14)
            .Set("address", new JsonObject { ["value"] = "Main St 1", ["country"] = "Norway" });

        var account = Assert.Single((await _pulling.PullAsync()).SelectMany(p => p.Facts.Accounts));

        Assert.Equal(("Fabrikam", "Norway", "Plumbing", "14"), (account.Name, account.Region, account.Industry, account.OwnerId));
    }

    private void Lead(int number)
    {
        var id = $"adf21080-0e10-11eb-879b-{number:d12}";
        Fake.Leads.Add(new FakeItem(number, _pulling.Now - Duration.FromDays(9) + Duration.FromMinutes(number)).Set("id", id).Set("add_time", "2026-10-14T11:30:36.551Z").Set("source_name", "Web form").Set("is_archived", false)
            .Set("value", new JsonObject { ["amount"] = 5, ["currency"] = "EUR" }));
    }
}
