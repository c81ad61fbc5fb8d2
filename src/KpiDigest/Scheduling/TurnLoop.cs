using KpiDigest.Bounces;
using KpiDigest.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Scheduling;

/// <summary>Something small that each worker does again and again; a turn that fails is said and comes again.</summary>
internal abstract class TurnLoop(string what, TimeSpan every, TimeProvider clock, ILogger log) : BackgroundService
{
    protected abstract Task TurnAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(stoppingToken);
            await Task.Delay(every, clock, stoppingToken);
        }
    }

    // Only our own messages are known to hold no address.
    protected async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await TurnAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            log.LogError("{What} failed and comes again: {Fault}", what, e is StoreException or BounceBoxException ? e.Message : e.GetType().Name);
        }
    }
}
