using KpiDigest.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace KpiDigest.Scheduling;

/// <summary>
/// The one place that writes triggers: compares stored with wanted and changes only what differs, because re-declaring a trigger
/// at each start loses and doubles its fires.
/// </summary>
internal sealed class TriggerReconciler(ISchedulerFactory factory, CurrentSettings current, ILogger<TriggerReconciler> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => ReconcileAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Brings the stored triggers to what the settings in force ask for.</summary>
    public async Task ReconcileAsync(CancellationToken cancellationToken) => await ReconcileAsync(await factory.GetScheduler(cancellationToken), cancellationToken);

    private async Task ReconcileAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        await AddJobAsync<PlanJob>(scheduler, PlanJob.Key, cancellationToken);
        await AddJobAsync<SyncJob>(scheduler, SyncJob.Key, cancellationToken);
        var wanted = WantedTriggers.Of(current.Now).ToDictionary(t => t.Key);
        foreach (var job in new[] { PlanJob.Key, SyncJob.Key })
            foreach (var trigger in await scheduler.GetTriggersOfJob(job, cancellationToken)) await KeepOrChangeAsync(scheduler, trigger, wanted, cancellationToken);
        foreach (var trigger in wanted.Values) await AddAsync(scheduler, trigger, cancellationToken);
    }

    private static async Task AddJobAsync<T>(IScheduler scheduler, JobKey key, CancellationToken cancellationToken)
        where T : IJob
    {
        if (await scheduler.GetJobDetail(key, cancellationToken) is null)
            await scheduler.AddJob(JobBuilder.Create<T>().WithIdentity(key).StoreDurably().Build(), new AddJobOptions { Replace = true }, cancellationToken);
    }

    private async Task KeepOrChangeAsync(IScheduler scheduler, ITrigger stored, Dictionary<TriggerKey, ITrigger> wanted, CancellationToken cancellationToken)
    {
        if (!wanted.Remove(stored.Key, out var want))
        {
            await scheduler.UnscheduleJob(stored.Key, cancellationToken);
            log.LogInformation("schedule {Trigger} removed", stored.Key.Name);
        }
        else if (WantedTriggers.Fingerprint(stored) != WantedTriggers.Fingerprint(want))
        {
            await scheduler.RescheduleJob(stored.Key, want, cancellationToken);
            log.LogInformation("schedule {Trigger} changed", stored.Key.Name);
        }
    }

    private async Task AddAsync(IScheduler scheduler, ITrigger trigger, CancellationToken cancellationToken)
    {
        try
        {
            await scheduler.ScheduleJob(trigger, new ScheduleJobOptions(), cancellationToken);
        }
        catch (ObjectAlreadyExistsException)
        {
            log.LogDebug("schedule {Trigger} was added by another worker", trigger.Key.Name);
        }
    }
}
