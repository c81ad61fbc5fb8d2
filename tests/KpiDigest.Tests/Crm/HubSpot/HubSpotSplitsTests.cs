using KpiDigest.Core.Facts;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>Who shares in a deal's amount.</summary>
public sealed class HubSpotSplitsTests : IDisposable
{
    private readonly Pulling _pulling = new();

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task Deals_without_splits_cost_no_request()
    {
        for (var id = 1; id <= 60; id++) _pulling.Hub.Deal(id);
        await _pulling.PullAsync();

        Assert.Empty(_pulling.Hub.RequestsTo("deal-splits"));
    }

    [Fact]
    public async Task Split_deals_are_asked_for_by_the_page_on_load_and_on_change()
    {
        for (var id = 1; id <= 60; id++) _pulling.Hub.Deal(id);
        Split(3, ("7", "0.6"), ("8", "0.4"));
        Split(4, ("9", "1"));

        var deals = (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals).ToDictionary(d => d.Id);

        Assert.Equal([new DealSplit("7", 60m), new DealSplit("8", 40m)], deals["3"].Splits);
        Assert.Equal([new DealSplit("9", 100m)], deals["4"].Splits);
        Assert.Empty(deals["5"].Splits);
        Assert.Single(_pulling.Hub.RequestsTo("deal-splits"));
        Assert.Equal(_pulling.Progress.RequestsPlanned, _pulling.Progress.RequestsMade);

        _pulling.Clock.Pass(TimeSpan.FromHours(2));
        _pulling.Hub.Splits[3] = [("7", "0.5"), ("8", "0.5")];
        _pulling.Hub["deals", 3].Set("amount", "5", _pulling.Clock.GetUtcNow().AddMinutes(-20));
        Assert.Equal([new DealSplit("7", 50m), new DealSplit("8", 50m)], (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals).Single().Splits);
    }

    [Fact]
    public async Task A_token_that_may_not_read_them_leaves_the_owner_the_whole_amount_and_says_so()
    {
        for (var id = 1; id <= 120; id++) Split(id, ("7", "0.6"), ("8", "0.4"));
        _pulling.Hub.Forbidden["deal-splits"] = "crm.dealsplits.read_write";

        var deals = (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals).ToList();

        Assert.All(deals, d => Assert.Empty(d.Splits));
        Assert.Contains("crm.dealsplits.read_write", Assert.Single(_pulling.Warnings), StringComparison.Ordinal);
        Assert.Single(_pulling.Hub.RequestsTo("deal-splits"));
    }

    [Fact]
    public async Task A_share_that_cannot_be_read_is_noted()
    {
        Split(1, ("7", "60 %"), ("8", "0.4"));

        Assert.Equal([new DealSplit("8", 40m)], (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals).Single().Splits);
        Assert.Contains("hs_deal_split_percentage", Assert.Single(_pulling.Warnings), StringComparison.Ordinal);
    }

    private void Split(long id, params (string Owner, string Share)[] shares)
    {
        _pulling.Hub.Deal(id).Set("hs_deal_split_added", "true");
        _pulling.Hub.Splits[id] = shares;
    }
}
