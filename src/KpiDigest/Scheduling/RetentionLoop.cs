using KpiDigest.Runs;
using KpiDigest.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Scheduling;

/// <summary>Removes what was kept long enough, every hour; several workers may.</summary>
internal sealed class RetentionLoop(Retention retention, TimeProvider clock, ILogger<RetentionLoop> log) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, clock, stoppingToken);
        while (true)
        {
            try
            {
                var (mails, runs) = await retention.PruneAsync(stoppingToken);
                if (mails + runs > 0) log.LogInformation("Kept long enough: removed the bytes of {Mails} mails and the numbers of {Runs} runs", mails, runs);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogError("What was kept long enough could not be removed; tried again in an hour: {Fault}", e is StoreException ? e.Message : e.GetType().Name);
            }

            await Task.Delay(Every, clock, stoppingToken);
        }
    }
}
