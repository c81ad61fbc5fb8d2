using System.Net;
using KpiDigest.Core.Facts;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>What is read by id because a list cannot or does not say it.</summary>
public sealed class HubSpotByIdTests : IDisposable
{
    private readonly Pulling _pulling = new();

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task Properties_that_make_the_address_too_long_are_asked_for_in_a_body_and_the_facts_are_the_same()
    {
        for (var id = 1; id <= 120; id++) _pulling.Hub.Deal(id).With("companies", 55_000 + id);
        var usual = await FactsAsync();
        _pulling.Hub.Requests.Clear();
        _pulling.Cursors.Clear();
        _pulling.Hub.Instead = r => r.Query.ContainsKey("propertiesWithHistory") ? FakeHubSpot.Json(HttpStatusCode.RequestUriTooLong, "") : null;

        var byId = await FactsAsync();

        Assert.Equal(usual, byId);
        Assert.Equal([50, 50, 20], _pulling.Hub.RequestsTo("/deals/batch/read").Select(r => r.Body!["inputs"]!.AsArray().Count));
        Assert.Single(_pulling.Hub.Requests, r => r.Query.ContainsKey("propertiesWithHistory"));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Companies_of_changed_deals_are_found_however_the_answer_writes_ids_and_deals_without_any(bool text, bool named)
    {
        (_pulling.Hub.TextIds, _pulling.Hub.NamesLonely) = (text, named);
        _pulling.Hub.Deal(1).With("companies", 55_001);
        _pulling.Hub.Deal(2);
        await _pulling.PullAsync();
        _pulling.Clock.Pass(TimeSpan.FromHours(1));
        for (var id = 1; id <= 2; id++) _pulling.Hub["deals", id].Set("amount", "77", _pulling.Clock.GetUtcNow().AddMinutes(-20));

        var deals = (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals).OrderBy(d => d.Id).Select(d => (d.Id, d.AccountId));

        Assert.Equal([("1", "55001"), ("2", null)], deals);
    }

    [Theory]
    [InlineData("deals")]
    [InlineData("companies")]
    [InlineData("meetings")]
    public async Task What_was_restored_comes_back_with_the_next_look_at_the_deleted_although_it_does_not_count_as_changed(string objectType)
    {
        Some(objectType, 1).Archived = true;
        Some(objectType, 2);
        await _pulling.PullAsync();
        Next();
        Assert.Contains(await PulledAsync(), f => f.Deleted.Any(d => d.Id.EndsWith('1')));
        Next();
        _pulling.Hub[objectType, 1].Archived = false;

        var again = await PulledAsync();

        Assert.Equal(1, again.Sum(f => f.Deals.Count + f.Accounts.Count + f.Activities.Count));
        Assert.Empty(again.SelectMany(f => f.Deleted));
        Next();
        Assert.Equal(0, (await PulledAsync()).Sum(f => f.Count));
    }

    [Fact]
    public async Task What_is_gone_for_good_is_asked_for_once()
    {
        _pulling.Hub.Deal(1).Archived = true;
        _pulling.Hub.Deal(2);
        await _pulling.PullAsync();
        Next();
        await PulledAsync();
        Next();
        _pulling.Hub.Remove("deals", 1);

        Assert.Equal(0, (await PulledAsync()).Sum(f => f.Count));
        Assert.Single(_pulling.Hub.RequestsTo("/deals/batch/read"));
        Next();
        await PulledAsync();
        Assert.Single(_pulling.Hub.RequestsTo("/deals/batch/read"));
    }

    [Fact]
    public async Task A_cursor_of_an_earlier_version_is_understood()
    {
        _pulling.Hub.Deal(1);
        await _pulling.PullAsync();
        _pulling.Cursors["deals (archived)"] = _pulling.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        _pulling.Hub.Requests.Clear();
        await _pulling.PullAsync();
        Assert.DoesNotContain(_pulling.Hub.Requests, r => r.Path.EndsWith("/deals", StringComparison.Ordinal) && r.Query.GetValueOrDefault("archived") == "true");
    }

    private FakeObject Some(string objectType, long id) => objectType switch
    {
        "deals" => _pulling.Hub.Deal(id),
        "companies" => _pulling.Hub.Add(objectType, id).Set("name", "Acme"),
        _ => _pulling.Hub.Add(objectType, id).Set("hs_timestamp", "2026-02-01T08:00:00Z"),
    };

    /// <summary>A day on, far enough from all changes that no window sees them again.</summary>
    private void Next() => _pulling.Clock.Pass(TimeSpan.FromHours(25));

    private async Task<List<FactBatch>> PulledAsync()
    {
        var pages = await _pulling.PullAsync();
        return [.. pages.Where(p => p.Object is not ("owners" or "teams" or "pipelines" or "goal_targets")).Select(p => p.Facts)];
    }

    private async Task<string> FactsAsync()
    {
        var facts = (await _pulling.PullAsync()).Select(p => p.Facts).ToList();
        return string.Join('\n', facts.SelectMany(f => f.Deals).Select(d => $"{d.Id} {d.Name} {d.AccountId} {d.Amount} {d.StageId}").Concat(facts.SelectMany(f => f.Changes).Select(c => c.ToString())));
    }
}
