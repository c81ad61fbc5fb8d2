using KpiDigest.Configuration;
using KpiDigest.Core.Schedules;
using KpiDigest.Runs;
using KpiDigest.Store;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace KpiDigest.Scheduling;

/// <summary>Finds what is due and writes planned runs; the unique key decides between planners. Ends what nobody took up in time.</summary>
internal sealed class Planner(InstallationStore installation, RunStore runs, CurrentSettings current, TimeProvider clock, ILogger<Planner> log)
{
    /// <summary>Plans all that is due now; returns how many runs were new.</summary>
    public async Task<int> PlanDueAsync(CancellationToken cancellationToken)
    {
        if (await runs.SweepAsync(cancellationToken) is > 0 and var late) log.LogWarning("{Runs} runs passed their catch-up limit unsent: kpidigest status names them", late);
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var planned = 0;
        var settings = current.Now;
        foreach (var due in DueDigests.Find(settings.Digests, settings.Calendar, await installation.ActivationsAsync(cancellationToken), now))
        {
            if (!await runs.PlanAsync(new RunKey(due.Digest.Id, due.Period.Key, 1), due.DueAt, due.NotAfter, cancellationToken)) continue;
            planned++;
            log.LogInformation("planned {Digest} {Period}, due {DueAt}", due.Digest.Id, due.Period.Label, due.DueAt);
        }

        return planned;
    }
}
