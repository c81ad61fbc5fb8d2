using KpiDigest.Bounces;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Scheduling;

/// <summary>Reads reports of undelivered mail each minute.</summary>
internal sealed class BounceLoop(BounceIntake intake, TimeProvider clock, ILogger<BounceLoop> log) : TurnLoop("The look at the bounces", TimeSpan.FromMinutes(1), clock, log)
{
    protected override Task TurnAsync(CancellationToken cancellationToken) => intake.ReadAllAsync(cancellationToken);
}
