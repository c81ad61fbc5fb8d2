using KpiDigest.Delivery;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>
/// Mails of which nobody knows whether they left, such as those of a worker that was killed: a channel that can tell is asked, once for each in the life
/// of this worker; what it proves is recorded.
/// </summary>
internal sealed class UnknownMails(OutboxStore store, IDeliveryChannel channel, ILogger<UnknownMails> log)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Returns how many are known to have left now.</summary>
    public async Task<int> AskAsync(CancellationToken cancellationToken)
    {
        var found = 0;
        foreach (var (mail, messageId) in await store.UnknownAsync(cancellationToken))
        {
            if (_asked.Contains(mail.Token) || await channel.HasLeftAsync(messageId, cancellationToken) is not { } left) continue;
            _asked.Add(mail.Token);
            if (!left || (await store.PassAsync([], Duration.Zero, [mail with { QueueId = "found where the channel files what it sends" }], cancellationToken)).Count == 0) continue;
            log.LogInformation("Mail {Id} was unknown and is known to have left", mail.Id);
            found++;
        }

        return found;
    }
}
