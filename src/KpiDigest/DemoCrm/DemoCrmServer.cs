using System.Net;
using KpiDigest.DemoCrm.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KpiDigest.DemoCrm;

/// <summary>An in-process server on a loopback port that speaks HubSpot's API and refuses what HubSpot would refuse.</summary>
internal sealed class DemoCrmServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DemoCrmServer(WebApplication app, DemoCrmStore store, DemoCrmFaults faults) => (_app, Store, Faults) = (app, store, faults);

    /// <summary>Where it listens.</summary>
    public Uri BaseUrl { get; private set; } = new("http://127.0.0.1");

    /// <summary>The bearer token it accepts; a test may rotate it.</summary>
    public string Token { get; set; } = "demo-crm-token";

    /// <summary>What it serves; tests change records here while it runs.</summary>
    public DemoCrmStore Store { get; }

    /// <summary>What goes wrong, and what was asked.</summary>
    public DemoCrmFaults Faults { get; }

    /// <summary>Keeps answers of lists as bytes until a record changes; for benchmarks, in which serving must cost nothing.</summary>
    public bool CachePages { get; set; }

    /// <summary>Starts serving; port 0 takes a free one.</summary>
    public static async Task<DemoCrmServer> StartAsync(DemoCrmData data, int port, DemoCrmFaults? faults, CancellationToken cancellationToken)
    {
        var app = Build(port);
        var server = new DemoCrmServer(app, new DemoCrmStore(data), faults ?? new DemoCrmFaults());
        var exchange = new DemoExchange(server);
        app.Run(exchange.HandleAsync);
        try
        {
            await app.StartAsync(cancellationToken);
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
            server.BaseUrl = new Uri(addresses!.Addresses.First());
            return server;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        return builder.Build();
    }

    /// <summary>The process belongs to the command that runs it: no signal handling, no start-up lines.</summary>
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
