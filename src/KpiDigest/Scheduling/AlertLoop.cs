using KpiDigest.Alerts;
using KpiDigest.Store;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace KpiDigest.Scheduling;

/// <summary>Looks every minute whether something needs the admin and tells it once, whatever the number of workers; beats while nothing does.</summary>
internal sealed class AlertLoop(Watch watch, AlertSender sender, Database database, TimeProvider clock, ILogger<AlertLoop> log)
    : TurnLoop("The look at what needs the admin", TimeSpan.FromMinutes(1), clock, log)
{
    private const int BeatEvery = 5;

    private readonly TimeProvider _clock = clock;
    private int _turn;

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var beat = _turn++ % BeatEvery == 0;
        var matters = await watch.LookAsync(cancellationToken);
        await using (await database.LockAsync("alerts", cancellationToken))
            await sender.TellAsync(matters, Instant.FromDateTimeOffset(_clock.GetUtcNow()), cancellationToken);
        if (beat && matters.All(m => m.Key != "late")) await sender.BeatAsync(cancellationToken);
    }
}
