using KpiDigest.Configuration;
using KpiDigest.Outbox;
using NodaTime;

namespace KpiDigest.Health;

/// <summary>Whether mails go out in time: silence is an alarm.</summary>
internal sealed class Readiness(OutboxStore outbox, Settings settings, TimeProvider clock)
{
    /// <summary>Null when all is well, else what is late.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        var oldest = await outbox.OldestDueAsync(cancellationToken);
        var limit = Instant.FromDateTimeOffset(clock.GetUtcNow()) - Duration.FromMinutes(settings.Options.Service.LateMinutes);
        return oldest is { } since && since < limit ? $"a mail due at {since} is not sent yet. See 'kpidigest status'." : null;
    }
}
