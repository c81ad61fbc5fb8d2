using System.Net;
using System.Text;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Secrets;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>A world that refuses, lies and breaks off.</summary>
public sealed class HubSpotFaultTests : IDisposable
{
    private readonly Pulling _pulling = new();

    public HubSpotFaultTests()
    {
        for (var id = 1; id <= 120; id++) _pulling.Hub.Deal(id);
    }

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task A_storm_of_429_is_sat_out_ten_seconds_at_a_time()
    {
        var left = 5;
        _pulling.Hub.Instead = r => IsDealList(r) && left-- > 0 ? TooMany("TEN_SECONDLY_ROLLING") : null;

        Assert.Equal(120, Deals(await _pulling.PullAsync()));
        Assert.Equal(5, _pulling.Clock.Waits.Count(w => w == TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_secondly_limit_costs_a_second()
    {
        var left = 2;
        _pulling.Hub.Instead = r => r.Path.EndsWith("/search", StringComparison.Ordinal) && left-- > 0 ? TooMany("SECONDLY") : null;

        Assert.Equal(120, Deals(await _pulling.PullAsync()));
        Assert.True(_pulling.Clock.Waits.Count(w => w == TimeSpan.FromSeconds(1)) >= 2);
    }

    [Theory]
    [InlineData(429, 23)]
    [InlineData(503, 41)]
    [InlineData(477, 77)]
    [InlineData(423, 3)]
    public async Task Retry_after_is_waited_for_exactly(int status, int seconds)
    {
        var left = 1;
        _pulling.Hub.Instead = r => IsDealList(r) && left-- > 0 ? After(Json(status, "{}"), seconds) : null;

        Assert.Equal(120, Deals(await _pulling.PullAsync()));
        Assert.Contains(TimeSpan.FromSeconds(seconds), _pulling.Clock.Waits);
    }

    [Fact]
    public async Task Retry_after_as_a_date_is_waited_for()
    {
        var left = 1;
        _pulling.Hub.Instead = r =>
        {
            if (!IsDealList(r) || left-- <= 0) return null;
            var answer = Json(503, "{}");
            answer.Headers.RetryAfter = new(_pulling.Clock.GetUtcNow().AddSeconds(90));
            return answer;
        };

        Assert.Equal(120, Deals(await _pulling.PullAsync()));
        Assert.Contains(TimeSpan.FromSeconds(90), _pulling.Clock.Waits);
    }

    [Fact]
    public async Task A_wait_of_hours_is_not_sat_out_but_told()
    {
        _pulling.Hub.Instead = r => IsDealList(r) ? After(Json(477, "{}"), 7200) : null;

        var e = await FailsAsync();

        Assert.True(e.IsTransient);
        Assert.Contains("wait until 2026-11-20 10:00:", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_pulling.Clock.Waits, w => w > TimeSpan.FromMinutes(5));
        Assert.Single(_pulling.Hub.Requests, IsDealList);
    }

    [Fact]
    public async Task The_daily_limit_stops_at_once_and_says_when_it_resumes()
    {
        _pulling.Hub.Instead = r => IsDealList(r) ? TooMany("DAILY") : null;

        var e = await FailsAsync();

        Assert.Contains("it resumes at 2026-11-21 00:00 Europe/Berlin", e.Message, StringComparison.Ordinal);
        Assert.Single(_pulling.Hub.Requests, IsDealList);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(521)]
    [InlineData(523)]
    [InlineData(524)]
    public async Task An_outage_passes(int status)
    {
        var left = 3;
        _pulling.Hub.Instead = r => IsDealList(r) && left-- > 0 ? Json(status, "gone") : null;

        Assert.Equal(120, Deals(await _pulling.PullAsync()));
    }

    [Fact]
    public async Task A_lasting_outage_ends_after_the_configured_retries()
    {
        _pulling.Options.Retries = 4;
        _pulling.Hub.Instead = r => IsDealList(r) ? Json(502, "<html>Bad gateway</html>") : null;

        var e = await FailsAsync();

        Assert.True(e.IsTransient);
        Assert.Equal(5, _pulling.Hub.Requests.Count(IsDealList));
        Assert.Contains("GET /crm/objects/2026-09/deals with status 502", e.Message, StringComparison.Ordinal);
        Assert.Contains("<html>Bad gateway</html>", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_is_said_without_showing_it()
    {
        _pulling.Hub.Token = "another";

        var e = await Assert.ThrowsAsync<CrmException>(_pulling.OpenAsync);

        Assert.Contains("put a new one in Crm:Token", e.Message, StringComparison.Ordinal);
        Assert.Contains("EXPIRED_AUTHENTICATION", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeHubSpot.RightToken, e.ToString(), StringComparison.Ordinal);
        Assert.Single(_pulling.Hub.Requests);
        Assert.False(e.IsTransient);
    }

    [Fact]
    public async Task A_token_rotated_in_its_file_takes_effect_in_the_middle_of_a_sync()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "token");
        await File.WriteAllTextAsync(file, FakeHubSpot.RightToken + "\n", TestContext.Current.CancellationToken);
        _pulling.Options.Token = new SecretText("file:" + file);
        var rotated = false;
        // Revoked while the request was under way: the file changes before the answer is read.
        _pulling.Hub.Instead = r =>
        {
            if (!IsDealList(r) || rotated) return null;
            rotated = true;
            _pulling.Hub.Token = "fresh-token";
            File.WriteAllText(file, "fresh-token");
            return null;
        };

        Assert.Equal(120, Deals(await _pulling.PullAsync()));
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        _pulling.Hub.Forbidden["deals"] = "crm.objects.deals.read";

        var e = await Assert.ThrowsAsync<CrmException>(_pulling.OpenAsync);

        Assert.Contains("lacks the scope crm.objects.deals.read", e.Message, StringComparison.Ordinal);
        Assert.Equal(["crm.objects.deals.read"], e.MissingScopes);
    }

    [Fact]
    public async Task Goals_that_the_licence_lacks_are_a_missing_kind_and_no_failure()
    {
        _pulling.Hub.Forbidden["goal_targets"] = "crm.objects.goals.read";

        var pages = await _pulling.PullAsync();

        Assert.Equal(120, Deals(pages));
        Assert.Contains("crm.objects.goals.read", _pulling.Account!.Missing[FactKind.Quota], StringComparison.Ordinal);
        Assert.DoesNotContain(pages, p => p.Replaces?.Contains(FactKind.Quota) ?? false);
    }

    [Fact]
    public async Task Teams_that_the_token_may_not_list_are_taken_from_their_members()
    {
        _pulling.Hub.Forbidden["teams"] = "settings.users.teams.read";
        _pulling.Hub.Owners.Add(new() { ["id"] = "7", ["archived"] = false, ["teams"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["id"] = 31, ["name"] = "DACH", ["primary"] = true }) });

        var pages = await _pulling.PullAsync();

        Assert.Equal([new Team { Id = "31", Name = "DACH" }], pages.SelectMany(p => p.Facts.Teams));
        Assert.Contains(_pulling.Account!.Warnings, w => w.Contains("settings.users.teams.read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"results\":[{\"id\":\"1\",", "application/json", "JSON that cannot be read")]
    [InlineData("<!doctype html><title>Sign in</title>", "text/html", "a web page instead of JSON")]
    [InlineData("", "application/json", "JSON that cannot be read")]
    [InlineData("null", "application/json", "JSON that cannot be read")]
    [InlineData("{\"results\":null}", "application/json", "JSON that cannot be read")]
    public async Task A_broken_page_is_asked_again_and_then_shown(string body, string type, string said)
    {
        _pulling.Hub.Instead = r => IsDealList(r) ? new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, type) } : null;

        var e = await FailsAsync();

        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.Contains("GET /crm/objects/2026-09/deals, status 200", e.Message, StringComparison.Ordinal);
        Assert.Contains($"beginning '{body.Replace("\"1\"", "…", StringComparison.Ordinal)}'", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, _pulling.Hub.Requests.Count(IsDealList));
    }

    [Fact]
    public async Task A_page_that_is_broken_once_does_no_harm()
    {
        var left = 2;
        _pulling.Hub.Instead = r => IsDealList(r) && left-- > 0 ? Json(200, "{\"results\":[{\"id\":") : null;

        Assert.Equal(120, Deals(await _pulling.PullAsync()));
    }

    [Fact]
    public async Task A_token_that_the_server_echoes_is_not_shown()
    {
        _pulling.Hub.Instead = r => IsDealList(r) ? Json(200, $"Bearer {FakeHubSpot.RightToken} is nice") : null;
        var broken = await FailsAsync();
        _pulling.Hub.Instead = r => IsDealList(r) ? Json(400, $$"""{"message":"Bearer {{FakeHubSpot.RightToken}} is bad"}""") : null;
        var refused = await FailsAsync();

        Assert.DoesNotContain(FakeHubSpot.RightToken, broken.ToString() + refused, StringComparison.Ordinal);
        Assert.Contains("Bearer *** is bad", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_made_again()
    {
        var left = 2;
        _pulling.Hub.Instead = r => IsDealList(r) && left-- > 0 ? throw new HttpRequestException("connection reset by peer") : null;

        Assert.Equal(120, Deals(await _pulling.PullAsync()));
    }

    [Fact]
    public async Task A_list_that_names_the_same_page_forever_ends()
    {
        _pulling.Hub.Instead = r => IsDealList(r) ? Json(200, """{"results":[],"paging":{"next":{"after":"5"}}}""") : null;

        Assert.Contains("names the same page again", (await FailsAsync()).Message, StringComparison.Ordinal);
    }

    private async Task<CrmException> FailsAsync() => await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());

    private static bool IsDealList(FakeRequest r) => r.Method == "GET" && r.Path.EndsWith("/objects/2026-09/deals", StringComparison.Ordinal) && r.Query.ContainsKey("propertiesWithHistory");

    private static int Deals(IEnumerable<FactPage> pages) => pages.SelectMany(p => p.Facts.Deals).Select(d => d.Id).Distinct().Count();

    private static HttpResponseMessage Json(int status, string body) => FakeHubSpot.Json((HttpStatusCode)status, body);

    private static HttpResponseMessage TooMany(string policy) => Json(429, $$"""{"status":"error","message":"You have reached your limit.","errorType":"RATE_LIMIT","policyName":"{{policy}}"}""");

    private static HttpResponseMessage After(HttpResponseMessage answer, int seconds)
    {
        answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return answer;
    }
}
