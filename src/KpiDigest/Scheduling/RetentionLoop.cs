using KpiDigest.Runs;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Scheduling;

/// <summary>Removes what was kept long enough, every hour; several workers may.</summary>
internal sealed class RetentionLoop(Retention retention, TimeProvider clock, ILogger<RetentionLoop> log) : TurnLoop("The removal of what was kept long enough", TimeSpan.FromHours(1), clock, log)
{
    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var (mails, runs) = await retention.PruneAsync(cancellationToken);
        if (mails + runs > 0) log.LogInformation("Kept long enough: removed the bytes of {Mails} mails and the numbers of {Runs} runs", mails, runs);
    }
}
