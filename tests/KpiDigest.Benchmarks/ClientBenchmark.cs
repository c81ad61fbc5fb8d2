using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.HubSpot;
using KpiDigest.DemoCrm;
using KpiDigest.Secrets;

namespace KpiDigest.Benchmarks;

/// <summary>
/// Over 100 pages of deals with history: our client, and our client with its mapper (bytes to facts), each against HttpClient and generated JSON code
/// that makes records of the same pages. Then the memory of a million deals.
/// </summary>
internal static class ClientBenchmark
{
    private const int Pages = 100;
    private const double Target = 0.9;
    private const double FactsTarget = 0.8;
    private const long Million = 1_000_000;
    private const int TargetMebibytes = 300;

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

        var plain = new Side("HttpClient + generated System.Text.Json, records", () => PlainAsync(http, List(tracked, null)));
        await SideBySide.RunAsync("deals", 15, plain, new Side("HubSpotClient, records", () => OursAsync(client, tracked, deals => deals.Count)), Target);
        await SideBySide.RunAsync("deals", 15, plain, new Side("HubSpotClient + HubSpotMapper, facts", () => OursAsync(client, tracked, deals => tracked.ToFacts(deals).Deals.Count)), FactsTarget);
        await MillionAsync(() => OursAsync(client, tracked, deals => tracked.ToFacts(deals).Deals.Count));
    }

    private static async Task MillionAsync(Func<Task<long>> roundAsync)
    {
        long deals = 0;
        while (deals < Million) deals += await roundAsync();
        using var process = Process.GetCurrentProcess();
        var peak = process.PeakWorkingSet64 / 1024 / 1024;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {deals:N0} deals to facts, page by page: peak memory of this process, server and kept answers included, {peak} MiB (target {TargetMebibytes}: {(peak <= TargetMebibytes ? "met" : "MISSED")})"));
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

    private static async Task<long> OursAsync(HubSpotClient client, TrackedObject tracked, Func<IReadOnlyList<ObjectRow>, long> take)
    {
        long records = 0;
        string? after = null;
        for (var page = 0; page < Pages; page++)
        {
            var answer = await client.ListAsync(List(tracked, after), CancellationToken.None);
            records += take(answer.Results);
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
