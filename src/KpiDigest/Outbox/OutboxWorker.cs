using KpiDigest.Delivery;
using KpiDigest.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Outbox;

/// <summary>
/// The loop around the dispatcher: as many lanes as the channel may have connections, and a sweep. A lane asks again at once while
/// there is mail, else after a pause. Stopping gives back what has not passed the fence.
/// </summary>
internal sealed class OutboxWorker(OutboxDispatcher dispatcher, OutboxStore store, MailOptions options, TimeProvider time, ILogger<OutboxWorker> log) : BackgroundService
{
    /// <summary>How long an idle lane waits before it asks again.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>How often ended leases are looked for.</summary>
    public static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lanes = Enumerable.Range(0, options.Connections).Select(_ => RepeatAsync("delivery", DeliverAllAsync, stoppingToken));
        return Task.WhenAll(lanes.Append(RepeatAsync("the sweep", SweepAsync, stoppingToken)));
    }

    private async Task DeliverAllAsync(CancellationToken cancellationToken)
    {
        await dispatcher.DeliverAllAsync(cancellationToken);
        await Task.Delay(Poll, time, cancellationToken);
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var (released, unknown, expired) = await store.SweepAsync(options.OnUnknown == OnUnknown.ResendOnce, cancellationToken);
        if (released + unknown + expired > 0)
        {
            log.Log(unknown + expired > 0 ? LogLevel.Warning : LogLevel.Information, "Swept: {Released} released, {Unknown} unknown, {Expired} expired", released, unknown, expired);
        }

        await Task.Delay(SweepEvery, time, cancellationToken);
    }

    // The worker's border: nothing that fails ends the loop.
    private async Task RepeatAsync(string what, Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError("{What} failed and goes on in {Pause} s: {Fault}", what, AfterFault.TotalSeconds, Describe(e));
                await PauseAsync(stoppingToken);
            }
        }
    }

    private async Task PauseAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(AfterFault, time, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping is what ends the loop.
        }
    }

    // Only our own messages are known to hold no address.
    private static string Describe(Exception e) => e is StoreException ? e.Message : $"{e.GetType().Name}{Environment.NewLine}{e.StackTrace}";
}
