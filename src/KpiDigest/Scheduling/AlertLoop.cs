using KpiDigest.Alerts;
using KpiDigest.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace KpiDigest.Scheduling;

/// <summary>Looks every minute whether something needs the admin and tells it once, whatever the number of workers; beats while nothing does.</summary>
internal sealed class AlertLoop(Watch watch, AlertSender sender, Database database, TimeProvider clock, ILogger<AlertLoop> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private const int BeatEvery = 5;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        for (var turn = 0; !stoppingToken.IsCancellationRequested; turn++)
        {
            try
            {
                await LookAsync(turn % BeatEvery == 0, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogError("The look at what needs the admin failed and comes again: {Fault}", e is StoreException ? e.Message : e.GetType().Name);
            }

            await Task.Delay(Every, clock, stoppingToken);
        }
    }

    private async Task LookAsync(bool beat, CancellationToken cancellationToken)
    {
        var matters = await watch.LookAsync(cancellationToken);
        await using (await database.LockAsync("alerts", cancellationToken))
            await sender.TellAsync(matters, Instant.FromDateTimeOffset(clock.GetUtcNow()), cancellationToken);
        if (beat && matters.All(m => m.Key != "late")) await sender.BeatAsync(cancellationToken);
    }
}
