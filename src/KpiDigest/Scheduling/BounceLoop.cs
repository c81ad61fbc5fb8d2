using KpiDigest.Bounces;
using KpiDigest.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Scheduling;

/// <summary>Reads reports of undelivered mail each minute.</summary>
internal sealed class BounceLoop(BounceIntake intake, TimeProvider clock, ILogger<BounceLoop> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await intake.ReadAllAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogError("The look at the bounces failed and comes again: {Fault}", e is StoreException ? e.Message : e.GetType().Name);
            }

            await Task.Delay(Every, clock, stoppingToken);
        }
    }
}
