using System.Net;
using KpiDigest.Crm;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>How many requests are made in which time, and what is left to the account's other programs.</summary>
public sealed class HubSpotBudgetTests : IDisposable
{
    private readonly Pulling _pulling = new();

    public HubSpotBudgetTests()
    {
        for (var id = 1; id <= 120; id++) _pulling.Hub.Deal(id);
    }

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task Requests_keep_inside_the_budget_of_ten_seconds()
    {
        _pulling.Options.RequestsPerTenSeconds = 5;
        var at = new List<DateTimeOffset>();
        _pulling.Hub.Afterwards = r =>
        {
            if (!r.Path.EndsWith("/search", StringComparison.Ordinal)) at.Add(_pulling.Clock.GetUtcNow());
        };

        await _pulling.PullAsync();

        Assert.True(at.Count > 15);
        Assert.All(at.Skip(5).Zip(at), pair => Assert.True(pair.First - pair.Second >= TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Searches_keep_inside_their_own_budget_of_a_second_and_leave_the_rest_to_the_accounts_other_programs(int searches)
    {
        _pulling.Options.SearchesPerSecond = searches;
        var at = new List<DateTimeOffset>();
        _pulling.Hub.Afterwards = r =>
        {
            if (r.Path.EndsWith("/search", StringComparison.Ordinal)) at.Add(_pulling.Clock.GetUtcNow());
        };

        await _pulling.PullAsync();

        Assert.Equal(6, at.Count);
        Assert.All(at.Skip(searches).Zip(at), pair => Assert.True(pair.First - pair.Second >= TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Searches_that_other_programs_used_up_are_made_again_a_second_later_and_given_up_with_the_right_setting()
    {
        var left = 3;
        _pulling.Hub.Instead = r => r.Path.EndsWith("/search", StringComparison.Ordinal) && left-- > 0 ? TooMany("SECONDLY") : null;
        var begun = _pulling.Clock.GetUtcNow();
        Assert.Equal(120, (await _pulling.PullAsync()).Sum(p => p.Facts.Deals.Count));
        Assert.True(_pulling.Clock.GetUtcNow() - begun is { TotalSeconds: >= 3 and < 10 });

        _pulling.Hub.Instead = r => r.Path.EndsWith("/search", StringComparison.Ordinal) ? TooMany("SECONDLY") : null;
        Assert.Contains("lower Crm:SearchesPerSecond or try later", (await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync())).Message, StringComparison.Ordinal);
    }

    private static HttpResponseMessage TooMany(string policy) =>
        FakeHubSpot.Json(HttpStatusCode.TooManyRequests, $$"""{"status":"error","message":"You have reached your limit.","errorType":"RATE_LIMIT","policyName":"{{policy}}"}""");
}
