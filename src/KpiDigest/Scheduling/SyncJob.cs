using KpiDigest.Crm;
using KpiDigest.Runs;
using KpiDigest.Store;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Quartz;

namespace KpiDigest.Scheduling;

/// <summary>
/// Pulls from the CRM on its own schedule, so that facts have a state of each day and digests find them fresh. One worker at a time does; the next fire makes up for what failed.
/// </summary>
/// <param name="sync">The sync by the settings in force.</param>
/// <param name="log">One line a sync.</param>
[DisallowConcurrentExecution]
internal sealed class SyncJob(Func<SourceSync> sync, ILogger<SyncJob> log) : IJob
{
    public static readonly JobKey Key = new("sync", "kpidigest");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await RunAsync((context.ScheduledFireTimeUtc ?? context.FireTimeUtc).ToInstant(), cancellationToken);

    /// <summary>Nothing is pulled where a complete sync is not older than an instant.</summary>
    public async Task RunAsync(Instant notBefore, CancellationToken cancellationToken)
    {
        try
        {
            log.LogInformation("Facts are complete as of {Instant}", await sync().EnsureAsync(notBefore, cancellationToken));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Only our own messages are known to hold no customer's data.
            log.LogError("The scheduled sync failed; what was stored stays, and the next goes on behind it: {Fault}", e is CrmException or StoreException ? e.Message : e.GetType().Name);
        }
    }
}
