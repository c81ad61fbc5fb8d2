using System.Net.Http.Json;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.HubSpot;
using KpiDigest.DemoCrm;
using KpiDigest.Secrets;

namespace KpiDigest.Benchmarks;

/// <summary>
/// Bytes → facts: our client and mapper over 100 pages of deals with history, against HttpClient and generated JSON code that only makes records of
/// the same pages.
/// </summary>
internal static class ClientBenchmark
{
    private const int Pages = 100;
    private const double Target = 0.8;

    public static async Task RunAsync()
    {
        await using var server = await DemoCrmServer.StartAsync(DemoCompany.Generate(), 0, null, CancellationToken.None);
        using var replay = new ReplayHandler(server.Token);
        var options = Unlimited(server);
        var mapping = new HubSpotMapping(options);
        var deals = new HubSpotMapper(mapping).Deals;
        using var client = new HubSpotClient(options, TimeProvider.System, replay);
        using var http = new HttpClient(replay, disposeHandler: false) { BaseAddress = server.BaseUrl };
        var tracked = new TrackedObject(HubSpotApi.Deals, FactKind.Deal)
        {
            Properties = deals.Properties,
            History = deals.History,
            Associations = [HubSpotApi.Companies],
            Map = deals.Map,
        };

        await SideBySide.RunAsync(
            "deals",
            rounds: 15,
            new Side("HttpClient + generated System.Text.Json, records only", () => PlainAsync(http, List(tracked, null))),
            new Side("HubSpotClient + HubSpotMapper, facts", () => OursAsync(client, tracked)),
            Target);
    }

    /// <summary>A connection without the budget that HubSpot asks for, which would be all that is measured.</summary>
    public static CrmOptions Unlimited(DemoCrmServer server) => new()
    {
        Kind = "HubSpot",
        BaseUrl = server.BaseUrl.ToString(),
        Token = new SecretText(server.Token),
        RequestsPerTenSeconds = int.MaxValue,
    };

    private static async Task<long> PlainAsync(HttpClient http, ListRequest first)
    {
        long records = 0;
        var list = first;
        for (var page = 0; page < Pages; page++)
        {
            using var response = await http.GetAsync(HubSpotApi.List(list.ObjectType) + list.Query, HttpCompletionOption.ResponseHeadersRead);
            var answer = (await response.Content.ReadFromJsonAsync(PlainJson.Default.PlainPage))!;
            records += answer.Results.Count;
            if (answer.Paging?.Next?.After is not { } after)
                break;
            list = list with { After = after };
        }

        return records;
    }

    private static async Task<long> OursAsync(HubSpotClient client, TrackedObject tracked)
    {
        long records = 0;
        string? after = null;
        for (var page = 0; page < Pages; page++)
        {
            var answer = await client.ListAsync(List(tracked, after), CancellationToken.None);
            records += tracked.ToFacts(answer.Results).Deals.Count;
            after = answer.Next;
            if (after is null)
                break;
        }

        return records;
    }

    private static ListRequest List(TrackedObject tracked, string? after) => new(tracked.Name, tracked.ListLimit)
    {
        After = after,
        Properties = tracked.Properties,
        History = tracked.History,
        Associations = tracked.Associations,
    };
}
