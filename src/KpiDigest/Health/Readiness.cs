using KpiDigest.Configuration;
using KpiDigest.Outbox;
using NodaTime;

namespace KpiDigest.Health;

/// <summary>Whether mails go out in time: silence is an alarm.</summary>
internal sealed class Readiness(OutboxStore outbox, CurrentSettings current, TimeProvider clock)
{
    /// <summary>Null when all is well, else what is late or refused.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancellationToken) => await LateAsync(cancellationToken)
        ?? (current.Refused is { Count: > 0 } faults ? $"a changed configuration is refused ({faults.Count} {(faults.Count == 1 ? "fault" : "faults")}), the one in force stays. See 'kpidigest check'." : null);

    /// <summary>Null when no mail is late.</summary>
    public async Task<string?> LateAsync(CancellationToken cancellationToken)
    {
        var oldest = await outbox.OldestDueAsync(cancellationToken);
        var limit = Instant.FromDateTimeOffset(clock.GetUtcNow()) - Duration.FromMinutes(current.Now.Options.Service.LateMinutes);
        return oldest is { } since && since < limit ? $"a mail due at {since} is not sent yet. See 'kpidigest status'." : null;
    }
}
