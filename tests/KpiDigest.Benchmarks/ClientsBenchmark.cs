using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using KpiDigest.Crm;
using KpiDigest.Crm.Dynamics;
using KpiDigest.Crm.Pipedrive;
using KpiDigest.Crm.Salesforce;
using KpiDigest.Secrets;

namespace KpiDigest.Benchmarks;

/// <summary>The clients of Salesforce, Pipedrive and Dynamics over full pages of deals, each against HttpClient and generated JSON code over the same bytes. Then the memory of a million deals of each.</summary>
internal static class ClientsBenchmark
{
    private const int Records = 50_000;
    private const double Target = 0.9;
    private const int Million = 1_000_000;
    private const int TargetMebibytes = 300;

    public static async Task RunAsync()
    {
        await SalesforceAsync();
        await PipedriveAsync();
        await DynamicsAsync();
        using var process = Process.GetCurrentProcess();
        var peak = process.PeakWorkingSet64 / 1024 / 1024;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  a million deals of each, page by page: peak memory of this process, kept answers included, {peak} MiB (target {TargetMebibytes}: {(peak <= TargetMebibytes ? "met" : "MISSED")})"));
    }

    private static async Task SalesforceAsync()
    {
        const string next = "/services/data/v66.0/query/01g000000000001-2000";
        using var canned = new CannedPages(CannedPages.Salesforce(SalesforceApi.PageRows));
        var options = Options("Salesforce");
        options.Salesforce = new SalesforceOptions { ConsumerKey = "k", ConsumerSecret = new SecretText("s") };
        using var client = new SalesforceClient(options, TimeProvider.System, canned);
        await client.ConnectAsync(CancellationToken.None);
        await CompareAsync(canned, "Salesforce", SalesforceApi.PageRows, next[1..], PlainSalesforceJson.Default.PlainQuery, p => p.Records.Count, async () => (await client.NextAsync("Opportunity", next, CancellationToken.None)).Records.Count);
    }

    private static async Task PipedriveAsync()
    {
        using var canned = new CannedPages(CannedPages.Pipedrive(PipedriveApi.PageRows));
        using var client = new PipedriveClient(Options("Pipedrive"), TimeProvider.System, canned);
        var list = new PipedriveList(PipedriveApi.Deals) { Cursor = "xyz" };
        await CompareAsync(canned, "Pipedrive", PipedriveApi.PageRows, list.Address, PlainPipedriveJson.Default.PlainDeals, p => p.Data.Count, async () => (await client.PageAsync("deals", list, CancellationToken.None)).Rows.Count);
    }

    private static async Task DynamicsAsync()
    {
        const string place = "api/data/v9.2/opportunities?$skiptoken=1";
        using var canned = new CannedPages(CannedPages.Dynamics(DynamicsApi.PageRows));
        var options = Options("Dynamics");
        options.Dynamics = new DynamicsOptions { TenantId = "t", ClientId = "c", ClientSecret = new SecretText("s") };
        using var client = new DynamicsClient(options, TimeProvider.System, canned);
        await CompareAsync(canned, "Dynamics", DynamicsApi.PageRows, place, PlainODataJson.Default.PlainRows, p => p.Value.Count, async () => (await client.PageAsync("opportunity", place, tracks: false, CancellationToken.None)).Rows.Count);
    }

    private static async Task CompareAsync<T>(CannedPages canned, string crm, int pageRows, string address, JsonTypeInfo<T> type, Func<T, int> count, Func<Task<int>> pageAsync)
    {
        using var http = new HttpClient(canned, disposeHandler: false) { BaseAddress = new Uri("https://crm.example.com/") };
        await SideBySide.RunAsync(
            "deals",
            15,
            new Side("HttpClient + generated System.Text.Json", () => RoundAsync(pageRows, Records, async () => count(await PlainAsync(http, address, type)))),
            new Side($"{crm}Client", () => RoundAsync(pageRows, Records, pageAsync)),
            Target);
        await RoundAsync(pageRows, Million, pageAsync);
    }

    private static async Task<T> PlainAsync<T>(HttpClient http, string address, JsonTypeInfo<T> type)
    {
        using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        return (await response.Content.ReadFromJsonAsync(type))!;
    }

    private static async Task<long> RoundAsync(int pageRows, int records, Func<Task<int>> pageAsync)
    {
        long seen = 0;
        for (var page = 0; page < records / pageRows; page++) seen += await pageAsync();
        return seen;
    }

    private static CrmOptions Options(string kind) => new() { Kind = kind, BaseUrl = "https://crm.example.com", Token = new SecretText("t"), RequestsPerTenSeconds = int.MaxValue };
}
