using KpiDigest.Configuration;
using KpiDigest.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Health;

/// <summary>
/// <c>/healthz</c>: the process answers. <c>/readyz</c>: the database answers and nothing is late. Listens only where
/// <c>Service:HealthUrl</c> says so.
/// </summary>
internal sealed class HealthServer(Readiness readiness, CurrentSettings current) : IHostedService
{
    private WebApplication? _app;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (current.Now.Options.Service.HealthUrl is not { Length: > 0 } url) return;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        _app = builder.Build();
        _app.MapGet("/healthz", () => "ok");
        _app.MapGet("/readyz", ReadyAsync);
        await _app.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is null) return;
        await _app.StopAsync(cancellationToken);
        await _app.DisposeAsync();
    }

    private async Task<IResult> ReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await readiness.FaultAsync(cancellationToken) is { } fault ? Degraded(fault) : Results.Text("ready");
        }
        catch (StoreException e)
        {
            return Degraded(e.Message);
        }
    }

    private static IResult Degraded(string why) => Results.Text("degraded: " + why, statusCode: StatusCodes.Status503ServiceUnavailable);
}
