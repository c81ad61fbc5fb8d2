using System.Text;
using System.Text.Json;
using KpiDigest.DemoCrm;

namespace KpiDigest.Tests.DemoCrm;

public sealed class FaultTests
{
    private const string Deals = "/crm/objects/2026-09/deals";

    [Fact]
    public async Task The_request_of_a_number_goes_wrong_and_no_other()
    {
        var faults = new DemoCrmFaults();
        faults.FailAt(2, DemoFault.Html(502));
        await using var demo = await DemoClient.StartAsync(faults: faults);
        Assert.Equal(200, (await demo.GetAsync(Deals)).Status);
        using (var response = await demo.Http.GetAsync(Deals, TestContext.Current.CancellationToken))
        {
            Assert.Equal((502, "text/html"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        }

        Assert.Equal(200, (await demo.GetAsync(Deals)).Status);
        Assert.Equal((3, Deals), (faults.RequestCount, faults.Requests[1].Path));
    }

    [Fact]
    public async Task A_storm_ends_after_its_number_and_may_say_when_to_come_back()
    {
        var faults = new DemoCrmFaults();
        faults.Storm(2, "DAILY", retryAfterSeconds: 7);
        await using var demo = await DemoClient.StartAsync(faults: faults);
        for (var i = 0; i < 2; i++)
        {
            using var response = await demo.Http.GetAsync(Deals, TestContext.Current.CancellationToken);
            Assert.Equal((429, TimeSpan.FromSeconds(7)), ((int)response.StatusCode, response.Headers.RetryAfter!.Delta));
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal("DAILY", body.RootElement.GetProperty("policyName").GetString());
        }

        Assert.Equal(200, (await demo.GetAsync(Deals)).Status);
    }

    [Fact]
    public async Task Broken_json_ends_in_the_middle_of_a_complete_answer()
    {
        var faults = new DemoCrmFaults();
        faults.FailNext(DemoFault.BrokenJson());
        await using var demo = await DemoClient.StartAsync(faults: faults);
        var text = await demo.Http.GetStringAsync(Deals, TestContext.Current.CancellationToken);
        Assert.StartsWith("{\"results\"", text);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public async Task A_cut_connection_is_an_error_of_transport(double share)
    {
        var faults = new DemoCrmFaults();
        faults.FailNext(DemoFault.Cut(share));
        await using var demo = await DemoClient.StartAsync(faults: faults);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => demo.Http.GetStringAsync(Deals, TestContext.Current.CancellationToken));
        Assert.Equal(200, (await demo.GetAsync(Deals)).Status);
    }

    [Fact]
    public async Task A_hook_sees_the_body_and_may_alter_the_answer()
    {
        string? seen = null;
        var faults = new DemoCrmFaults
        {
            OnRequest = r =>
            {
                seen = r.Body;
                return r.Path.EndsWith("/search", StringComparison.Ordinal) ? DemoFault.Altered(_ => Encoding.UTF8.GetBytes("""{"total":0,"results":[]}""")) : null;
            },
        };
        await using var demo = await DemoClient.StartAsync(faults: faults);
        var (_, page) = await demo.PostAsync(Deals + "/search", SearchTests.Body());
        Assert.Equal((0, SearchTests.Body()), (page.GetProperty("total").GetInt32(), seen));
    }

    [Fact]
    public async Task A_rotated_token_leaves_the_old_one_useless()
    {
        await using var demo = await DemoClient.StartAsync();
        demo.Server.Token = "another";
        Assert.Equal(401, (await demo.GetAsync(Deals)).Status);
        demo.Http.DefaultRequestHeaders.Authorization = new("Bearer", "another");
        Assert.Equal(200, (await demo.GetAsync(Deals)).Status);
    }
}
