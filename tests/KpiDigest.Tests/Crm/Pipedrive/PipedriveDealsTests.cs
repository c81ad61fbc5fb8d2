using System.Text.Json.Nodes;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Pipedrive;
using NodaTime;

namespace KpiDigest.Tests.Crm.Pipedrive;

public sealed class PipedriveDealsTests : IDisposable
{
    private const string KindKey = "d4de1c1518b4531717c676029a45911c340390a6";
    private const string MarginKey = "1f2e3d4c5b6a79880716253443526170dead0001";
    private const string RivalsKey = "1f2e3d4c5b6a79880716253443526170dead0002";

    private readonly Pulling _pulling = new();

    public PipedriveDealsTests()
    {
        _pulling.Fake.DealFields.Add(Pulling.Field(KindKey, "Kind of business", "enum", true, (27, "New logo"), (28, "Upsell")));
        _pulling.Fake.DealFields.Add(Pulling.Field(MarginKey, "Gross margin", "monetary"));
        _pulling.Fake.DealFields.Add(Pulling.Field(RivalsKey, "Rivals", "set", true, (3, "Fabrikam"), (5, "Contoso")));
    }

    private FakePipedrive Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task Fields_of_the_company_are_named_as_people_see_them_or_by_key_and_options_by_their_labels()
    {
        (_pulling.Options.Fields.DealKind, _pulling.Options.Fields.Margin, _pulling.Options.Fields.Competitors) = ("kind of business", MarginKey, "Rivals");
        (_pulling.Options.DealKinds["New logo"], _pulling.Options.DealKinds["Upsell"]) = ("New", "Expansion");
        var item = Fake.AddDeal(311, _pulling.Now);
        (item.Custom[KindKey], item.Custom[MarginKey], item.Custom[RivalsKey]) = (28, new JsonObject { ["value"] = 500.25m, ["currency"] = "EUR" }, new JsonArray(5, 3));

        var deal = Assert.Single(await DealsAsync());

        Assert.Equal((DealKind.Expansion, 500.25m, "Contoso;Fabrikam"), (deal.Kind, deal.Margin, string.Join(';', deal.Competitors)));
        Assert.Contains(Fake.Requests, r => r.Contains($"custom_fields={KindKey}%2C{MarginKey}%2C{RivalsKey}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_that_are_not_there_stop_the_sync_all_at_once_with_the_nearest()
    {
        (_pulling.Options.Fields.DealKind, _pulling.Options.Fields.Margin, _pulling.Options.Fields.ChurnedOn, _pulling.Options.AmountField) = ("Kind of busines", "Rivals", "Lost on", "Annual contract valu");

        var e = await Assert.ThrowsAsync<CrmException>(_pulling.OpenAsync);

        Assert.Equal(4, e.Faults.Count);
        Assert.Contains("Crm:Fields:DealKind 'Kind of busines' is no field of deals in Pipedrive; the nearest is 'Kind of business'", e.Faults);
        Assert.Contains(e.Faults, f => f.StartsWith("Crm:Fields:Margin 'Rivals' holds set values", StringComparison.Ordinal));
        Assert.Contains("Crm:AmountField 'Annual contract valu' is no field of deals in Pipedrive; the nearest is 'Annual contract value'", e.Faults);
    }

    [Fact]
    public async Task Of_two_fields_of_one_name_none_is_chosen()
    {
        Fake.DealFields.Add(Pulling.Field("1f2e3d4c5b6a79880716253443526170dead0009", "Gross margin", "monetary"));
        _pulling.Options.Fields.Margin = "Gross margin";

        Assert.Contains("is the name of 2 fields", (await Assert.ThrowsAsync<CrmException>(_pulling.OpenAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_amount_may_be_a_field_of_the_companys_own_with_its_own_currency()
    {
        _pulling.Options.AmountField = "Gross margin";
        Fake.AddDeal(1, _pulling.Now).Set("value", 9m).Set("currency", "EUR").Custom[MarginKey] = new JsonObject { ["value"] = 77.5m, ["currency"] = "USD" };

        var deal = Assert.Single(await DealsAsync());

        Assert.Equal((77.5m, "USD"), (deal.Amount, deal.Currency));
    }

    [Fact]
    public async Task A_closed_deal_stands_in_the_stage_of_its_outcome_from_when_it_was_closed()
    {
        Fake.AddDeal(1, _pulling.Now).Set("status", "won").Set("won_time", "2026-11-18T10:00:00Z").Set("expected_close_date", "2026-12-24");
        Fake.AddDeal(2, _pulling.Now).Set("status", "lost").Set("lost_time", "2026-11-17T10:00:00Z");
        Fake.AddDeal(3, _pulling.Now).Set("expected_close_date", "2026-12-24").Set("lost_reason", "price");

        var deals = await DealsAsync();

        Assert.Equal(["2:won Won 2026-11-18T10:00:00Z", "2:lost Lost 2026-11-17T10:00:00Z", "9 Open 2026-12-24"], deals.Select(d => $"{d.StageId} {d.Status} {d.Close}"));
        Assert.Equal(["", "", ""], deals.Select(d => d.LostReason ?? ""));
    }

    [Fact]
    public async Task The_reason_of_a_loss_counts_for_a_lost_deal_only()
    {
        Fake.AddDeal(1, _pulling.Now).Set("status", "lost").Set("lost_time", "2026-11-17T10:00:00Z").Set("lost_reason", "price");
        Fake.AddDeal(2, _pulling.Now).Set("lost_reason", "price");

        Assert.Equal(["price", null], (await DealsAsync()).Select(d => d.LostReason));
    }

    [Fact]
    public async Task Archived_deals_count_once_they_are_closed_and_an_open_one_is_out_of_the_pipeline()
    {
        Fake.AddDeal(1, _pulling.Now).Set("is_archived", true).Set("status", "won").Set("won_time", "2026-01-18T10:00:00Z");
        Fake.AddDeal(2, _pulling.Now).Set("is_archived", true);
        Fake.AddDeal(3, _pulling.Now);

        Assert.Equal(["3", "1"], (await DealsAsync()).Select(d => d.Id));
    }

    [Fact]
    public async Task A_company_without_stages_of_a_probability_has_none()
    {
        Fake.Pipelines[0]["is_deal_probability_enabled"] = false;

        var stages = (await _pulling.PullAsync()).SelectMany(p => p.Facts.Stages).ToList();

        Assert.Equal(["8 ", "9 ", "2:won 1", "2:lost 0"], stages.Select(s => FormattableString.Invariant($"{s.Id} {s.Probability}")));
    }

    [Fact]
    public async Task An_amount_that_cannot_be_kept_leaves_the_deal_out_and_says_so()
    {
        Fake.AddDeal(1, _pulling.Now).Set("value", 1e18m);
        Fake.AddDeal(2, _pulling.Now).Set("value", 0.1m + 0.2m);

        Assert.Equal(["2 0.3"], (await DealsAsync()).Select(d => FormattableString.Invariant($"{d.Id} {d.Amount}")));
        Assert.Contains(_pulling.Warnings, w => w.Contains("922,337,203,685,477.58", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lead_that_became_a_deal_is_known_by_the_deal_and_its_making_by_its_id()
    {
        Fake.AddDeal(1, _pulling.Now).Set("source_lead_id", "adf21080-0e10-11eb-879b-05d71fb426ec").Set("add_time", "2020-11-02T09:00:00Z").Set("org_id", 41);

        var lead = Assert.Single((await _pulling.PullAsync()).SelectMany(p => p.Facts.Prospects));

        Assert.Equal(("2020-10-14T11:30:36.552Z", Instant.FromUtc(2020, 11, 2, 9, 0), "1", "41"), (lead.Created.ToString(), lead.ConvertedAt, lead.DealIds.Single(), lead.AccountId));
    }

    [Theory]
    [InlineData("35b0d604-7ad4-4f6e-8d19-0a1b2c3d4e5f")]
    [InlineData("no id")]
    public void An_id_of_another_version_says_no_time(string id) => Assert.Null(PipedriveLeads.CreatedBy(id));

    private async Task<List<Deal>> DealsAsync() => [.. (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals)];
}
