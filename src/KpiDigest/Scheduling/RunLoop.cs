using KpiDigest.Configuration;
using KpiDigest.Runs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Scheduling;

/// <summary>The loop around the run worker: plans at start what was missed, then executes whatever any planner wrote.</summary>
internal sealed class RunLoop(Planner planner, RunWorker worker, CurrentSettings current, TimeProvider clock, ILogger<RunLoop> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(planner.PlanDueAsync, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
            if (await TryAsync(Next, stoppingToken) == 0) await Task.Delay(TimeSpan.FromSeconds(current.Now.Options.Service.PollSeconds), clock, stoppingToken);

        async Task<int> Next(CancellationToken token) => await worker.RunNextAsync(token) ? 1 : 0;
    }

    private async Task<int> TryAsync(Func<CancellationToken, Task<int>> step, CancellationToken stoppingToken)
    {
        try
        {
            return await step(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            log.LogError(e, "runs cannot go on for now");
            return 0;
        }
    }
}
