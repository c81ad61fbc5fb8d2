using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KpiDigest.DemoCrm;

namespace KpiDigest.Tests.DemoCrm;

/// <summary>A running server and a bare client with its token.</summary>
internal sealed class DemoClient : IAsyncDisposable
{
    private DemoClient(DemoCrmServer server)
    {
        Server = server;
        Http = new HttpClient { BaseAddress = server.BaseUrl };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
    }

    public DemoCrmServer Server { get; }

    public HttpClient Http { get; }

    public static async Task<DemoClient> StartAsync(DemoCrmData? data = null, DemoCrmFaults? faults = null) =>
        new(await DemoCrmServer.StartAsync(data ?? DemoWorld.Data, 0, faults, TestContext.Current.CancellationToken));

    /// <summary>Status and JSON of a GET.</summary>
    public async Task<(int Status, JsonElement Json)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        return await ReadAsync(response);
    }

    /// <summary>Status and JSON of a POST.</summary>
    public async Task<(int Status, JsonElement Json)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return await ReadAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }

    private static async Task<(int Status, JsonElement Json)> ReadAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonDocument.Parse(bytes).RootElement);
    }
}
