using KpiDigest.Store;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Scheduling;

/// <summary>Beats, so that a database that was put back to an earlier state is told, at the next start or under a running worker. Beats a last time when it stops.</summary>
internal sealed class HeartbeatLoop(RestoreWatch watch, TimeProvider clock, ILogger<HeartbeatLoop> log) : TurnLoop("The sign of life", TimeSpan.FromSeconds(15), clock, log)
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(cancellationToken);
    }

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (await watch.BeatAsync(cancellationToken) is { } doubt) log.LogError("Nothing is sent: {Doubt} To go on: kpidigest outbox accept", doubt);
    }
}
