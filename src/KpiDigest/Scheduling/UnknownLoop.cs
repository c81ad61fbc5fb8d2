using KpiDigest.Outbox;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Scheduling;

/// <summary>Looks for unknown mails each minute.</summary>
internal sealed class UnknownLoop(UnknownMails mails, TimeProvider clock, ILogger<UnknownLoop> log) : TurnLoop("The look for unknown mails", TimeSpan.FromMinutes(1), clock, log)
{
    protected override Task TurnAsync(CancellationToken cancellationToken) => mails.AskAsync(cancellationToken);
}
