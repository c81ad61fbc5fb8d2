using KpiDigest.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Scheduling;

/// <summary>Beats, so that a database that was put back to an earlier state is told, at the next start or under a running worker. Beats a last time when it stops.</summary>
internal sealed class HeartbeatLoop(RestoreWatch watch, TimeProvider clock, ILogger<HeartbeatLoop> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await BeatAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, clock, stoppingToken);
            await BeatAsync(stoppingToken);
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await watch.BeatAsync(cancellationToken) is { } doubt) log.LogError("Nothing is sent: {Doubt} To go on: kpidigest outbox accept", doubt);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError("The sign of life could not be given and is tried again: {Fault}", e is StoreException ? e.Message : e.GetType().Name);
        }
    }
}
