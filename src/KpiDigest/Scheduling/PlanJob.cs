using Quartz;

namespace KpiDigest.Scheduling;

/// <summary>What every trigger fires: plans what is due, in milliseconds. Twice is as good as once.</summary>
[DisallowConcurrentExecution]
internal sealed class PlanJob(Planner planner) : IJob
{
    public static readonly JobKey Key = new("plan", "kpidigest");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await planner.PlanDueAsync(cancellationToken);
}
